package dev.mettle.ir.text;

import dev.mettle.ir.atom.StringText;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.function.Parameter;
import dev.mettle.ir.opcode.ImmediateKind;
import java.util.BitSet;

/**
 * Writes functions as text that {@link FunctionParser} reads back.
 *
 * @since 1.0
 */
public final class FunctionPrinter {

  private static final int COMMENT_COLUMN = 34;

  private final IrFunction function;
  private final StringBuilder out = new StringBuilder();

  private FunctionPrinter(IrFunction function) {
    this.function = function;
  }

  /** The text of a function; each line ends with a line feed. */
  public static String print(IrFunction function) {
    FunctionPrinter printer = new FunctionPrinter(function);
    printer.header();
    printer.body();
    return printer.out.toString();
  }

  private void header() {
    out.append("function ");
    StringText.quote(function.name(), out);
    out.append(" (");
    String separator = "";
    for (Parameter parameter : function.parameters()) {
      out.append(separator);
      ConstantText.writeSymbol(parameter.name(), out);
      out.append(' ').append(parameter.kind().label());
      separator = ", ";
    }
    out.append(") -> ").append(function.resultKind().label()).append('\n');
    function.key().ifPresent(key -> key(out.append("  key "), key).append('\n'));
    if (!function.source().isEmpty()) {
      StringText.quote(function.source(), out.append("  source "));
      out.append('\n');
    }
    if (function.localCount() != function.parameterCount()) {
      out.append("  locals ").append(function.localCount()).append('\n');
    }
    for (Assumption assumption : function.assumptions()) {
      assumption(assumption);
    }
    for (int i = 0; i < function.constants().size(); i++) {
      out.append("  const ").append(i).append(' ');
      ConstantText.write(function.constant(i), out);
      out.append('\n');
    }
  }

  private void assumption(Assumption assumption) {
    out.append("  assume ");
    switch (assumption) {
      case Assumption.MeaningOf(var name) ->
          ConstantText.writeSymbol(name.name(), out.append("meaning "));
      case Assumption.RulesOf(var key) -> key(out.append("rules "), key);
      case Assumption.TypesOf(var head) -> ConstantText.write(head, out.append("types "));
    }
    out.append('\n');
  }

  private static StringBuilder key(StringBuilder out, CallKey key) {
    ConstantText.writeSymbol(key.head().name(), out);
    for (int arity : key.arities()) {
      out.append(' ').append(arity);
    }
    return out;
  }

  private void body() {
    BitSet targets = targets();
    out.append("{\n");
    int line = 0;
    for (int offset = 0; offset < function.code().size(); offset++) {
      if (targets.get(offset)) {
        out.append('L').append(offset).append(":\n");
      }
      if (function.line(offset) != line) {
        line = function.line(offset);
        out.append("  line ").append(line).append('\n');
      }
      instruction(function.code().get(offset));
    }
    out.append("}\n");
  }

  private void instruction(Instruction instruction) {
    int start = out.length();
    out.append("  ").append(instruction.opcode().mnemonic());
    String comment = "";
    for (int i = 0; i < instruction.immediateCount(); i++) {
      ImmediateKind kind = instruction.kind(i);
      long value = instruction.longImmediate(i);
      switch (kind) {
        case TARGET, TARGETS -> out.append(isOffset(value) ? " L" : " ").append(value);
        case CONSTANT, NAME, CALL_KEY, OPERATION, TEMPLATE, CALL_TEMPLATE, PATTERN, CASES -> {
          out.append(' ').append(value);
          if (value >= 0 && value < function.constants().size()) {
            comment = comment + ConstantText.of(function.constant((int) value)) + " ";
          }
        }
        case LOCAL -> {
          out.append(' ').append(value);
          if (value >= 0 && value < function.parameterCount()) {
            comment = comment + function.parameters().get((int) value).name() + " ";
          }
        }
        case COUNT, SMALL, LONG -> out.append(' ').append(value);
      }
    }
    // A parameter may be called anything; a comment must stay on its line.
    String shown = comment.strip().replaceAll("\\s", " ");
    if (!shown.isEmpty() && shown.length() <= 60) {
      out.repeat(' ', Math.max(1, COMMENT_COLUMN - (out.length() - start)));
      out.append("; ").append(shown);
    }
    out.append('\n');
  }

  private BitSet targets() {
    BitSet targets = new BitSet();
    for (Instruction instruction : function.code()) {
      for (int i = 0; i < instruction.immediateCount(); i++) {
        if (instruction.kind(i).isTarget()) {
          long value = instruction.longImmediate(i);
          if (isOffset(value)) {
            targets.set((int) value);
          }
        }
      }
    }
    return targets;
  }

  /** A malformed function has targets outside of its code; they are written as numbers. */
  private boolean isOffset(long target) {
    return target >= 0 && target < function.code().size();
  }
}
