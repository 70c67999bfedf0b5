package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.LargeIntegers;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.operation.ValueOperation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** The module {@code random}: random numbers, which a seed makes repeatable. */
final class RandomModule {

  private static final Symbol GENERATOR = Symbol.of("RandomGenerator");

  private RandomModule() {}

  static BuiltinModule create() {
    Generator shared = new Generator(new SplittableRandom());
    return new BuiltinModule(
        "random", operations(shared), Map.of("&rng", shared), Optional.empty());
  }

  /** A source of random numbers as an atom. */
  private static final class Generator extends GroundedValue {
    private SplittableRandom random;

    Generator(SplittableRandom random) {
      this.random = random;
    }

    @Override
    public Atom type() {
      return GENERATOR;
    }

    @Override
    public String display() {
      return "RandomGenerator-0x" + Integer.toHexString(System.identityHashCode(this));
    }
  }

  private static List<Operation> operations(Generator shared) {
    return List.of(
        new ValueOperation(
            "random-int",
            FunctionTypes.arrow(GENERATOR, Symbols.NUMBER, Symbols.NUMBER, Symbols.NUMBER),
            OperationDoc.of(
                "A random integer.",
                "a random generator",
                "the least possible result",
                "a number above all possible results",
                "an integer"),
            (call, context) -> randomInt(call)),
        new ValueOperation(
            "random-float",
            FunctionTypes.arrow(GENERATOR, Symbols.NUMBER, Symbols.NUMBER, Symbols.NUMBER),
            OperationDoc.of(
                "A random float.",
                "a random generator",
                "the least possible result",
                "a number above all possible results",
                "a float"),
            (call, context) -> randomFloat(call)),
        new ValueOperation(
            "set-random-seed",
            FunctionTypes.arrow(GENERATOR, Symbols.NUMBER, FunctionTypes.UNIT),
            OperationDoc.of(
                "Makes what a generator gives from now on repeatable.",
                "a random generator",
                "a number; equal seeds give equal sequences",
                "the unit value"),
            (call, context) -> setSeed(call)),
        new ValueOperation(
            "new-random-generator",
            FunctionTypes.arrow(Symbols.NUMBER, GENERATOR),
            OperationDoc.of("Makes a random generator.", "the seed", "the generator"),
            (call, context) ->
                call.get(1) instanceof NumberAtom seed
                    ? new Generator(new SplittableRandom(whole(seed).longValue()))
                    : Errors.of(call, "new-random-generator expects one argument: number (seed)")),
        new ValueOperation(
            "reset-random-generator",
            FunctionTypes.arrow(GENERATOR, Expression.EMPTY),
            OperationDoc.of(
                "Makes what a generator gives from now on unpredictable again.",
                "a random generator",
                "the unit value"),
            (call, context) -> {
              if (!(call.get(1) instanceof Generator generator)) {
                return Errors.of(
                    call, "set-random-seed expects a random generator as its argument");
              }
              generator.random = new SplittableRandom();
              return Expression.EMPTY;
            }),
        new ValueOperation(
            "flip",
            FunctionTypes.arrow(Symbols.BOOL),
            OperationDoc.of("Flips a coin.", "True or False"),
            (call, context) -> BoolAtom.of(shared.random.nextBoolean())));
  }

  private static Atom randomInt(Expression call) {
    if (!(call.get(2) instanceof NumberAtom start) || !(call.get(3) instanceof NumberAtom end)) {
      return noRange(call, "random-int");
    }
    if (!(call.get(1) instanceof Generator generator)) {
      return noGenerator(call, "random-int");
    }
    BigInteger low = whole(start);
    BigInteger range = whole(end).subtract(low);
    if (range.signum() <= 0) {
      return Errors.of(call, "RangeIsEmpty");
    }
    if (range.bitLength() < Long.SIZE && low.bitLength() < Long.SIZE) {
      return NumberAtom.of(
          low.add(BigInteger.valueOf(generator.random.nextLong(range.longValue()))));
    }
    BigInteger offset;
    do {
      LargeIntegers.checkBefore(range);
      offset = bits(generator.random, range.bitLength());
    } while (offset.compareTo(range) >= 0);
    return NumberAtom.of(low.add(offset));
  }

  private static BigInteger bits(SplittableRandom random, int count) {
    byte[] bytes = new byte[count / Byte.SIZE + 1];
    random.nextBytes(bytes);
    return new BigInteger(1, bytes).shiftRight(bytes.length * Byte.SIZE - count);
  }

  private static Atom randomFloat(Expression call) {
    if (!(call.get(2) instanceof NumberAtom start) || !(call.get(3) instanceof NumberAtom end)) {
      return noRange(call, "random-float");
    }
    if (!(call.get(1) instanceof Generator generator)) {
      return noGenerator(call, "random-float");
    }
    double low = start.doubleValue();
    double high = end.doubleValue();
    if (!(low < high)) {
      return Errors.of(call, "RangeIsEmpty");
    }
    return Double.isInfinite(high - low)
        ? Errors.of(call, "RangeIsNotFinite")
        : DoubleAtom.of(generator.random.nextDouble(low, high));
  }

  private static Atom setSeed(Expression call) {
    if (!(call.get(2) instanceof NumberAtom seed)) {
      return Errors.of(
          call, "set-random-seed expects two arguments: random generator and number (seed)");
    }
    if (!(call.get(1) instanceof Generator generator)) {
      return noGenerator(call, "set-random-seed");
    }
    generator.random = new SplittableRandom(whole(seed).longValue());
    return Expression.EMPTY;
  }

  private static Atom noGenerator(Expression call, String name) {
    return Errors.of(call, name + " expects a random generator as its argument");
  }

  private static Atom noRange(Expression call, String name) {
    return Errors.of(
        call, name + " expects three arguments: random generator, number (start) and number (end)");
  }

  /** The number without its fraction; an infinite one as the integer of 64 bits nearest to it. */
  private static BigInteger whole(NumberAtom n) {
    return switch (n) {
      case LongAtom l -> BigInteger.valueOf(l.value());
      case DoubleAtom d ->
          Double.isFinite(d.value())
              ? new BigDecimal(d.value()).toBigInteger()
              : BigInteger.valueOf((long) d.value());
      case NumberAtom big -> big.bigIntegerValue();
    };
  }
}
