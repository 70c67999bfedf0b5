package dev.mettle.ir.verify;

import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the immediates of an instruction against the function that it is part of. */
final class ImmediateCheck {

  private ImmediateCheck() {}

  /** What is wrong with the immediates, or null. */
  static @Nullable String defectOf(IrFunction function, Instruction instruction) {
    for (int i = 0; i < instruction.immediateCount(); i++) {
      long value = instruction.longImmediate(i);
      String defect =
          switch (instruction.kind(i)) {
            case LOCAL -> range("local", value, function.localCount());
            case CONSTANT -> range("constant", value, function.constants().size());
            case NAME -> name(function, value);
            case CALL_KEY -> callKey(function, instruction, value);
            case COUNT -> value < 0 ? "negative count " + value : null;
            case TARGET, TARGETS -> range("jump target", value, function.code().size());
            case SMALL, LONG -> null;
          };
      if (defect != null) {
        return defect;
      }
    }
    return null;
  }

  private static @Nullable String range(String what, long index, int size) {
    return index >= 0 && index < size
        ? null
        : "no %s %d, there are %d".formatted(what, index, size);
  }

  private static @Nullable String name(IrFunction function, long index) {
    String defect = range("constant", index, function.constants().size());
    return defect != null || function.constant((int) index) instanceof Symbol
        ? defect
        : "constant %d is no name but %s".formatted(index, function.constant((int) index));
  }

  private static @Nullable String callKey(
      IrFunction function, Instruction instruction, long index) {
    String defect = range("constant", index, function.constants().size());
    if (defect != null) {
      return defect;
    }
    Optional<CallKey> key = CallKey.fromAtom(function.constant((int) index));
    if (key.isEmpty()) {
      return "constant %d is no call key but %s".formatted(index, function.constant((int) index));
    }
    return key.get().parameterCount() == instruction.count()
        ? null
        : "%d arguments for the call key %s".formatted(instruction.count(), key.get());
  }
}
