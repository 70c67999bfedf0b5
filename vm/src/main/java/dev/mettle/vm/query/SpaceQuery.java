package dev.mettle.vm.query;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.machine.Unifier;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.Candidates;
import dev.mettle.vm.space.RowCursor;
import dev.mettle.vm.space.RowJoin;
import dev.mettle.vm.space.Snapshot;
import dev.mettle.vm.space.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query of a space: finds the stored atoms that match a pattern or a conjunction of patterns, one
 * solution at a time. All of it sees the spaces as they were when the query began, imported spaces
 * and spaces stored in them included.
 */
public final class SpaceQuery {

  /**
   * A space that is asked.
   *
   * @param snapshot the space as it was
   */
  private record Source(AtomSpace space, Snapshot snapshot) {}

  private final Unifier unifier;
  private final List<Source> sources = new ArrayList<>(1);
  private final List<Atom> goals;
  private final QueryOutcome outcome;

  /** Whether the goals hang together in a cycle, so that a join beats nested loops. */
  private boolean cyclic;

  private SpaceQuery(Unifier unifier, List<Atom> goals, QueryOutcome outcome) {
    this.unifier = unifier;
    this.goals = goals;
    this.outcome = outcome;
  }

  /** Begins a query of everything that {@code view} can see. */
  public static void run(
      Unifier unifier, Machine m, View view, Atom pattern, QueryOutcome outcome) {
    if (begin(unifier, m, view, pattern, outcome)) {
      outcome.solved(m);
    }
  }

  /**
   * The same, but leaves it to the caller to go on with the first solution.
   *
   * @return whether there is one, whose bindings are made; if not, the next step is set up
   */
  public static boolean begin(
      Unifier unifier, Machine m, View view, Atom pattern, QueryOutcome outcome) {
    RowCursor rows = rowsOf(view, pattern);
    if (rows != null) {
      return RowMatches.begin(m, rows, outcome);
    }
    List<Atom> goals = goalsOf(pattern, view.space());
    if (goals.size() == 1) {
      Atom goal = goals.getFirst();
      return EntryMatches.begin(unifier, m, entriesOf(view, goal), goal, outcome);
    }
    SpaceQuery query = new SpaceQuery(unifier, goals, outcome);
    for (AtomSpace space : spacesOf(view)) {
      query.sources.add(new Source(space, space.snapshot()));
    }
    query.cyclic = Cycles.isCyclic(query.goals);
    return query.solve(m, 0);
  }

  /** The rows that answer a query of one pattern, if there is nothing else that may match. */
  private static @Nullable RowCursor rowsOf(View view, Atom pattern) {
    if (!(Terms.dereference(pattern) instanceof Expression e)
        || e.size() < 2
        || Terms.dereference(e.get(0)) == Symbols.COMMA) {
      return null;
    }
    RowCursor found = RowCursor.NONE;
    for (AtomSpace space : view.sources()) {
      found = soleRows(found, space.holdsSpaces() ? null : space.rows(e, null));
      if (found == null) {
        return null;
      }
    }
    return found;
  }

  /** Those of two cursors that have rows; null if both do, or the second is none. */
  private static @Nullable RowCursor soleRows(RowCursor found, @Nullable RowCursor more) {
    if (more == null || more.hasNext() && found.hasNext()) {
      return null;
    }
    return more.hasNext() ? more : found;
  }

  /** The entries that may match one pattern. */
  private static EntryCursor entriesOf(View view, Atom pattern) {
    Collection<AtomSpace> spaces = spacesOf(view);
    List<Candidates> parts = new ArrayList<>(spaces.size());
    for (AtomSpace space : spaces) {
      Candidates candidates = space.candidates(pattern);
      if (candidates.hasNext()) {
        parts.add(candidates);
      }
    }
    return new EntryCursor(parts);
  }

  /** All spaces that a view can see, each once. */
  private static Collection<AtomSpace> spacesOf(View view) {
    AtomSpace[] roots = view.sources();
    if (roots.length == 1) {
      return roots[0].withNested();
    }
    Set<AtomSpace> found = new LinkedHashSet<>();
    for (AtomSpace root : roots) {
      root.withNested().forEach(found::add);
    }
    return found;
  }

  /** The patterns of a conjunction, however it is nested, or the pattern itself. */
  static List<Atom> goalsOf(Atom pattern, AtomSpace queried) {
    Atom whole = Terms.dereference(pattern);
    if (!isConjunction(whole)) {
      return List.of(goalOf(whole, queried));
    }
    List<Atom> goals = new ArrayList<>();
    ArrayDeque<Atom> pending = new ArrayDeque<>();
    pending.push(whole);
    int turn = 0;
    while (!pending.isEmpty()) {
      Interruption.check(++turn);
      Atom p = Terms.dereference(pending.pop());
      if (isConjunction(p)) {
        Expression e = (Expression) p;
        for (int i = e.size() - 1; i > 0; i--) {
          pending.push(e.get(i));
        }
      } else {
        goals.add(goalOf(p, queried));
      }
    }
    return goals;
  }

