package dev.mettle.vm.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.operation.StateValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AtomSpaceTest {

  private final ChangeClock clock = new ChangeClock();
  private final AtomSpace space = new AtomSpace("GroundingSpace-top", clock);

  @Test
  void isAnAtomOfItsOwn() {
    AtomSpace other = new AtomSpace("GroundingSpace-top", clock);
    assertEquals(Symbols.SPACE_TYPE, space.type());
    assertEquals("GroundingSpace-top", space.toString());
    assertEquals(space, space);
    assertNotEquals(space, other);
  }

  @Test
  void keepsCopiesAndRemovesOneAtATime() {
    space.add(e("d", 1));
    space.add(e("d", 1.0));
    assertEquals(2, space.size());
    assertEquals(2, space.count(e("d", 1)));
    assertTrue(space.remove(e("d", 1.0)));
    assertEquals("[(d 1.0)]", list(space.all()).toString());
    assertTrue(space.remove(e("d", 1)));
    assertFalse(space.remove(e("d", 1)));
    assertEquals(0, space.size());
  }

  @Test
  void removesExactlyAndNotByPattern() {
    space.add(e("f", v("x")));
    assertFalse(space.remove(e("f", v("y"))));
    assertFalse(space.remove(e("f", "a")));
    assertTrue(space.remove(e("f", v("x"))));
  }

  @Test
  void storesLeavesOfEveryKind() {
    space.add(Symbol.of("b"));
    space.add(StringAtom.of("c"));
    space.add(v("x"));
    space.add(Expression.EMPTY);
    assertEquals("[b, $x]", list(space.candidates(Symbol.of("b"))).toString());
    assertEquals("[\"c\", $x]", list(space.candidates(StringAtom.of("c"))).toString());
    assertEquals("[$x, ()]", list(space.candidates(Expression.EMPTY)).toString());
    assertEquals("[$x]", list(space.candidates(e("f", 1))).toString());
    assertEquals("[b, \"c\", $x, ()]", list(space.candidates(v("q"))).toString());
  }

  @Test
  void keepsInsertionOrderAmongFactsWithAndWithoutVariables() {
    space.add(e("A", 1));
    space.add(e("A", v("x")));
    space.add(e("A", 2));
    for (int i = 3; i < 40; i++) {
      space.add(e("A", i));
    }
    space.add(e(v("h"), 2));
    assertEquals("[(A $x), (A 2), ($h 2)]", list(space.candidates(e("A", 2))).toString());
    assertEquals(41, list(space.candidates(e(v("p"), v("q")))).size());
    assertEquals("[(A $x), (A 2), ($h 2)]", list(space.candidates(e(v("p"), 2))).toString());
  }

  @Test
  void neverFindsNaN() {
    for (int i = 0; i < 20; i++) {
      space.add(e("n", Double.NaN, i));
    }
    assertEquals(0, list(space.candidates(e("n", Double.NaN, v("x")))).size());
    assertEquals(1, list(space.candidates(e("n", v("x"), 7))).size());
    assertFalse(space.remove(e("n", Double.NaN, 7)));
    assertEquals(20, space.size());
  }

  @Test
  void followsBoundVariablesOfAPattern() {
    for (int i = 0; i < 100; i++) {
      space.add(e("edge", i, e("to", i + 1)));
    }
    Variable x = v("x");
    Variable y = v("y");
    Variable z = v("z");
    x.bind(y);
    y.bind(n(17));
    assertEquals("[(edge 17 (to 18))]", list(space.candidates(e("edge", x, z))).toString());
    y.bind(n(18));
    assertEquals(
        "[(edge 17 (to 18))]", list(space.candidates(e("edge", z, e("to", x)))).toString());
    z.bind(e("edge", v("q"), e("to", x)));
    assertEquals("[(edge 17 (to 18))]", list(space.candidates(z)).toString());
  }

  @Test
  void aQuerySeesTheSpaceAsItWas() {
    for (int i = 0; i < 50; i++) {
      space.add(e("k", i));
    }
    Candidates query = space.candidates(e("k", v("x")));
    List<Atom> seen = new ArrayList<>();
    while (query.hasNext()) {
      Atom atom = query.next();
      seen.add(atom);
      space.add(e("k", e("s", seen.size())));
      space.remove(e("k", 49 - seen.size()));
    }
    assertEquals(50, seen.size());
    assertEquals(51, space.size());
  }

  @Test
  void aCopyThatIsRemovedMeanwhileIsStillFound() {
    space.add(e("d", 1));
    space.add(e("d", 1));
    Candidates query = space.candidates(e("d", 1));
    query.next();
    space.remove(e("d", 1));
    space.remove(e("d", 1));
    assertTrue(query.hasNext());
    query.next();
    assertFalse(query.hasNext());
  }

  @Test
  void laterPartsOfAQueryAskItsSnapshot() {
    for (int i = 0; i < 30; i++) {
      space.add(e("p", i));
    }
    Snapshot snapshot = space.snapshot();
    for (int i = 29; i >= 10; i--) {
      space.remove(e("p", i));
    }
    space.add(e("p", 5));
    space.add(e("p", 20));
    assertEquals(30, list(space.candidates(e("p", v("x")), snapshot)).size());
    assertEquals("[(p 20)]", list(space.candidates(e("p", 20), snapshot)).toString());
    List<Atom> all = list(space.candidates(v("any"), snapshot));
    for (int i = 0; i < 30; i++) {
      assertEquals(e("p", i), all.get(i));
    }
    assertEquals(12, space.size());
  }

  @Test
  void knowsTheSpacesStoredInIt() {
    AtomSpace inner = new AtomSpace("inner", clock);
    assertFalse(space.holdsSpaces());
    long stamp = clock.now();
    space.add(inner);
    space.add(e("holder", inner));
    assertTrue(space.holdsSpaces());
    inner.add(space);
    assertEquals(List.of(space, inner), space.withNested());
    assertFalse(clock.unchangedSince(stamp, 0));
    space.remove(inner);
    assertFalse(space.holdsSpaces());
  }

  @Test
  void tellsTheClockAboutRulesAndTypesOnly() {
    long f = Symbol.of("f").signature();
    long stamp = clock.now();
    space.add(e("fact", "f"));
    assertTrue(clock.unchangedSince(stamp, ChangeClock.ALL));
    space.add(e("=", e("f", v("x")), v("x")));
    assertFalse(clock.unchangedSince(stamp, f));
    assertTrue(clock.unchangedSince(stamp, ~f));
    stamp = clock.now();
    space.add(e(":", "f", "T"));
    assertFalse(clock.unchangedSince(stamp, f));
    stamp = clock.now();
    space.remove(e(":", "f", "T"));
    assertFalse(clock.unchangedSince(stamp, f));
    stamp = clock.now();
    space.add(e("=", e(v("f"), 1), 2));
    assertFalse(clock.unchangedSince(stamp, 0));
    stamp = clock.now();
    space.add(e(":<", "A", "B"));
    assertFalse(clock.unchangedSince(stamp, ~f));
  }

  @Test
  void bearsFactsAMillionLevelsDeep() {
    Expression deep = Expression.of(Symbol.of("Z"));
    Atom open = v("x");
    for (int i = 0; i < 1_000_000; i++) {
      deep = Expression.of(Symbol.of("S"), deep);
      open = Expression.of(Symbol.of("S"), open);
    }
    for (int i = 0; i < 20; i++) {
      space.add(e("n", i));
    }
    space.add(e("n", deep));
    space.add(e("=", e("f", open), open));
    assertEquals(1, list(space.candidates(e("n", deep))).size());
    assertEquals(1, list(space.candidates(e("n", open))).size());
    Rule rule = space.rules(Symbol.of("f"), 1).all().nextRule();
    assertEquals(1, rule.slotCount());
    assertTrue(space.remove(e("n", deep)));
  }

  @Test
  void identityOfARuleSetIsStable() {
    RuleSet set = space.rules(Symbol.of("f"), 1);
    assertTrue(set.isEmpty());
    long stamp = set.stamp();
    space.add(e("=", e("f", 1), 2));
    assertSame(set, space.rules(Symbol.of("f"), 1));
    assertNotEquals(stamp, set.stamp());
    assertEquals(1, set.size());
  }

  @Test
  void findsStatesByWhatTheyHoldNow() {
    StateValue a = new StateValue(n(1), Symbols.NUMBER, new ChangeClock());
    StateValue b = new StateValue(n(1), Symbols.NUMBER, new ChangeClock());
    for (int i = 0; i < 20; i++) {
      space.add(e("cell", i, i));
    }
    space.add(e("cell", 7, a));
    space.add(e("cell", 7, b));
    space.add(e("cell", 7, e("inner", b)));
    space.add(a);
    assertEquals(2, matching(e("cell", 7, b)));
    b.change(n(2));
    assertEquals(1, matching(e("cell", 7, b)));
    assertTrue(list(space.candidates(e("cell", v("x"), a))).contains(e("cell", 7, a)));
    assertEquals(1, matching(e("cell", 7, e("inner", b))));
    assertEquals(0, matching(b));
    a.change(n(2));
    assertEquals(1, matching(b));
    assertEquals(2, space.count(e("cell", 7, b)));
    a.change(n(3));
    assertTrue(space.remove(e("cell", 7, b)));
    assertFalse(space.remove(e("cell", 7, b)));
    assertEquals(1, matching(e("cell", 7, a)));
    assertTrue(space.remove(a));
    assertEquals(22, space.size());
  }

  /** How many of the candidates for a ground pattern are equal to it. */
  private long matching(Atom pattern) {
    return list(space.candidates(pattern)).stream().filter(pattern::equals).count();
  }

  static List<Atom> list(Candidates candidates) {
    List<Atom> found = new ArrayList<>();
    while (candidates.hasNext()) {
      found.add(candidates.next());
    }
    return found;
  }

  static Variable v(String name) {
    return Variable.of(name);
  }

  static Atom n(long value) {
    return NumberAtom.of(value);
  }

  static Expression e(Object... parts) {
    Atom[] children = new Atom[parts.length];
    for (int i = 0; i < parts.length; i++) {
      children[i] =
          switch (parts[i]) {
            case Atom a -> a;
            case String s -> Symbol.of(s);
            case Integer n -> NumberAtom.of(n);
            case Double d -> NumberAtom.of(d);
            default -> throw new IllegalArgumentException();
          };
    }
    return Expression.owning(children);
  }
}
