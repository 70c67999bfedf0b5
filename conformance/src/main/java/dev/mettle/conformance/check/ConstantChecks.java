package dev.mettle.conformance.check;

import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.conformance.kit.Harness;
import dev.mettle.conformance.kit.Trial;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.ir.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Boundary values as constants in the code. A constant takes other ways than an argument: short
 * forms, pools that share what looks equal, lanes chosen at compile time.
 */
public final class ConstantChecks {

  /** Partners of each kind and at the ends of 48 bits; the other operand is the constant. */
  private static final List<Atom> PARTNERS =
      List.of(
          LongAtom.of(3),
          LongAtom.of((1L << 47) - 1),
          LongAtom.of(-(1L << 47)),
          DoubleAtom.of(-0.5),
          Symbol.of("x"));

  private ConstantChecks() {}

  /** All checks. */
  public static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    for (Opcode opcode : Meanings.valueOpcodes()) {
      checks.add(
          new EngineCheck(
              "constant/" + opcode.mnemonic() + "/as operand",
              Optional.of(opcode),
              Set.of(opcode, Opcode.LOAD_LOCAL, Opcode.RETURN),
              harness -> run(harness, opcode)));
    }
    return checks;
  }

  private static void run(Harness harness, Opcode opcode) {
    boolean unary = opcode.picture().inputs().size() == 1;
    for (Atom constant : BoundaryValues.CONSTANTS) {
      if (!fits(opcode, constant)) {
        continue;
      }
      VerifiedFunction left = function(opcode, Optional.of(constant), Optional.empty());
      // What a backend has no code for it need not have in a constant.
      if (!harness.opcodes().containsAll(VectorChecks.opcodes(left.function()))) {
        continue;
      }
      if (unary) {
        harness.run(
            new Trial(
                "a constant operand", left, List.of(), Meanings.value(opcode, List.of(constant))));
        continue;
      }
      VerifiedFunction right = function(opcode, Optional.empty(), Optional.of(constant));
      for (Atom partner : PARTNERS) {
        harness.run(
            new Trial(
                "a constant first",
                left,
                List.of(partner),
                Meanings.value(opcode, List.of(constant, partner))));
        harness.run(
            new Trial(
                "a constant second",
                right,
                List.of(partner),
                Meanings.value(opcode, List.of(partner, constant))));
      }
    }
  }

  /** Whether the verifier lets the constant stand there. */
  private static boolean fits(Opcode opcode, Atom constant) {
    OperandKind wanted = opcode.picture().inputs().getFirst().kind();
    return !OperandKind.of(constant).isDisjointFrom(wanted);
  }

  private static VerifiedFunction function(
      Opcode opcode, Optional<Atom> left, Optional<Atom> right) {
    FunctionBuilder builder = FunctionBuilder.named(opcode.mnemonic() + " of a constant");
    boolean unary = opcode.picture().inputs().size() == 1;
    if (!unary) {
      builder.parameter("partner", OperandKind.ATOM);
    }
    left.ifPresentOrElse(builder::push, () -> builder.emit(Opcode.LOAD_LOCAL, 0));
    if (!unary) {
      right.ifPresentOrElse(builder::push, () -> builder.emit(Opcode.LOAD_LOCAL, 0));
    }
    return Verifier.verify(builder.emit(opcode).emit(Opcode.RETURN).build());
  }
}
