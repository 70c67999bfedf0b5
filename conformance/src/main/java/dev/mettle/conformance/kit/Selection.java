package dev.mettle.conformance.kit;

import dev.mettle.ir.opcode.Opcode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which checks to run. Each part that is empty allows all.
 *
 * @param names names of checks; a {@code *} stands for any text
 * @param opcodes the opcodes that a check is about
 * @param stages the stages that a check belongs to
 * @since 1.0
 */
public record Selection(List<String> names, Set<Opcode> opcodes, Set<Integer> stages) {

  /** Every check. */
  public static final Selection ALL = new Selection(List.of(), Set.of(), Set.of());

  /** Copies the collections. */
  public Selection {
    names = List.copyOf(names);
    opcodes = Set.copyOf(opcodes);
    stages = Set.copyOf(stages);
  }

  /** The checks of these names, with commas between them; all if there are none. */
  public static Selection named(String list) {
    List<String> names =
        list.isBlank() ? List.of() : Arrays.stream(list.split(",")).map(String::strip).toList();
    return new Selection(names, Set.of(), Set.of());
  }

  /**
   * Whether a check is to run.
   *
   * @param id its name
   * @param stage the stage that it belongs to
   * @param opcode the opcode that it is about, if it is about one
   */
  public boolean covers(String id, int stage, Optional<Opcode> opcode) {
    return (names.isEmpty() || names.stream().anyMatch(name -> matches(name, id)))
        && (stages.isEmpty() || stages.contains(stage))
        && (opcodes.isEmpty() || opcode.filter(opcodes::contains).isPresent());
  }

  /** Whether the text is what the pattern says; its parts between stars are looked for in turn. */
  static boolean matches(String pattern, String text) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(text);
    }
    String last = parts[parts.length - 1];
    if (!text.startsWith(parts[0])) {
      return false;
    }
    int from = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], from);
      if (found < 0) {
        return false;
      }
      from = found + parts[i].length();
    }
    return text.length() - last.length() >= from && text.endsWith(last);
  }
}
