package dev.mettle.vm.space;

import static dev.mettle.vm.space.AtomSpaceTest.e;
import static dev.mettle.vm.space.AtomSpaceTest.list;
import static dev.mettle.vm.space.AtomSpaceTest.v;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RuleSetTest {

  private static final Symbol F = Symbol.of("f");

  private final AtomSpace space = new AtomSpace("test", new ChangeClock());

  @Test
  void compilesVariablesToSlots() {
    Expression ground = e("c", 1);
    rule(e("f", v("x"), e("S", v("y"))), e("g", v("y"), v("x"), v("z"), ground));
    Rule rule = space.rules(F, 2).all().nextRule();
    assertEquals(3, rule.slotCount());
    assertEquals(2, rule.headSlotCount());
    assertEquals("(f $x (S $y))", rule.head().toString());
    Expression body = (Expression) rule.body();
    assertEquals(1, ((Variable) body.get(1)).slot());
    assertEquals(0, ((Variable) body.get(2)).slot());
    assertEquals(2, ((Variable) body.get(3)).slot());
    assertSame(ground, body.get(4));
    assertEquals(v("z"), rule.slotVariable(2));
    assertFalse(rule.hasPlainParameters());
  }

  @Test
  void knowsPlainParameters() {
    rule(e("f", v("x"), v("y")), v("y"));
    assertTrue(space.rules(F, 2).all().nextRule().hasPlainParameters());
    rule(e("f", v("x"), v("x"), v("y")), 1);
    assertFalse(space.rules(F, 3).all().nextRule().hasPlainParameters());
    rule(e("f"), 1);
    assertTrue(space.rules(F, 0).all().nextRule().hasPlainParameters());
    rule(e("f", 1), v("y"));
    assertFalse(space.rules(F, 1).all().nextRule().hasPlainParameters());
  }

  @Test
  void tellsTheOnlyRule() {
    RuleSet set = space.rules(F, 1);
    assertNull(set.sole());
    rule(e("f", 1), 1);
    assertSame(set.all().nextRule(), set.sole());
    rule(e("f", 2), 2);
    assertNull(set.sole());
    space.remove(e("=", e("f", 1), 1));
    assertSame(set.all().nextRule(), set.sole());
  }

  @Test
  void genericRulesJoinAtTheirPlaces() {
    rule(e("f", 1), "a");
    rule(e(v("h"), v("x")), "b");
    rule(e("f", v("x")), "c");
    rule(v("any"), "d");
    rule(e(v("h"), v("x"), v("y")), "other-size");
    rule(e("f", 1), "e");
    assertEquals("[a, b, c, d, e]", results(e("f", 1)));
    assertEquals("[b, c, d]", results(e("f", 2)));
    assertEquals("[b, d]", results(e("g", 2)));
    assertEquals("[d]", results(e("g")));
    long stamp = space.rules(F, 1).stamp();
    space.remove(e("=", v("any"), "d"));
    assertNotEquals(stamp, space.rules(F, 1).stamp());
    assertEquals("[a, b, c, e]", results(e("f", 1)));
  }

  @Test
  void expressionHeadsAreFoundByTheirOwnHead() {
    rule(e(e("curry", v("f")), v("x")), "a");
    rule(e(e("flip", v("f")), v("x")), "b");
    rule(e(e(v("any"), v("f")), v("x")), "c");
    rule(e(v("h"), v("x")), "d");
    rule(e(e(e("curry", 1), 2), 3), "e");
    assertEquals("[a, c, d]", curried(e(e("curry", "g"), 1)));
    assertEquals("[b, c, d]", curried(e(e("flip", "g"), 1)));
    assertEquals("[c, d]", curried(e(e("unknown", "g"), 1)));
    assertEquals("[c, d, e]", curried(e(e(e("curry", 1), 2), 3)));
    assertEquals("[d]", curried(e(e("curry", 1, 2), 3)));
  }

  @Test
  void rulesOfBareSymbolsAreFound() {
    rule(Symbol.of("x"), 5);
    rule(Symbol.of("y"), 6);
    assertEquals("[(= x 5)]", list(space.rulesForAtom(Symbol.of("x"))).toString());
  }

  @Test
  void theLastCandidateIsKnownToBeTheLast() {
    rule(e("ack", 0, v("n")), "a");
    rule(e("ack", v("m"), 0), "b");
    rule(e("ack", v("m"), v("n")), "c");
    RuleSet set = space.rules(Symbol.of("ack"), 2);
    Candidates candidates = set.candidates(e("ack", 1, 2));
    candidates.nextRule();
    assertFalse(candidates.hasNext());
    rule(e("len", e("Nil")), 0);
    rule(e("len", e("Cons", v("x"), v("xs"))), 1);
    candidates = space.rules(Symbol.of("len"), 1).candidates(e("len", e("Nil")));
    candidates.nextRule();
    assertFalse(candidates.hasNext());
  }

  @Test
  void tenThousandRulesAreAnsweredByOne() {
    for (int i = 0; i < 10_000; i++) {
      rule(e("memo", "const", i), i * 2);
    }
    RuleSet set = space.rules(Symbol.of("memo"), 2);
    Candidates candidates = set.candidates(e("memo", "const", 4321));
    assertEquals("8642", candidates.nextRule().rhs().toString());
    assertFalse(candidates.hasNext());
    assertNull(candidates.peekEntry());
    assertEquals(10_000, list(set.candidates(e("memo", v("c"), v("i")))).size());
  }

  @Test
  void formsWithoutRulesLeaveNothing() {
    RuleBook book = new RuleBook(new StampCounter());
    for (int size = 1; size < 100; size++) {
      assertNull(book.find(F, size));
      assertNull(book.find(new RuleSet.ExpressionHead(F, 2, size)));
    }
    assertEquals(0, book.forms());
    book.add(new Rule(e("=", e("f", 1), 1), 1));
    assertEquals(1, Objects.requireNonNull(book.find(F, 2)).size());
    assertNull(book.find(F, 3));
    assertEquals(1, book.forms());
  }

  @Test
  void generalRulesMatchFormsWithoutRulesOfTheirOwn() {
    rule(e(v("h"), v("x")), "general");
    Expression call = e(e("f", 1), 2);
    RuleSet general = Objects.requireNonNull(space.rulesForExpressionHead(call));
    assertEquals("general", general.candidates(call).nextRule().rhs().toString());
    assertNull(space.rulesForExpressionHead(e(e("f", 1), 2, 3)));
    rule(e(e("f", 1), v("y")), "own");
    RuleSet own = Objects.requireNonNull(space.rulesForExpressionHead(call));
    assertEquals(2, own.size());
  }

  @Test
  void rulesOfARunningCallAreThoseOfItsBeginning() {
    rule(e("f", v("x")), "a");
    rule(e("f", v("y")), "b");
    Candidates candidates = space.rules(F, 1).candidates(e("f", 1));
    candidates.nextRule();
    space.remove(e("=", e("f", v("y")), "b"));
    rule(e("f", v("z")), "c");
    assertEquals("b", candidates.nextRule().rhs().toString());
    assertFalse(candidates.hasNext());
    assertEquals("[a, c]", results(e("f", 1)));
  }

  private void rule(Atom lhs, Object rhs) {
    space.add(e("=", lhs, rhs));
  }

  private String results(Expression call) {
    return rhsOf(space.rules((Symbol) call.get(0), call.size() - 1).candidates(call));
  }

  private String curried(Expression call) {
    return rhsOf(space.rulesForExpressionHead(call).candidates(call));
  }

  private static String rhsOf(Candidates candidates) {
    return list(candidates).stream().map(a -> ((Expression) a).get(2)).toList().toString();
  }
}
