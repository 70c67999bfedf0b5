package dev.mettle.vm.space;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random programs of adding, removing and asking, judged by a list that is searched from end to
 * end.
 */
class SpaceAgainstListTest {

  private static final int STEPS = 3_000;

  private final AtomSpace space = new AtomSpace("test", new ChangeClock());
  private final List<Atom> expected = new ArrayList<>();
  private final List<Running> running = new ArrayList<>();

  /** A query that was begun, and what a list says it must still find. */
  private record Running(Atom pattern, Candidates candidates, List<Atom> expected) {}

  private record Held(Snapshot snapshot, List<Atom> atoms) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsWhatAListFinds(long seed) {
    Random random = new Random(seed);
    Held held = new Held(space.snapshot(), List.of());
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> add(atom(random, 3));
        case 4 -> add(rule(random));
        case 5, 6 ->
            remove(
                random.nextBoolean() || expected.isEmpty()
                    ? atom(random, 3)
                    : expected.get(random.nextInt(expected.size())));
        case 7 -> begin(atom(random, 3), random);
        case 8 -> begin(rule(random), random);
        case 9 -> goOn(random);
        case 10 -> checkCall(random);
        default -> {
          Atom pattern = atom(random, 3);
          assertEquals(
              matching(pattern, held.atoms),
              matches(pattern, space.candidates(pattern, held.snapshot)),
              () -> "snapshot of " + pattern);
          if (random.nextInt(4) == 0) {
            held = new Held(space.snapshot(), List.copyOf(expected));
          }
        }
      }
      assertEquals(expected.size(), space.size());
    }
    running.forEach(SpaceAgainstListTest::finish);
  }

  private void add(Atom atom) {
    space.add(atom);
    expected.add(atom);
  }

  private void remove(Atom atom) {
    assertEquals(expected.remove(atom), space.remove(atom), () -> "remove " + atom);
  }

  private void begin(Atom written, Random random) {
    Atom pattern = partlyBound(written, random);
    Candidates candidates = random.nextInt(8) == 0 ? space.all() : space.candidates(pattern);
    running.add(new Running(pattern, candidates, matching(pattern, expected)));
    if (running.size() > 6) {
      finish(running.removeFirst());
    }
  }

  private void goOn(Random random) {
    if (!running.isEmpty()) {
      finish(running.remove(random.nextInt(running.size())));
    }
  }

  private static void finish(Running query) {
    assertEquals(
        query.expected, matches(query.pattern, query.candidates), () -> "query " + query.pattern);
  }

  private void checkCall(Random random) {
    Expression call = call(random);
    List<Atom> wanted = new ArrayList<>();
    for (Atom a : expected) {
      if (Rule.isRule(a) && mayMatch(call, ((Expression) a).get(1))) {
        wanted.add(a);
      }
    }
    @Nullable RuleSet set =
        call.get(0) instanceof Symbol head
            ? space.rulesIfAny(head, call.size() - 1)
            : space.rulesForExpressionHead(call);
    List<Atom> found = new ArrayList<>();
    for (Candidates c = set == null ? Candidates.NONE : set.candidates(call); c.hasNext(); ) {
      Rule rule = c.nextRule();
      if (mayMatch(call, rule.lhs())) {
        found.add(rule.original());
      }
    }
    assertEquals(wanted, found, () -> "call " + call);
  }

  private static List<Atom> matches(Atom pattern, Candidates candidates) {
    List<Atom> found = new ArrayList<>();
    while (candidates.hasNext()) {
      Atom atom = candidates.next();
      if (mayMatch(pattern, atom)) {
        found.add(atom);
      }
    }
    return found;
  }

  private static List<Atom> matching(Atom pattern, List<Atom> atoms) {
    return atoms.stream().filter(a -> mayMatch(pattern, a)).toList();
  }

  /** Unification by the book, variables of the two sides apart. */
  private static boolean mayMatch(Atom pattern, Atom stored) {
    return unify(pattern, renamed(stored), new HashMap<>());
  }

  private static Atom renamed(Atom atom) {
    return switch (atom) {
      case Variable v -> Variable.of("stored-" + v.name());
      case Expression e ->
          Expression.of(e.children().stream().map(SpaceAgainstListTest::renamed).toList());
      case Symbol s -> s;
      case Grounded g -> g;
    };
  }

  private static boolean unify(Atom a, Atom b, Map<Atom, Atom> bindings) {
    Atom x = value(a, bindings);
    Atom y = value(b, bindings);
    if (x.equals(y)) {
      return true;
    }
    if (x instanceof Variable) {
      bindings.put(x, y);
      return true;
    }
    if (y instanceof Variable) {
      bindings.put(y, x);
      return true;
    }
    if (!(x instanceof Expression p && y instanceof Expression q) || p.size() != q.size()) {
      return false;
    }
    for (int i = 0; i < p.size(); i++) {
      if (!unify(p.get(i), q.get(i), bindings)) {
        return false;
      }
    }
    return true;
  }

  private static Atom value(Atom atom, Map<Atom, Atom> bindings) {
    Atom a = atom;
    while (true) {
      Atom bound = a instanceof Variable v && v.binding() != null ? v.binding() : bindings.get(a);
      if (bound == null) {
        return a;
      }
      a = bound;
    }
  }

  private static Atom rule(Random random) {
    Atom lhs = random.nextInt(30) == 0 ? atom(random, 0) : call(random);
    return Expression.of(Symbols.EQUALS, lhs, atom(random, 1));
  }

  private static Expression call(Random random) {
    int size = 1 + random.nextInt(3);
    Atom[] children = new Atom[size];
    for (int i = 0; i < size; i++) {
      children[i] = atom(random, 2);
    }
    children[0] =
        switch (random.nextInt(12)) {
          case 0 -> Expression.of(symbol(random), atom(random, 1));
          case 1 -> Expression.of(Expression.of(symbol(random)), atom(random, 0));
          default -> symbol(random);
        };
    return Expression.of(children);
  }

  /** The same pattern, with variables that are bound to parts of it in place of those parts. */
  private static Atom partlyBound(Atom atom, Random random) {
    Atom same =
        atom instanceof Expression e
            ? Expression.of(e.children().stream().map(c -> partlyBound(c, random)).toList())
            : atom;
    if (random.nextInt(6) != 0) {
      return same;
    }
    Variable bound = Variable.fresh("bound");
    bound.bind(same);
    return bound;
  }

  private static Symbol symbol(Random random) {
    return Symbol.of(String.valueOf((char) ('a' + random.nextInt(5))));
  }

  private static Atom atom(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 10 : 22);
    return switch (kind) {
      case 0 -> Variable.of("v" + random.nextInt(3));
      case 1 -> NumberAtom.of(random.nextInt(3));
      case 2 -> NumberAtom.of((double) random.nextInt(3));
      case 3 -> StringAtom.of("s" + random.nextInt(2));
      case 4 -> BoolAtom.of(random.nextBoolean());
      case 5, 6, 7, 8, 9 -> symbol(random);
      case 10 -> Expression.EMPTY;
      default -> {
        int size = 1 + random.nextInt(3);
        Atom[] children = new Atom[size];
        for (int i = 0; i < size; i++) {
          children[i] = atom(random, depth - 1);
        }
        if (random.nextInt(6) != 0) {
          children[0] = symbol(random);
        }
        yield Expression.of(children);
      }
    };
  }
}
