package dev.mettle.vm.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Joins variable by variable, and loops over rows, against nested loops over facts: the same values
 * as often, in the same order.
 */
class RowJoinTest {

  private static final int CONJUNCTIONS = 10_000;

  private AtomSpace space = new AtomSpace("test", new ChangeClock());
  private List<Expression> facts = new ArrayList<>();

  @Test
  void joinsAsNestedLoopsDo() {
    Random random = new Random(1);
    int results = 0;
    for (int round = 0; round < CONJUNCTIONS; round++) {
      if (round % 50 == 0) {
        newSpace(random);
      }
      if (round % 5 == 0) {
        Expression gone = facts.get(random.nextInt(facts.size()));
        assertTrue(space.remove(gone));
        facts.remove(gone);
        add(fact(random));
      }
      List<Expression> goals = new ArrayList<>();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        goals.add(goal(random));
      }
      List<String> expected = new ArrayList<>();
      nested(goals, 0, new Atom[VARIABLES.length], expected);
      if (expected.size() <= 500) {
        assertEquals(expected, joined(goals), goals::toString);
        if (goals.stream().allMatch(RowJoinTest::isFlat)) {
          assertEquals(expected, looped(goals), goals::toString);
        }
        results += expected.size();
      }
    }
    assertTrue(results > CONJUNCTIONS);
  }

  @Test
  void tooManyResultsAreLeftToLoops() {
    for (int i = 0; i < 101; i++) {
      space.add(AtomSpaceTest.e("n", i));
    }
    Variable x = Variable.fresh("x");
    Variable y = Variable.fresh("y");
    assertNull(RowJoin.of(cursors(List.of(AtomSpaceTest.e("n", x), AtomSpaceTest.e("n", y)))));
    assertNotNull(RowJoin.of(cursors(List.of(AtomSpaceTest.e("n", x), AtomSpaceTest.e("n", x)))));
  }

  private void newSpace(Random random) {
    space = new AtomSpace("test", new ChangeClock());
    facts = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      add(fact(random));
    }
  }

  private void add(Expression fact) {
    space.add(fact);
    facts.add(fact);
  }

  private static Expression fact(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> AtomSpaceTest.e("e", value(random), value(random));
      case 1 -> AtomSpaceTest.e("f", value(random), value(random));
      default -> AtomSpaceTest.e("t", value(random), value(random), value(random));
    };
  }

  private static Atom value(Random random) {
    return value(random, 2);
  }

  private static Atom value(Random random, int levels) {
    int n = random.nextInt(5);
    return switch (random.nextInt(levels == 0 ? 3 : 8)) {
      case 0 -> NumberAtom.of((double) n);
      case 1 -> StringAtom.of("s" + n);
      case 2 -> NumberAtom.of(n + 0.5);
      case 3 -> AtomSpaceTest.e("p", value(random, levels - 1));
      default -> NumberAtom.of(n);
    };
  }

  private static final Variable[] VARIABLES = {
    Variable.fresh("w"), Variable.fresh("x"), Variable.fresh("y"), Variable.fresh("z")
  };

  private static Expression goal(Random random) {
    Atom[] children = fact(random).toArray();
    for (int i = 1; i < children.length; i++) {
      if (random.nextInt(8) != 0) {
        Variable v = VARIABLES[random.nextInt(VARIABLES.length)];
        children[i] = random.nextInt(12) == 0 ? AtomSpaceTest.e("p", v) : v;
      }
    }
    return Expression.owning(children);
  }

  private static boolean isFlat(Expression goal) {
    for (Atom child : goal) {
      if (child instanceof Expression && !child.isGround()) {
        return false;
      }
    }
    return true;
  }

  private RowCursor[] cursors(List<Expression> goals) {
    RowCursor[] cursors = new RowCursor[goals.size()];
    for (int i = 0; i < cursors.length; i++) {
      RowCursor rows = space.rows(goals.get(i), null);
      assertNotNull(rows);
      cursors[i] = rows;
    }
    return cursors;
  }

  private List<String> joined(List<Expression> goals) {
    RowJoin join = RowJoin.of(cursors(goals));
    assertNotNull(join);
    List<String> found = new ArrayList<>();
    while (join.hasNext()) {
      join.next();
      join.bind(Variable::bind);
      found.add(text(i -> VARIABLES[i].binding()));
      for (Variable v : VARIABLES) {
        v.bind(null);
      }
    }
    return found;
  }

  private List<String> looped(List<Expression> goals) {
    FactRows[] rows = new FactRows[goals.size()];
    int[][] places = new int[rows.length][];
    List<Atom> known = new ArrayList<>();
    List<Variable> variables = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      Expression goal = goals.get(i);
      FactRows own =
          AtomSpace.rowsAlone(space.view().sources(), (Symbol) goal.get(0), goal.size() - 1);
      assertNotNull(own);
      rows[i] = own;
      places[i] = new int[goal.size() - 1];
      for (int k = 0; k < places[i].length; k++) {
        if (!(goal.get(k + 1) instanceof Variable v)) {
          places[i][k] = ~known.size();
          known.add(goal.get(k + 1));
          continue;
        }
        if (!variables.contains(v)) {
          variables.add(v);
        }
        places[i][k] = variables.indexOf(v);
      }
    }
    List<String> found = new ArrayList<>();
    boolean complete =
        new RowLoops(rows, places, known.toArray(new Atom[0]), variables.size())
            .run(
                loops ->
                    found.add(
                        text(
                            i -> {
                              int at = variables.indexOf(VARIABLES[i]);
                              return at < 0 ? null : loops.value(at);
                            })));
    assertTrue(complete);
    return found;
  }

  private interface Values {
    @Nullable Atom of(int variable);
  }

  private static String text(Values values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < VARIABLES.length; i++) {
      text.append(values.of(i)).append(' ');
    }
    return text.toString();
  }

  private void nested(
      List<Expression> goals, int at, @Nullable Atom[] bindings, List<String> found) {
    if (found.size() > 500) {
      return;
    }
    if (at == goals.size()) {
      found.add(text(i -> bindings[i]));
      return;
    }
    Expression goal = goals.get(at);
    @Nullable Atom[] before = bindings.clone();
    for (Expression fact : facts) {
      if (fact.size() == goal.size()) {
        if (matches(goal, fact, bindings)) {
          nested(goals, at + 1, bindings, found);
        }
        System.arraycopy(before, 0, bindings, 0, before.length);
      }
    }
  }

  private static int placeOf(Variable variable) {
    int place = 0;
    while (VARIABLES[place] != variable) {
      place++;
    }
    return place;
  }

  private static boolean matches(Expression goal, Expression fact, @Nullable Atom[] bindings) {
    for (int i = 0; i < goal.size(); i++) {
      Atom wanted = goal.get(i);
      Atom value = fact.get(i);
      if (wanted instanceof Variable v) {
        int place = placeOf(v);
        Atom bound = bindings[place];
        if (bound == null) {
          bindings[place] = value;
          continue;
        }
        wanted = bound;
      }
      if (!wanted.isGround() && wanted instanceof Expression inner) {
        if (!(value instanceof Expression other)
            || inner.size() != other.size()
            || !matches(inner, other, bindings)) {
          return false;
        }
      } else if (!wanted.equals(value)) {
        return false;
      }
    }
    return true;
  }
}
