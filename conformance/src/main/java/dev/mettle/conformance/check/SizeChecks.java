package dev.mettle.conformance.check;

import dev.mettle.conformance.kit.Check;
import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.EngineCheck;
import dev.mettle.conformance.kit.Harness;
import dev.mettle.conformance.kit.Trial;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BigIntegerAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.verify.Verifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Functions with many instructions, operands, parameters and constants. */
public final class SizeChecks {

  private static final Set<Opcode> NEEDS =
      Set.of(Opcode.LOAD_LOCAL, Opcode.PUSH_LONG_SMALL, Opcode.ADD, Opcode.RETURN);

  private SizeChecks() {}

  /** All checks. */
  public static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    for (int length : new int[] {100, 1_000, 10_000}) {
      checks.add(check("a chain of " + length, harness -> chain(harness, length)));
      checks.add(check("a nest of " + length, harness -> nest(harness, length)));
    }
    checks.add(check("a balanced tree of 4096 leaves", SizeChecks::tree));
    for (int parameters : new int[] {10, 60, 120, 200}) {
      checks.add(check(parameters + " parameters", harness -> parameters(harness, parameters)));
    }
    checks.add(
        new EngineCheck(
            CheckResult.SIZE + "make_expr/200 operands",
            Optional.of(Opcode.MAKE_EXPR),
            Set.of(Opcode.MAKE_EXPR, Opcode.PUSH_LONG_SMALL, Opcode.RETURN),
            SizeChecks::operands));
    checks.add(
        new EngineCheck(
            CheckResult.SIZE + "push_constant/1000 constants",
            Optional.of(Opcode.PUSH_CONSTANT),
            Set.of(Opcode.PUSH_CONSTANT, Opcode.POP, Opcode.RETURN, Opcode.NOP),
            SizeChecks::constants));
    return checks;
  }

  private static Check check(String label, java.util.function.Consumer<Harness> body) {
    return new EngineCheck(CheckResult.SIZE + "add/" + label, Optional.of(Opcode.ADD), NEEDS, body);
  }

  private static void run(Harness harness, FunctionBuilder builder, Atom expected, Atom... args) {
    harness.run(new Trial("size", Verifier.verify(builder.build()), List.of(args), expected));
  }

  /** {@code (+ (+ (+ $a 1) 2) 3)}: the stack stays low. */
  private static void chain(Harness harness, int length) {
    FunctionBuilder builder =
        FunctionBuilder.named("chain")
            .parameter("a", OperandKind.NUMBER)
            .emit(Opcode.LOAD_LOCAL, 0);
    long sum = 5;
    for (int i = 0; i < length; i++) {
      builder.emit(Opcode.PUSH_LONG_SMALL, i).emit(Opcode.ADD);
      sum += i;
    }
    builder.emit(Opcode.RETURN);
    run(harness, builder, LongAtom.of(sum), LongAtom.of(5));
    // The sum leaves the range of integers somewhere in the middle.
    long start = Long.MAX_VALUE - sum / 2;
    BigInteger large = BigInteger.valueOf(start).add(BigInteger.valueOf(sum - 5));
    run(harness, builder, BigIntegerAtom.of(large), LongAtom.of(start));
  }

  /** {@code (+ 1 (+ 2 (+ 3 $a)))}: everything is pushed before the first sum. */
  private static void nest(Harness harness, int length) {
    FunctionBuilder builder = FunctionBuilder.named("nest").parameter("a", OperandKind.NUMBER);
    long sum = 5;
    for (int i = 0; i < length; i++) {
      builder.emit(Opcode.PUSH_LONG_SMALL, i);
      sum += i;
    }
    builder.emit(Opcode.LOAD_LOCAL, 0);
    for (int i = 0; i < length; i++) {
      builder.emit(Opcode.ADD);
    }
    run(harness, builder.emit(Opcode.RETURN), LongAtom.of(sum), LongAtom.of(5));
  }

  private static void tree(Harness harness) {
    FunctionBuilder builder =
        FunctionBuilder.named("tree")
            .parameter("a", OperandKind.NUMBER)
            .parameter("b", OperandKind.NUMBER);
    int leaves = 4096;
    for (int i = 1; i <= leaves; i++) {
      builder.emit(Opcode.LOAD_LOCAL, i % 2);
      // As many sums as the number of leaves so far can be halved.
      for (int n = i; n % 2 == 0; n /= 2) {
        builder.emit(Opcode.ADD);
      }
    }
    run(
        harness,
        builder.emit(Opcode.RETURN),
        LongAtom.of(leaves / 2 * 3L + leaves / 2 * 4L),
        LongAtom.of(3),
        LongAtom.of(4));
  }

  private static void parameters(Harness harness, int count) {
    FunctionBuilder builder = FunctionBuilder.named("parameters");
    Atom[] arguments = new Atom[count];
    long sum = 0;
    for (int i = 0; i < count; i++) {
      builder.parameter("p" + i, OperandKind.NUMBER);
      arguments[i] = LongAtom.of(1L << i % 40);
      sum += 1L << i % 40;
    }
    builder.emit(Opcode.LOAD_LOCAL, 0);
    for (int i = 1; i < count; i++) {
      builder.emit(Opcode.LOAD_LOCAL, i).emit(Opcode.ADD);
    }
    run(harness, builder.emit(Opcode.RETURN), LongAtom.of(sum), arguments);
  }

  private static void operands(Harness harness) {
    FunctionBuilder builder = FunctionBuilder.named("operands");
    List<Atom> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      builder.emit(Opcode.PUSH_LONG_SMALL, i);
      expected.add(LongAtom.of(i));
    }
    builder.emit(Opcode.MAKE_EXPR, 200).emit(Opcode.RETURN);
    run(harness, builder, Expression.of(expected));
  }

  private static void constants(Harness harness) {
    FunctionBuilder builder = FunctionBuilder.named("constants");
    for (int i = 0; i < 1_000; i++) {
      builder.push(Symbol.of("constant-" + i));
      if (i < 999) {
        builder.emit(Opcode.POP);
      }
    }
    run(harness, builder.emit(Opcode.RETURN), Symbol.of("constant-999"));
  }
}