  private static boolean isConjunction(Atom pattern) {
    return pattern instanceof Expression e
        && e.size() > 0
        && Terms.dereference(e.get(0)) == Symbols.COMMA;
  }

  /** A space that is matched with itself matches once for each atom in it. */
  private static Atom goalOf(Atom pattern, AtomSpace queried) {
    return pattern == queried ? Variable.fresh("_") : pattern;
  }

  /**
   * Solves the goals from one on; where an atom can be chosen, the rest is for a later step.
   *
   * @return whether there is a solution; if not, the next step is set up
   */
  private boolean solve(Machine m, int from) {
    int turn = 0;
    for (int goal = from; goal < goals.size(); goal++) {
      Interruption.check(++turn);
      if (goal == 1 && cyclic) {
        RowJoin join = joinOfRest();
        if (join != null) {
          return solve(m, join);
        }
      }
      Atom pattern = goals.get(goal);
      RowCursor rows = rowsOf(pattern);
      if (rows != null) {
        if (!rows.hasNext()) {
          new Goal(goal).none(m);
          return false;
        }
        rows.next();
        if (rows.hasNext()) {
          m.pushChoice(new MoreRows(new Goal(goal), rows));
        }
        RowMatches.bind(m, rows);
        continue;
      }
      EntryCursor entries = new EntryCursor(candidates(pattern));
      if (!EntryMatches.begin(unifier, m, entries, pattern, new Goal(goal))) {
        return false;
      }
    }
    return true;
  }

  /** Joins all goals but the first; null if rows do not answer them, or there are too many. */
  private @Nullable RowJoin joinOfRest() {
    RowCursor[] rest = new RowCursor[goals.size() - 1];
    for (int i = 0; i < rest.length; i++) {
      RowCursor rows = rowsOf(goals.get(i + 1));
      if (rows == null) {
        return null;
      }
      rest[i] = rows;
    }
    return RowJoin.of(rest);
  }

  private boolean solve(Machine m, RowJoin join) {
    if (!join.hasNext()) {
      m.fail();
      return false;
    }
    MoreJoined more = new MoreJoined(join);
    m.pushChoice(more);
    more.take(m);
    return true;
  }

  /** The rows that match a goal, if there is nothing else that may match it. */
  private @Nullable RowCursor rowsOf(Atom pattern) {
    if (!(Terms.dereference(pattern) instanceof Expression e)) {
      return null;
    }
    RowCursor found = RowCursor.NONE;
    for (Source source : sources) {
      found = soleRows(found, source.space().rows(e, source.snapshot()));
      if (found == null) {
        return null;
      }
    }
    return found;
  }

  private List<Candidates> candidates(Atom pattern) {
    List<Candidates> parts = new ArrayList<>(sources.size());
    for (Source source : sources) {
      Candidates candidates = source.space().candidates(pattern, source.snapshot());
      if (candidates.hasNext()) {
        parts.add(candidates);
      }
    }
    return parts;
  }

  /** What comes of one of the goals. */
  private final class Goal implements QueryOutcome {
    private final int goal;

    Goal(int goal) {
      this.goal = goal;
    }

    @Override
    public void solved(Machine m) {
      if (solve(m, goal + 1)) {
        outcome.solved(m);
      }
    }

    @Override
    public void none(Machine m) {
      if (goal == 0) {
        outcome.none(m);
      } else {
        m.fail();
      }
    }
  }

  /** Results of a join that are still to be taken. */
  private final class MoreJoined extends ChoicePoint {
    private final RowJoin join;

    MoreJoined(RowJoin join) {
      this.join = join;
    }

    /** Takes the next result; this is the newest choice point. */
    void take(Machine m) {
      join.next();
      if (!join.hasNext()) {
        m.popChoice();
      }
      join.bind(m::bind);
    }

    @Override
    protected void retry(Machine m) {
      take(m);
      outcome.solved(m);
    }
  }

  /** Rows that match and are still to be taken. */
  private static final class MoreRows extends ChoicePoint {
    private final Goal goal;
    private final RowCursor rows;

    MoreRows(Goal goal, RowCursor rows) {
      this.goal = goal;
      this.rows = rows;
    }

    @Override
    protected void retry(Machine m) {
      rows.next();
      if (!rows.hasNext()) {
        m.popChoice();
      }
      RowMatches.bind(m, rows);
      goal.solved(m);
    }
  }
}
