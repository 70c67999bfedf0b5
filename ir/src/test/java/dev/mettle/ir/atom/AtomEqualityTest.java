package dev.mettle.ir.atom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AtomEqualityTest {

  private static final long TWO_53 = 1L << 53;
  private static final BigInteger TWO_63 = BigInteger.ONE.shiftLeft(63);

  private static Atom integer(long value) {
    return NumberAtom.of(value);
  }

  private static Atom integer(BigInteger value) {
    return NumberAtom.of(value);
  }

  private static Atom real(double value) {
    return NumberAtom.of(value);
  }

  private static Atom symbol(String name) {
    return Symbol.of(name);
  }

  private static void assertEqualBothWays(Atom a, Atom b) {
    assertEquals(a, b);
    assertEquals(b, a);
    assertEquals(a.hashCode(), b.hashCode(), () -> "hashes of " + a + " and " + b);
    assertEquals(Expression.of(symbol("f"), a), Expression.of(symbol("f"), b));
  }

  private static void assertDifferentBothWays(Atom a, Atom b) {
    assertNotEquals(a, b);
    assertNotEquals(b, a);
    assertNotEquals(Expression.of(symbol("f"), a), Expression.of(symbol("f"), b));
  }

  @Nested
  class Numbers {

    @Test
    void anIntegerEqualsTheFloatOfTheSameValue() {
      assertEqualBothWays(integer(1), real(1.0));
      assertEqualBothWays(integer(-7), real(-7.0));
      assertDifferentBothWays(integer(1), real(1.5));
    }

    @Test
    void zerosAreOneNumber() {
      assertEqualBothWays(real(0.0), real(-0.0));
      assertEqualBothWays(integer(0), real(-0.0));
    }

    @Test
    void identicalTellsIntegersFromFloats() {
      assertFalse(AtomEquality.identical(integer(1), real(1.0)));
      assertTrue(AtomEquality.identical(integer(1), integer(1)));
      assertTrue(AtomEquality.identical(real(1.0), real(1.0)));
      assertFalse(AtomEquality.identical(Expression.of(integer(1)), Expression.of(real(1.0))));
      assertTrue(
          AtomEquality.identical(Expression.of(integer(5000)), Expression.of(integer(5000))));
    }

    @Test
    void comparisonIsExactWhereFloatsHaveGaps() {
      assertEqualBothWays(integer(TWO_53), real(0x1p53));
      assertDifferentBothWays(integer(TWO_53 + 1), real(0x1p53));
      assertDifferentBothWays(integer(TWO_53 + 1), real(0x1p53 + 2));
      assertEqualBothWays(integer(TWO_53 + 2), real(0x1p53 + 2));
      assertDifferentBothWays(integer(-TWO_53 - 1), real(-0x1p53));
    }

    @Test
    void comparisonIsExactAtTheBorderOf64Bits() {
      assertDifferentBothWays(integer(Long.MAX_VALUE), real(0x1p63));
      assertEqualBothWays(integer(Long.MIN_VALUE), real(-0x1p63));
      assertDifferentBothWays(integer(Long.MIN_VALUE + 1), real(-0x1p63));
      assertEqualBothWays(integer(TWO_63), real(0x1p63));
      assertDifferentBothWays(integer(TWO_63.add(BigInteger.ONE)), real(0x1p63));
      assertDifferentBothWays(integer(TWO_63), integer(Long.MAX_VALUE));
    }

    @Test
    void comparisonIsExactFarBeyond() {
      BigInteger power = BigInteger.ONE.shiftLeft(1000);
      assertEqualBothWays(integer(power), real(0x1p1000));
      assertDifferentBothWays(integer(power.add(BigInteger.ONE)), real(0x1p1000));
      assertEqualBothWays(integer(power.negate()), real(-0x1p1000));
    }

    @Test
    void integersBeyondFloatsEqualNoInfinity() {
      BigInteger huge = BigInteger.TEN.pow(400);
      assertDifferentBothWays(integer(huge), real(Double.POSITIVE_INFINITY));
      assertDifferentBothWays(integer(huge.negate()), real(Double.NEGATIVE_INFINITY));
      assertEqualBothWays(integer(huge), integer(BigInteger.TEN.pow(400)));
    }

    @Test
    void infinitiesEqualThemselves() {
      assertEqualBothWays(real(Double.POSITIVE_INFINITY), real(Double.POSITIVE_INFINITY));
      assertDifferentBothWays(real(Double.POSITIVE_INFINITY), real(Double.NEGATIVE_INFINITY));
    }

    @Test
    @DisplayName("NaN equals nothing, itself included, also inside of expressions")
    void nan() {
      Atom nan = real(Double.NaN);
      assertFalse(AtomEquality.equal(nan, nan));
      assertFalse(nan.isReflexive());
      Expression inside = Expression.of(symbol("f"), Expression.of(nan));
      assertFalse(inside.isReflexive());
      assertFalse(AtomEquality.equal(inside, inside));
      assertFalse(AtomEquality.identical(inside, inside));
      Expression shared = Expression.of(inside, symbol("x"));
      assertFalse(shared.equals(Expression.of(inside, symbol("x"))));
    }

    @Test
    void everyIntegerHasOneRepresentation() {
      assertTrue(integer(TWO_63.subtract(BigInteger.ONE)) instanceof LongAtom);
      assertTrue(integer(TWO_63.negate()) instanceof LongAtom);
      assertTrue(integer(TWO_63) instanceof BigIntegerAtom);
      assertTrue(integer(TWO_63.negate().subtract(BigInteger.ONE)) instanceof BigIntegerAtom);
      assertTrue(integer(BigInteger.valueOf(5)) instanceof LongAtom);
    }

    @Test
    void equalityIsAnEquivalenceOnBorderValues() {
      List<Atom> values = new ArrayList<>();
      for (long base : new long[] {0, 1, TWO_53, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62}) {
        for (long offset = -2; offset <= 2; offset++) {
          BigInteger exact = BigInteger.valueOf(base).add(BigInteger.valueOf(offset));
          values.add(integer(exact));
          values.add(integer(exact.shiftLeft(1)));
          values.add(real(exact.doubleValue()));
          values.add(real(Math.nextUp(exact.doubleValue())));
          values.add(real(Math.nextDown(exact.doubleValue())));
        }
      }
      for (Atom a : values) {
        assertEquals(a, a);
        for (Atom b : values) {
          boolean equal = a.equals(b);
          assertEquals(equal, b.equals(a));
          assertEquals(exactlyEqual((NumberAtom) a, (NumberAtom) b), equal, a + " and " + b);
          if (equal) {
            assertEquals(a.hashCode(), b.hashCode(), a + " and " + b);
          }
        }
      }
    }

    private static boolean exactlyEqual(NumberAtom a, NumberAtom b) {
      return exact(a).compareTo(exact(b)) == 0;
    }

    private static java.math.BigDecimal exact(NumberAtom n) {
      return n.isInteger()
          ? new java.math.BigDecimal(n.bigIntegerValue())
          : new java.math.BigDecimal(n.doubleValue());
    }
  }

  @Nested
  class Leaves {

    @Test
    void symbolsOfOneNameAreOneObject() {
      assertSame(Symbol.of("abc"), Symbol.of(new String("abc")));
      assertDifferentBothWays(symbol("abc"), symbol("Abc"));
    }

    @Test
    void variablesAreEqualByNameAndNumber() {
      assertEqualBothWays(Variable.of("x"), Variable.of("x"));
      assertDifferentBothWays(Variable.of("x"), Variable.of("y"));
      assertDifferentBothWays(Variable.of("x"), Variable.of("x", 3));
      assertEqualBothWays(Variable.of("x", 3), Variable.of("x", 3));
      assertDifferentBothWays(Variable.fresh("x"), Variable.fresh("x"));
      assertDifferentBothWays(Variable.slot("x", 0), Variable.of("x"));
    }

    @Test
    void kindsDoNotMix() {
      List<Atom> kinds =
          List.of(
              symbol("a"),
              Variable.of("a"),
              StringAtom.of("a"),
              BoolAtom.TRUE,
              integer(1),
              Expression.of(symbol("a")),
              Expression.EMPTY);
      for (Atom a : kinds) {
        for (Atom b : kinds) {
          assertEquals(a == b, a.equals(b), a + " and " + b);
        }
      }
      assertDifferentBothWays(symbol("True"), BoolAtom.TRUE);
      assertDifferentBothWays(symbol("1"), integer(1));
      assertDifferentBothWays(symbol("\"a\""), StringAtom.of("a"));
    }

    @Test
    void groundedValuesDecideForThemselves() {
      assertEqualBothWays(new Box(1), new Box(1));
      assertDifferentBothWays(new Box(1), new Box(2));
      assertDifferentBothWays(new Lump(), new Lump());
      assertDifferentBothWays(new Box(1), integer(1));
    }
  }

  @Nested
  class Expressions {

    @Test
    void equalByChildrenAndShape() {
      assertEqualBothWays(
          Expression.of(symbol("a"), Expression.of(symbol("b"))),
          Expression.of(symbol("a"), Expression.of(symbol("b"))));
      assertDifferentBothWays(
          Expression.of(symbol("a"), Expression.of(symbol("b"))),
          Expression.of(Expression.of(symbol("a")), symbol("b")));
      assertDifferentBothWays(Expression.of(symbol("a")), symbol("a"));
      assertDifferentBothWays(Expression.of(Expression.EMPTY), Expression.EMPTY);
    }

    @Test
    void mixedNumbersDeepInsideAreEqual() {
      Atom integers = Expression.of(symbol("f"), Expression.of(integer(2), integer(3)));
      Atom floats = Expression.of(symbol("f"), Expression.of(real(2.0), integer(3)));
      assertEqualBothWays(integers, floats);
    }

    @Test
    void theArrayIsCopiedUnlessGivenAway() {
      Atom[] children = {symbol("a"), symbol("b")};
      Expression e = Expression.of(children);
      children[0] = symbol("z");
      assertEquals("(a b)", e.toString());
    }

    @Test
    void groundnessAndSignatureComeFromTheParts() {
      Expression ground = Expression.of(symbol("a"), integer(1), StringAtom.of("s"));
      assertTrue(ground.isGround());
      assertFalse(Expression.of(ground, Variable.of("x")).isGround());
      assertEquals(symbol("a").signature(), ground.signature());
      assertEquals(
          symbol("a").signature() | symbol("b").signature(),
          Expression.of(ground, symbol("b")).signature());
    }
  }

  private static final class Box extends GroundedValue {
    private final int content;

    Box(int content) {
      this.content = content;
    }

    @Override
    public Atom type() {
      return Symbols.UNDEFINED;
    }

    @Override
    public String display() {
      return "box" + content;
    }

    @Override
    public boolean sameValue(GroundedValue other) {
      return other instanceof Box box && box.content == content;
    }

    @Override
    public int hashCode() {
      return content;
    }
  }

  private static final class Lump extends GroundedValue {
    @Override
    public Atom type() {
      return Symbols.UNDEFINED;
    }

    @Override
    public String display() {
      return "lump";
    }
  }
}
