package dev.mettle.ir.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BigIntegerAtom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

class NumberKernelsTest {

  private static final LongAtom MIN = LongAtom.of(Long.MIN_VALUE);

  private static Atom of(long value) {
    return LongAtom.of(value);
  }

  private static Atom of(double value) {
    return DoubleAtom.of(value);
  }

  private static void same(Atom expected, Atom actual) {
    assertSame(expected.getClass(), actual.getClass(), () -> expected + " and " + actual);
    if (expected instanceof DoubleAtom x && actual instanceof DoubleAtom y) {
      // Tells the zeros apart and takes NaN for NaN.
      assertEquals(x.value(), y.value());
    } else {
      assertEquals(expected, actual);
    }
  }

  @Test
  void integersAreExactAtAnySize() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      BigInteger a = Samples.integer(random);
      BigInteger b = Samples.integer(random);
      Atom x = NumberAtom.of(a);
      Atom y = NumberAtom.of(b);
      same(NumberAtom.of(a.add(b)), Kernels.add(x, y));
      same(NumberAtom.of(a.subtract(b)), Kernels.sub(x, y));
      same(NumberAtom.of(a.multiply(b)), Kernels.mul(x, y));
      same(NumberAtom.of(a.negate()), Kernels.neg(x));
      same(NumberAtom.of(a.abs()), Kernels.abs(x));
      if (b.signum() != 0) {
        same(NumberAtom.of(a.divide(b)), Kernels.div(x, y));
        same(NumberAtom.of(a.remainder(b)), Kernels.mod(x, y));
        BigInteger floor =
            new BigDecimal(a)
                .divide(new BigDecimal(b), 0, java.math.RoundingMode.FLOOR)
                .toBigInteger();
        same(NumberAtom.of(floor), Kernels.floorDiv(x, y));
      }
    }
  }

  @Test
  void sumsAndProductsComeBackIntoSixtyFourBits() {
    Atom big = Kernels.add(LongAtom.of(Long.MAX_VALUE), of(1));
    assertInstanceOf(BigIntegerAtom.class, big);
    same(of(Long.MAX_VALUE), Kernels.sub(big, of(1)));
    Atom product = Kernels.mul(of(1L << 40), of(1L << 40));
    same(of(1L << 40), Kernels.div(product, of(1L << 40)));
    same(MIN, Kernels.neg(Kernels.neg(MIN)));
  }

  @Test
  void theSmallestIntegerHasNoOpposite() {
    Atom two63 = NumberAtom.of(BigInteger.ONE.shiftLeft(63));
    same(two63, Kernels.div(MIN, of(-1)));
    same(two63, Kernels.floorDiv(MIN, of(-1)));
    same(of(0), Kernels.mod(MIN, of(-1)));
    same(two63, Kernels.neg(MIN));
    same(two63, Kernels.abs(MIN));
  }

  @Test
  void divisionOfIntegersTruncates() {
    same(of(-3), Kernels.div(of(-7), of(2)));
    same(of(-1), Kernels.mod(of(-7), of(2)));
    same(of(1), Kernels.mod(of(7), of(-2)));
    same(of(-4), Kernels.floorDiv(of(-7), of(2)));
  }

  @Test
  void onlyTheIntegerZeroDividesNothing() {
    for (BinaryOperator<Atom> divide :
        java.util.List.<BinaryOperator<Atom>>of(Kernels::div, Kernels::mod, Kernels::floorDiv)) {
      assertSame(OutsideDomain.DIVISION_BY_ZERO, divide.apply(of(5), of(0)));
      assertSame(OutsideDomain.DIVISION_BY_ZERO, divide.apply(MIN, of(0)));
      assertInstanceOf(DoubleAtom.class, divide.apply(of(5), of(0.0)));
      assertInstanceOf(DoubleAtom.class, divide.apply(of(5.0), of(0)));
    }
    same(of(Double.POSITIVE_INFINITY), Kernels.div(of(1), of(0.0)));
    same(of(Double.NaN), Kernels.div(of(0.0), of(0)));
    same(of(Double.NaN), Kernels.mod(of(5.0), of(0)));
  }

  @Test
  void mixedArithmeticGoesThroughTheNearestFloat() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      BigInteger a = Samples.integer(random);
      double b = Samples.number(random);
      double converted = a.doubleValue();
      Atom x = NumberAtom.of(a);
      Atom y = of(b);
      same(of(converted + b), Kernels.add(x, y));
      same(of(b + converted), Kernels.add(y, x));
      same(of(converted - b), Kernels.sub(x, y));
      same(of(converted * b), Kernels.mul(x, y));
      same(of(converted / b), Kernels.div(x, y));
      same(of(converted % b), Kernels.mod(x, y));
    }
    Atom huge = NumberAtom.of(BigInteger.TEN.pow(400));
    same(of(Double.POSITIVE_INFINITY), Kernels.add(huge, of(1.0)));
    same(of(0x1p53), Kernels.add(of((1L << 53) + 1), of(0.0)));
  }

  @Test
  void zerosKeepTheirSigns() {
    same(of(-0.0), Kernels.neg(of(0.0)));
    same(of(0.0), Kernels.abs(of(-0.0)));
    same(of(-0.0), Kernels.mul(of(-1.0), of(0.0)));
    same(of(-0.0), Kernels.mod(of(-4.0), of(2)));
    same(of(0.0), Kernels.add(of(0.0), of(-0.0)));
  }

  @Test
  void orderAndEqualityAreExact() {
    for (NumberAtom a : Samples.numbers()) {
      for (NumberAtom b : Samples.numbers()) {
        boolean nan = isNan(a) || isNan(b);
        int order = nan ? 0 : exact(a).compareTo(exact(b));
        if (!nan && infinity(a) != 0 | infinity(b) != 0) {
          order = Integer.compare(infinity(a), infinity(b));
        }
        String pair = a + " and " + b;
        assertSame(BoolAtom.of(!nan && order < 0), Kernels.lt(a, b), pair);
        assertSame(BoolAtom.of(!nan && order <= 0), Kernels.le(a, b), pair);
        assertSame(BoolAtom.of(!nan && order > 0), Kernels.gt(a, b), pair);
        assertSame(BoolAtom.of(!nan && order >= 0), Kernels.ge(a, b), pair);
        assertSame(BoolAtom.of(!nan && order == 0), Kernels.eq(a, b), pair);
        assertSame(BoolAtom.of(nan || order != 0), Kernels.ne(a, b), pair);
      }
    }
  }

  private static boolean isNan(NumberAtom a) {
    return a instanceof DoubleAtom d && Double.isNaN(d.value());
  }

  private static int infinity(NumberAtom a) {
    return a instanceof DoubleAtom d && Double.isInfinite(d.value()) ? (d.value() > 0 ? 1 : -1) : 0;
  }

  private static BigDecimal exact(NumberAtom a) {
    return a instanceof DoubleAtom d
        ? Double.isFinite(d.value()) ? new BigDecimal(d.value()) : BigDecimal.ZERO
        : new BigDecimal(a.bigIntegerValue());
  }

  @Test
  void powersAreAlwaysFloats() {
    same(of(1024.0), Kernels.pow(of(2), of(10)));
    same(of(0.5), Kernels.pow(of(2), of(-1)));
    same(of(6.25), Kernels.pow(of(2.5), of(2)));
    same(of(1.0), Kernels.pow(of(10), of(0)));
    same(of(1.0), Kernels.pow(of(Double.NaN), of(0)));
    same(of(2.0), Kernels.pow(of(4), of(0.5)));
    same(of(1.0), Kernels.pow(of(1), of(Double.NaN)));
    same(of(1.0), Kernels.pow(of(-1), of(Double.NEGATIVE_INFINITY)));
    same(of(0.0), Kernels.pow(of(2), of(Integer.MIN_VALUE)));
    same(of(Double.POSITIVE_INFINITY), Kernels.pow(of(2), of(Integer.MAX_VALUE)));
    assertSame(OutsideDomain.POWER_TOO_BIG, Kernels.pow(of(1), of(3_000_000_000L)));
    assertSame(
        OutsideDomain.POWER_TOO_BIG, Kernels.pow(of(1), NumberAtom.of(BigInteger.TEN.pow(30))));
    same(of(1.0), Kernels.pow(of(1), of(3e9)));
  }

  @Test
  void algebraHoldsForIntegers() {
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      Atom a = NumberAtom.of(Samples.integer(random));
      Atom b = NumberAtom.of(Samples.integer(random));
      Atom c = NumberAtom.of(Samples.integer(random));
      same(Kernels.add(a, b), Kernels.add(b, a));
      same(Kernels.mul(a, b), Kernels.mul(b, a));
      same(Kernels.add(Kernels.add(a, b), c), Kernels.add(a, Kernels.add(b, c)));
      same(Kernels.mul(a, Kernels.add(b, c)), Kernels.add(Kernels.mul(a, b), Kernels.mul(a, c)));
      same(a, Kernels.sub(Kernels.add(a, b), b));
      if (!b.equals(of(0))) {
        same(a, Kernels.add(Kernels.mul(Kernels.div(a, b), b), Kernels.mod(a, b)));
      }
      assertTrue(
          Kernels.lt(a, b) == BoolAtom.TRUE
              ^ Kernels.eq(a, b) == BoolAtom.TRUE
              ^ Kernels.gt(a, b) == BoolAtom.TRUE);
    }
  }
}
