package dev.mettle.conformance.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the author of a backend looks at when a check has failed.
 *
 * @since 1.0
 */
public final class Guidance {

  /** The guide that the sections are of. */
  public static final String GUIDE = "docs/writing-a-backend.md";

  private record Place(String part, String section) {}

  /** Parts of rules, and the sections that explain them; the first that fits is named. */
  private static final List<Place> PLACES =
      List.of(
          new Place("a captured frame", "Frames"),
          new Place("a frame names", "Frames"),
          new Place("frames of many values", "Frames"),
          new Place("true reason", "Frames"),
          new Place("has an effect", "Frames"),
          new Place("each turn of a loop", "Each method"),
          new Place("room", "Each method"),
          new Place("polls", "Each method"),
          new Place("at a poll", "Each method"),
          new Place("asks anew", "Each call"),
          new Place("data no more", "Each call"),
          new Place("in its lane", "Values"),
          new Place("the JVM rejects", "The class"),
          new Place("ClassFormatError", "The class"),
          new Place("VerifyError", "The class"),
          new Place("neither compiling nor running", "Rules"),
          new Place("did not end within", "Rules"));

  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("contract", "Rules"),
          Map.entry("emitter", "With an emitter"),
          Map.entry("alternatives", "Frames"),
          Map.entry("spaces", "Frames"),
          Map.entry("mixed", "Values"),
          Map.entry("vector", "Values"),
          Map.entry("matrix", "Values"),
          Map.entry("constant", "Values"),
          Map.entry("branch", "Values"),
          Map.entry("size", "The class"),
          Map.entry("program", "Each call"),
          Map.entry("whole", "Each call"));

  private Guidance() {}

  /** The section of the guide that explains what a check found. */
  public static String section(String check, String message) {
    String kind = check.substring(0, check.indexOf('/'));
    return PLACES.stream()
        .filter(place -> message.contains(place.part()))
        .map(Place::section)
        .findFirst()
        .orElseGet(
            () -> check.startsWith("unit/contract") ? "Rules" : KINDS.getOrDefault(kind, "Values"));
  }

  /** Every section that may be named. */
  static Set<String> sections() {
    return Stream.concat(PLACES.stream().map(Place::section), KINDS.values().stream())
        .collect(Collectors.toSet());
  }

  /** A message, and below it what to look at. */
  static String added(Check check, String message, Optional<String> classes) {
    List<String> places = new ArrayList<>();
    check
        .opcode()
        .ifPresent(opcode -> places.add("%s in docs/opcodes.md".formatted(opcode.mnemonic())));
    places.add("\"%s\" in %s".formatted(section(check.id(), message), GUIDE));
    StringBuilder out = new StringBuilder(message.stripTrailing());
    out.append("\n  look at:  ").append(String.join("; ", places));
    classes.ifPresent(
        folder -> out.append("\n  classes:  ").append(folder).append(" (javap -c -p shows them)"));
    return out.toString();
  }
}
