package dev.mettle.ir.opcode;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the opcode table as a document.
 *
 * @since 1.0
 */
public final class OpcodeDocument {

  private static final List<String> STAGES =
      List.of(
          "primitives",
          "run-time calls",
          "functions and branches",
          "nondeterminism",
          "data",
          "spaces, state, types");

  private OpcodeDocument() {}

  /** The document, in Markdown. */
  public static String markdown() {
    StringBuilder out = new StringBuilder();
    out.append("# Opcodes\n\n");
    out.append("Made from the table in `dev.mettle.ir.opcode.Opcode`; do not edit. ");
    out.append("The tests of the module `ir` write it anew with `-Dmettle.bless=true`.\n\n");
    out.append("A stack picture shows the operands that an instruction takes and, behind `--`, ");
    out.append("those that it leaves; the top is on the right, `xs*` stands for as many operands ");
    out.append("as its count says. What an instruction means is said by one MeTTa expression for ");
    out.append("each operand that it leaves, or by a rule (below).\n\n");
    out.append(
        "A local is written with the name that ties it to an operand, its kind if it holds ");
    out.append("no plain value, and what happens to it; \"next\" is the way to the next ");
    out.append("instruction, on the others it is what it was.\n");
    for (int stage = 1; stage <= STAGES.size(); stage++) {
      out.append("\n## Stage ").append(stage).append(": ").append(STAGES.get(stage - 1));
      out.append("\n\n| code | instruction | stack | means | effects | |\n");
      out.append("|---|---|---|---|---|---|\n");
      for (Opcode opcode : Opcode.values()) {
        if (opcode.stage() == stage) {
          row(opcode, out);
        }
      }
    }
    rules(out);
    kinds(out);
    return out.toString();
  }

  private static void rules(StringBuilder out) {
    out.append("\n## Rules\n\n| rule | | followed by |\n|---|---|---|\n");
    for (Rule rule : Rule.values()) {
      String followers =
          Arrays.stream(Opcode.values())
              .filter(opcode -> opcode.rule().equals(Optional.of(rule)))
              .map(opcode -> "`" + opcode.mnemonic() + "`")
              .collect(Collectors.joining(", "));
      out.append("| ").append(rule.label()).append(" | ").append(rule.doc());
      out.append(" | ").append(followers).append(" |\n");
    }
  }

  private static void kinds(StringBuilder out) {
    out.append("\n## Kinds\n\nWhat is known of an operand or a local. Each kind is part of the ");
    out.append("one behind it.\n\n");
    for (OperandKind kind : OperandKind.values()) {
      StringBuilder path = new StringBuilder();
      kind.parent().ifPresent(parent -> path.append(" < ").append(parent.label()));
      out.append("- `").append(kind.label()).append(path).append("`\n");
    }
  }

  private static void row(Opcode opcode, StringBuilder out) {
    out.append("| `0x%02x` | `".formatted(opcode.code())).append(opcode.mnemonic());
    opcode.declaredImmediates().forEach(immediate -> out.append(' ').append(label(immediate)));
    out.append("` | `").append(opcode.picture()).append('`');
    if (!opcode.picture().equals(opcode.pictureAtTargets())) {
      out.append(" to a target `").append(opcode.pictureAtTargets()).append('`');
    }
    out.append(" | ");
    if (!opcode.definition().isEmpty()) {
      out.append('`').append(opcode.definition()).append('`');
    }
    opcode.rule().ifPresent(rule -> out.append(rule.label()));
    out.append(" | ")
        .append(effects(opcode))
        .append(opcode.isPartial() ? ", partial" : "")
        .append(" | ")
        .append(opcode.doc())
        .append(" |\n");
  }

  private static String label(Immediate immediate) {
    return switch (immediate) {
      case ImmediateKind kind -> kind.label();
      case LocalImmediate local -> "[" + local + " " + local.access().label() + "]";
    };
  }

  private static String effects(Opcode opcode) {
    return opcode.effects().stream()
        .sorted()
        .map(effect -> effect.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
