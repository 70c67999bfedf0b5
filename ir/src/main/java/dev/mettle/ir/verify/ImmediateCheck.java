package dev.mettle.ir.verify;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.ImmediateKind;
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
            case CONSTANT, NAME, CALL_KEY, OPERATION, TEMPLATE, CALL_TEMPLATE, PATTERN, CASES ->
                constant(function, instruction, instruction.kind(i), value);
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

  private static @Nullable String constant(
      IrFunction function, Instruction instruction, ImmediateKind kind, long index) {
    String defect = range("constant", index, function.constants().size());
    if (defect != null) {
      return defect;
    }
    Atom constant = function.constant((int) index);
    String problem =
        switch (kind) {
          case CONSTANT -> constant(constant);
          case NAME -> constant instanceof Symbol ? null : "is no name but " + constant;
          case CALL_KEY -> null;
          case OPERATION ->
              constant instanceof GroundedValue ? null : "is no operation but " + constant;
          case TEMPLATE -> places(constant, function);
          case CALL_TEMPLATE ->
              constant instanceof Expression e && e.size() > 0
                  ? places(constant, function)
                  : "is no call but " + constant;
          case PATTERN -> pattern(constant, function);
          case CASES -> cases(constant, instruction);
          case LOCAL, COUNT, SMALL, LONG, TARGET, TARGETS -> null;
        };
    if (problem != null) {
      return "constant %d %s".formatted(index, problem);
    }
    return kind == ImmediateKind.CALL_KEY ? callKey(instruction, constant, index) : null;
  }

  private static @Nullable String constant(Atom constant) {
    return LocalUse.placesIn(constant).isEmpty()
        ? null
        : "has places of locals where no template is expected";
  }

  private static @Nullable String places(Atom constant, IrFunction function) {
    for (int local : LocalUse.placesIn(constant)) {
      if (local >= function.localCount()) {
        return "has a place of local %d, there are %d".formatted(local, function.localCount());
      }
    }
    return null;
  }

  private static @Nullable String pattern(Atom constant, IrFunction function) {
    if (!(constant instanceof Expression pair)
        || pair.size() < 2
        || pair.size() > 3
        || !(pair.get(0) instanceof Expression numbers)) {
      return "is no pair of locals and pattern";
    }
    for (Atom number : numbers) {
      if (!isLocal(number, function)) {
        return "sets local %s, there are %d".formatted(number, function.localCount());
      }
    }
    if (pair.size() > 2) {
      // The local of the scope, and for each local that is set which variable of the scope it is.
      if (!(pair.get(2) instanceof Expression scope) || scope.size() != numbers.size() + 1) {
        return "has no scope with a number for each local that it sets";
      }
      if (!isLocal(scope.get(0), function)) {
        return "has its scope in local %s, there are %d"
            .formatted(scope.get(0), function.localCount());
      }
    }
    return places(pair.get(1), function);
  }

  private static boolean isLocal(Atom number, IrFunction function) {
    return number instanceof LongAtom n && n.value() >= 0 && n.value() < function.localCount();
  }

  private static @Nullable String cases(Atom constant, Instruction instruction) {
    if (!(constant instanceof Expression cases)) {
      return "is no expression of cases";
    }
    int targets = 0;
    for (int i = 0; i < instruction.immediateCount(); i++) {
      targets += instruction.kind(i).isTarget() ? 1 : 0;
    }
    return targets == cases.size() + 2
        ? null
        : "has %d cases, for which there are %d targets".formatted(cases.size(), targets);
  }

  private static @Nullable String callKey(Instruction instruction, Atom constant, long index) {
    Optional<CallKey> key = CallKey.fromAtom(constant);
    if (key.isEmpty()) {
      return "constant %d is no call key but %s".formatted(index, constant);
    }
    return key.get().parameterCount() == instruction.count()
        ? null
        : "%d arguments for the call key %s".formatted(instruction.count(), key.get());
  }
}
