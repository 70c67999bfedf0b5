package dev.mettle.vm.tier;

import dev.mettle.backend.spi.Natives;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.kernel.NativeOperation;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.ir.verify.Verifier;
import java.util.Optional;

/** Small functions to promote. */
final class TestFunctions {

  /** Operations as symbols, which is enough to see them in answers. */
  static final Natives NATIVES =
      new Natives() {
        @Override
        public Optional<NativeOperation> find(Symbol name, int arguments) {
          return Optional.empty();
        }

        @Override
        public Optional<Atom> operation(Symbol name) {
          return Optional.of(name);
        }
      };

  private TestFunctions() {}

  /** {@code (= (plus $a $b) (+ $a $b))} over numbers. */
  static VerifiedFunction plus() {
    return verified(
        FunctionBuilder.named("plus")
            .parameter("a", OperandKind.NUMBER)
            .parameter("b", OperandKind.NUMBER)
            .emit(Opcode.LOAD_LOCAL, 0)
            .emit(Opcode.LOAD_LOCAL, 1)
            .emit(Opcode.ADD)
            .emit(Opcode.RETURN));
  }

  /** A function with an opcode that {@link KernelCallBackend} does not cover. */
  static VerifiedFunction negation() {
    return verified(
        FunctionBuilder.named("negation")
            .parameter("a", OperandKind.NUMBER)
            .emit(Opcode.LOAD_LOCAL, 0)
            .emit(Opcode.NEG)
            .emit(Opcode.RETURN));
  }

  static VerifiedFunction verified(FunctionBuilder builder) {
    return Verifier.verify(builder.build());
  }

  static LongAtom number(long value) {
    return LongAtom.of(value);
  }
}
