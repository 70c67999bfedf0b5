package dev.mettle.conformance.check;

import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.conformance.kit.Harness;
import dev.mettle.conformance.kit.Trial;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.ir.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Each test of two values followed by the branch on its result, which engines like to make one
 * instruction: over values at all borders, and with each small integer written into the code.
 */
public final class BranchChecks {

  private static final Symbol YES = Symbol.of("yes");
  private static final Symbol NO = Symbol.of("no");
  private static final Symbol OTHER = Symbol.of("other");

  /** The matrices try all values; here each pair is tried on both sides of each border. */
  private static final List<Atom> OPERANDS =
      BoundaryValues.BORDERS.stream().filter(atom -> !Kernels.stops(atom)).toList();

  private BranchChecks() {}

  /** All checks. */
  public static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    for (Opcode opcode : Meanings.valueOpcodes()) {
      if (opcode.picture().outputs().getFirst().kind() == OperandKind.BOOL
          && opcode.picture().inputs().size() == 2) {
        checks.add(check(opcode, "two ways", harness -> values(harness, opcode, false)));
        checks.add(check(opcode, "three ways", harness -> values(harness, opcode, true)));
        checks.add(check(opcode, "a small integer", harness -> constants(harness, opcode)));
      }
    }
    return checks;
  }

  private static Check check(
      Opcode opcode, String label, java.util.function.Consumer<Harness> body) {
    return new EngineCheck(
        "branch/" + opcode.mnemonic() + "/" + label,
        Optional.of(opcode),
        Set.of(
            opcode,
            Opcode.LOAD_LOCAL,
            Opcode.PUSH_LONG_SMALL,
            Opcode.PUSH_CONSTANT,
            Opcode.JUMP_IF_FALSE,
            Opcode.RETURN),
        body);
  }

  private static void values(Harness harness, Opcode opcode, boolean threeWays) {
    VerifiedFunction function = function(opcode, Optional.empty(), threeWays);
    for (Atom a : OPERANDS) {
      for (Atom b : OPERANDS) {
        harness.run(
            new Trial(
                "values to branch on",
                function,
                List.of(a, b),
                way(Meanings.value(opcode, List.of(a, b)), threeWays)));
      }
    }
  }

  private static void constants(Harness harness, Opcode opcode) {
    for (Atom b : BoundaryValues.INTEGERS) {
      if (!(b instanceof LongAtom n)
          || n.value() != (int) n.value()
          || !opcode.picture().inputs().getLast().kind().includes(OperandKind.INTEGER)) {
        continue;
      }
      VerifiedFunction function = function(opcode, Optional.of(n), false);
      for (Atom a : OPERANDS) {
        harness.run(
            new Trial(
                "a small integer to branch on",
                function,
                List.of(a),
                way(Meanings.value(opcode, List.of(a, b)), false)));
      }
    }
  }

  private static Atom way(Atom value, boolean threeWays) {
    if (value == BoolAtom.TRUE) {
      return YES;
    }
    return value == BoolAtom.FALSE || !threeWays ? NO : OTHER;
  }

  private static VerifiedFunction function(
      Opcode opcode, Optional<LongAtom> second, boolean threeWays) {
    FunctionBuilder builder =
        FunctionBuilder.named("branch on " + opcode.mnemonic()).parameter("a", OperandKind.ATOM);
    if (second.isEmpty()) {
      builder.parameter("b", OperandKind.ATOM);
    }
    builder.emit(Opcode.LOAD_LOCAL, 0);
    second.ifPresentOrElse(builder::push, () -> builder.emit(Opcode.LOAD_LOCAL, 1));
    Label no = builder.newLabel();
    Label other = threeWays ? builder.newLabel() : no;
    builder.emit(opcode).emitTo(Opcode.JUMP_IF_FALSE, List.of(no, other, other));
    builder.push(YES).emit(Opcode.RETURN);
    builder.place(no).push(NO).emit(Opcode.RETURN);
    if (threeWays) {
      builder.place(other).push(OTHER).emit(Opcode.RETURN);
    }
    return Verifier.verify(builder.build());
  }
}
