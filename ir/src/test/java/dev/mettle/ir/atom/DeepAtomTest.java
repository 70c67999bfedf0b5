package dev.mettle.ir.atom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Structures of a million elements on the default stack. */
class DeepAtomTest {

  private static final int MILLION = 1_000_000;
  private static final Symbol CONS = Symbol.of("Cons");

  private static Atom nested(Atom seed, UnaryOperator<Atom> step) {
    Atom atom = seed;
    for (int i = 0; i < MILLION; i++) {
      atom = step.apply(atom);
    }
    return atom;
  }

  private static Atom list(Atom end) {
    return nested(end, tail -> Expression.of(CONS, LongAtom.of(7), tail));
  }

  @Test
  void rightNestedListsAreComparedHashedAndPrinted() {
    Atom a = list(Symbol.of("Nil"));
    Atom b = list(Symbol.of("Nil"));
    assertEquals(a, b);
    assertEquals(a.hashCode(), b.hashCode());
    assertNotEquals(a, list(Symbol.of("Null")));
    assertTrue(AtomEquality.identical(a, b));
    String text = a.toString();
    assertTrue(text.startsWith("(Cons 7 (Cons 7 (Cons 7 "));
    assertTrue(text.endsWith("Nil" + ")".repeat(MILLION)));
    assertEquals(MILLION * 9 + 3, text.length());
  }

  @Test
  void leftNestedOnesToo() {
    Atom a = nested(Symbol.of("z"), inner -> Expression.of(inner, Symbol.of("s")));
    Atom b = nested(Symbol.of("z"), inner -> Expression.of(inner, Symbol.of("s")));
    assertEquals(a, b);
    assertTrue(a.toString().startsWith("(".repeat(MILLION) + "z s)"));
  }

  @Test
  void sharedPartsAreHashedOnce() {
    Atom a = Symbol.of("leaf");
    Atom b = Symbol.of("leaf");
    for (int level = 0; level < 200; level++) {
      a = Expression.of(a, a);
      b = Expression.of(b, b);
    }
    assertEquals(a.hashCode(), b.hashCode());
    assertNotEquals(a.hashCode(), ((Expression) a).get(0).hashCode());
  }

  @Test
  void whatAnExpressionKnowsOfItselfComesFromItsChildren() {
    Expression open = Expression.of(CONS, Expression.of(LongAtom.of(1), Variable.of("x")));
    assertFalse(open.isGround());
    assertTrue(Expression.of(CONS, StringAtom.of("s"), BoolAtom.TRUE).isGround());
    assertFalse(Expression.of(Expression.of(DoubleAtom.of(Double.NaN))).isReflexive());
    assertTrue(Expression.of(Expression.of(DoubleAtom.of(0.0)), CONS).isReflexive());
    assertEquals(
        CONS.signature() | Symbol.of("Nil").signature(),
        Expression.of(CONS, Expression.of(LongAtom.of(1), Symbol.of("Nil"))).signature());
    assertEquals(
        Expression.of(CONS, LongAtom.of(1)).hashCode(),
        Expression.of(CONS, DoubleAtom.of(1.0)).hashCode());
  }

  @Test
  void aDifferenceInTheMiddleIsFoundAlsoWhenHashesAgree() {
    // 1 and 1.0 hash alike, so that only identical() has to walk down to see the difference.
    Atom integers = list(LongAtom.of(1));
    Atom floats = list(DoubleAtom.of(1.0));
    assertEquals(integers.hashCode(), floats.hashCode());
    assertEquals(integers, floats);
    assertFalse(AtomEquality.identical(integers, floats));
  }

  @Test
  void wideExpressions() {
    Atom[] children = new Atom[MILLION];
    Arrays.setAll(children, i -> Expression.of(LongAtom.of(i), Symbol.of("x")));
    Expression a = Expression.of(children);
    Arrays.setAll(children, i -> Expression.of(DoubleAtom.of(i), Symbol.of("x")));
    Expression b = Expression.of(children);
    assertEquals(a, b);
    assertEquals(a.hashCode(), b.hashCode());
    assertTrue(a.toString().endsWith("(999998 x) (999999 x))"));
  }

  @Test
  void irreflexivityIsKnownAtTheTop() {
    Atom a = list(DoubleAtom.of(Double.NaN));
    assertFalse(a.isReflexive());
    assertNotEquals(a, a);
  }

  @Test
  void sharedPartsAreNotComparedAgain() {
    // 2^60 leaves as a tree, 60 as a graph.
    Atom a = Symbol.of("leaf");
    for (int i = 0; i < 60; i++) {
      a = Expression.of(a, a);
    }
    assertEquals(Expression.of(a, a), Expression.of(a, a));
  }
}
