package dev.mettle.vm.code;

import dev.mettle.backend.spi.Lane;
import dev.mettle.vm.tier.CompiledFunction;
import dev.mettle.vm.tier.UnitVerdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What happened to a function that was hot, whatever code its rules have at present. */
public final class FunctionTally {

  /** Versions that the statistics show. */
  private static final int MAX_VERSIONS = 8;

  private static final String NOT_HOT = "not hot";

  private final String name;
  private final Set<String> versions = new LinkedHashSet<>();
  private final Map<String, Long> leaves = new TreeMap<>();
  private String state = NOT_HOT;
  private long invalidations;
  private long classBytes;
  private long nanos;

  /** Calls of interpreted code that compiled code ran. */
  public long entered;

  public FunctionTally(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  public void state(String now) {
    state = now;
  }

  public void compiled(UnitVerdict.Installed unit) {
    UnitVerdict.Entry entry = unit.entries().getFirst();
    if (versions.size() < MAX_VERSIONS) {
      versions.add(describe(entry));
    }
    classBytes += unit.classBytes();
    nanos += unit.nanos();
    state = "compiled by " + unit.backend();
  }

  public void left(String reason) {
    leaves.merge(reason, 1L, Long::sum);
  }

  /** How often its code left, by reason. */
  public Map<String, Long> leaves() {
    return leaves;
  }

  public void invalidated() {
    invalidations++;
    state = "dropped: what it relied on has changed";
  }

  /** What was compiled is gone, and what spoke against it is no longer known. */
  public void forgotten() {
    state = NOT_HOT;
  }

  public CompiledFunction report() {
    return new CompiledFunction(
        name, state, entered, List.copyOf(versions), leaves, invalidations, classBytes, nanos);
  }

  /** A version, with the lane of its result. */
  public static String describe(UnitVerdict.Entry entry) {
    String parameters =
        entry.version().lanes().stream()
            .map(FunctionTally::name)
            .collect(Collectors.joining(", ", "(", ")"));
    return entry.version().expected().map(type -> parameters + " as " + type).orElse(parameters)
        + " -> "
        + name(entry.result());
  }

  private static String name(Lane lane) {
    return switch (lane) {
      case LONG -> "long";
      case DOUBLE -> "double";
      case BOOLEAN -> "boolean";
      case REFERENCE -> "atom";
      case OBJECT -> "object";
    };
  }
}
