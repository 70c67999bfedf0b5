package dev.mettle.vm.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plain facts, which are rows once there are many: random histories with queries that are under
 * way, judged by a list. What is found must look as it was written, so texts are compared.
 */
class FactRowsTest {

  private static final int STEPS = 6_000;

  private static final Variable[] VARIABLES = {
    Variable.of("x"), Variable.of("y"), Variable.of("z"), Variable.of("u")
  };

  /** Stands for a query of all atoms. */
  private static final Expression ANY = Expression.of(Symbol.of("any"));

  private final AtomSpace space = new AtomSpace("test", new ChangeClock());
  private final List<Expression> expected = new ArrayList<>();
  private final List<Running> running = new ArrayList<>();

  private record Running(Expression pattern, Candidates candidates, List<String> expected) {}

  private record Held(Snapshot snapshot, List<Expression> atoms) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void findsWhatAListFinds(long seed) {
    Random random = new Random(seed);
    Held held = new Held(space.snapshot(), List.of());
    int rowsSeen = 0;
    for (int step = 0; step < STEPS; step++) {
      // Times of growth and times of decay, so that rows come and go.
      boolean grows = step / 500 % 2 == 0;
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> {
          if (grows || random.nextInt(3) == 0) {
            add(fact(random));
          } else {
            remove(random);
          }
        }
        case 4 -> remove(random);
        case 5 -> {
          Expression pattern = pattern(random);
          running.add(new Running(pattern, space.candidates(pattern), matching(pattern, expected)));
        }
        case 6 -> {
          if (random.nextInt(8) == 0) {
            running.add(new Running(ANY, space.all(), texts(expected)));
          } else if (!running.isEmpty()) {
            // One step of a query, which others overtake.
            Running query = running.get(random.nextInt(running.size()));
            if (!query.expected.isEmpty()) {
              Atom next = query.candidates.next();
              while (!isFor(query.pattern, next)) {
                next = query.candidates.next();
              }
              assertEquals(query.expected.removeFirst(), next.toString());
            }
          }
        }
        case 7 -> {
          Expression pattern = pattern(random);
          RowCursor rows = space.rows(pattern, null);
          if (rows != null) {
            rowsSeen++;
            assertEquals(matching(pattern, expected), texts(pattern, rows));
          }
        }
        case 8 -> {
          Expression pattern = pattern(random);
          List<String> then = matching(pattern, held.atoms);
          assertEquals(then, texts(pattern, space.candidates(pattern, held.snapshot)));
          RowCursor rows = space.rows(pattern, held.snapshot);
          if (rows != null) {
            assertEquals(then, texts(pattern, rows));
          }
          if (random.nextInt(6) == 0) {
            held = new Held(space.snapshot(), List.copyOf(expected));
          }
        }
        default -> {
          Expression fact = fact(random);
          assertEquals(expected.stream().filter(fact::equals).count(), space.count(fact));
          if (running.size() > 8) {
            finish(running.removeFirst());
          }
        }
      }
      assertEquals(expected.size(), space.size());
    }
    running.forEach(FactRowsTest::finish);
    assertTrue(rowsSeen > 50, () -> "no rows in a history");
  }

  @Test
  void valuesThatAreNoLongerUsedLoseTheirNumbers() {
    for (int i = 0; i < 100; i++) {
      space.add(AtomSpaceTest.e("kept", AtomSpaceTest.e("p", i)));
    }
    for (int i = 0; i < 20_000; i++) {
      Expression fact = AtomSpaceTest.e("kept", AtomSpaceTest.e("q", i, StringAtom.of("s" + i)));
      space.add(fact);
      assertTrue(space.remove(fact));
    }
    FactRows rows = AtomSpace.rowsAlone(space.view().sources(), Symbol.of("kept"), 1);
    assertNotNull(rows);
    assertEquals(100, rows.live());
    assertTrue(rows.terms().count() < 1000, () -> "values: " + rows.terms().count());
  }

  @Test
  void formsThatComeAndGoAreForgotten() {
    FunctorTable<List<Integer>> table = new FunctorTable<>(List::isEmpty);
    table.put(Symbol.of("kept"), 3, List.of(1));
    for (int i = 0; i < 10_000; i++) {
      table.put(Symbol.of("kept"), i + 4, List.of());
    }
    assertTrue(table.count() < 20, () -> "forms: " + table.count());
    assertEquals(List.of(1), table.get(Symbol.of("kept"), 3));
  }

  @Test
  void aFactThatStaysIsFoundBehindManyThatWent() {
    for (int i = 0; i < 20_000; i++) {
      space.add(AtomSpaceTest.e("cell", i, i));
    }
    space.add(AtomSpaceTest.e("cell", "k", -1));
    long looks = 0;
    for (int i = 0; i < 9_000; i++) {
      space.add(AtomSpaceTest.e("cell", "k", -2 - i));
      RowCursor rows = found(space.rows(AtomSpaceTest.e("cell", "k", AtomSpaceTest.v("x")), null));
      while (rows.hasNext()) {
        rows.next();
        looks++;
      }
      assertTrue(space.remove(AtomSpaceTest.e("cell", "k", -2 - i)));
    }
    assertEquals(18_000, looks);
  }

  @Test
  void whatIsWrittenDifferentlyIsFoundByOneKey() {
    for (int i = 0; i < 100; i++) {
      space.add(AtomSpaceTest.e("n", i));
      space.add(AtomSpaceTest.e("n", (double) i));
    }
    space.add(AtomSpaceTest.e("n", -0.0));
    RowCursor rows = found(space.rows(AtomSpaceTest.e("n", 0), null));
    List<String> found = new ArrayList<>();
    for (Candidates c = space.candidates(AtomSpaceTest.e("n", 0)); c.hasNext(); ) {
      found.add(c.next().toString());
    }
    assertEquals(List.of("(n 0)", "(n 0.0)", "(n -0.0)"), found);
    assertTrue(rows.hasNext());
    assertTrue(space.remove(AtomSpaceTest.e("n", 5.0)));
    assertEquals("(n 5.0)", space.candidates(AtomSpaceTest.e("n", 5)).next().toString());
  }

  private static RowCursor found(@Nullable RowCursor rows) {
    assertNotNull(rows);
    return rows;
  }

  private void add(Expression atom) {
    space.add(atom);
    expected.add(atom);
  }

  private void remove(Random random) {
    Expression atom =
        random.nextInt(4) == 0 || expected.isEmpty()
            ? fact(random)
            : expected.get(random.nextInt(1 + random.nextInt(expected.size())));
    assertEquals(expected.remove(atom), space.remove(atom), () -> "remove " + atom);
  }

  private static void finish(Running query) {
    assertEquals(query.expected, texts(query.pattern, query.candidates), query.pattern::toString);
  }

  /** Candidates that are entries may yet not match. */
  private static List<String> texts(Expression pattern, Candidates candidates) {
    List<String> found = new ArrayList<>();
    while (candidates.hasNext()) {
      Atom next = candidates.next();
      if (isFor(pattern, next)) {
        found.add(next.toString());
      }
    }
    return found;
  }

  private static boolean isFor(Expression pattern, Atom atom) {
    return pattern == ANY || matches(pattern, (Expression) atom);
  }

  private static List<String> texts(List<Expression> atoms) {
    return new ArrayList<>(atoms.stream().map(Atom::toString).toList());
  }

  /** The pattern with its variables replaced by what each row has for them. */
  private static List<String> texts(Expression pattern, RowCursor rows) {
    List<String> found = new ArrayList<>();
    while (rows.hasNext()) {
      rows.next();
      Atom[] children = pattern.toArray();
      for (int i = 1; i < children.length; i++) {
        children[i] = rows.value(i - 1);
      }
      Expression fact = Expression.owning(children);
      found.add(fact.toString());
      Map<String, Atom> bindings = new TreeMap<>();
      assertTrue(matches(pattern, fact, bindings), () -> pattern + " is given " + fact);
      for (int i = 0; i < rows.arity(); i++) {
        Variable variable = rows.variable(i);
        if (variable != null) {
          assertEquals(String.valueOf(bindings.remove(variable.name())), rows.value(i).toString());
        }
      }
      assertTrue(bindings.isEmpty(), () -> pattern + " gives no value to " + bindings.keySet());
    }
    return found;
  }

  private static List<String> matching(Expression pattern, List<Expression> atoms) {
    return texts(atoms.stream().filter(a -> matches(pattern, a)).toList());
  }

  private static boolean matches(Expression pattern, Expression atom) {
    return matches(pattern, atom, new TreeMap<>());
  }

  private static boolean matches(Expression pattern, Expression atom, Map<String, Atom> bindings) {
    if (pattern.size() != atom.size()) {
      return false;
    }
    for (int i = 0; i < pattern.size(); i++) {
      Atom wanted = pattern.get(i);
      if (wanted instanceof Variable v) {
        Atom before = bindings.putIfAbsent(v.name(), atom.get(i));
        if (before != null && !before.equals(atom.get(i))) {
          return false;
        }
      } else if (wanted instanceof Expression inner && atom.get(i) instanceof Expression other) {
        if (!matches(inner, other, bindings)) {
          return false;
        }
      } else if (!wanted.equals(atom.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Expression fact(Random random) {
    Atom[] children = new Atom[2 + random.nextInt(3)];
    children[0] = Symbol.of(random.nextInt(4) == 0 ? "other" : "fact");
    for (int i = 1; i < children.length; i++) {
      children[i] = part(random, 3);
    }
    return Expression.owning(children);
  }

  /** A plain value, or an expression of some; seldom one that is too wide for rows. */
  private static Atom part(Random random, int levels) {
    if (levels == 0 || random.nextInt(4) != 0) {
      return value(random);
    }
    int size = random.nextInt(40) == 0 ? 9 : random.nextInt(4);
    Atom[] children = new Atom[size];
    for (int i = 0; i < size; i++) {
      children[i] = i == 0 && random.nextInt(3) != 0 ? Symbol.of("p") : part(random, levels - 1);
    }
    return Expression.owning(children);
  }

  private static Expression pattern(Random random) {
    Atom[] children = fact(random).toArray();
    for (int i = 1; i < children.length; i++) {
      children[i] = open(children[i], random, 5);
    }
    return Expression.owning(children);
  }

  /** A part of a pattern: a variable, or something with variables inside. */
  private static Atom open(Atom part, Random random, int odds) {
    if (random.nextInt(odds) < 3) {
      return VARIABLES[random.nextInt(VARIABLES.length)];
    }
    if (!(part instanceof Expression e)) {
      return part;
    }
    Atom[] children = e.toArray();
    for (int i = 0; i < children.length; i++) {
      children[i] = open(children[i], random, 9);
    }
    return Expression.owning(children);
  }

  private static Atom value(Random random) {
    int n = random.nextInt(4);
    return switch (random.nextInt(9)) {
      case 0 -> NumberAtom.of((double) n);
      case 1 -> NumberAtom.of(n == 0 ? -0.0 : n / 2.0);
      case 2 -> StringAtom.of("s" + n);
      case 3 -> BoolAtom.of(n < 2);
      case 4 -> NumberAtom.of(BigInteger.TWO.pow(62 + n));
      case 5 -> NumberAtom.of((double) (1L << 62) * (n + 1));
      case 6 -> Symbol.of("a" + n);
      default -> NumberAtom.of(n);
    };
  }
}
