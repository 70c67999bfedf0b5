package dev.mettle.vm.query;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.Candidates;
import dev.mettle.vm.space.FactRows;
import dev.mettle.vm.space.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How a query would be answered, as an atom: {@code (plan HOW STEP ..)} with a step for each
 * pattern in the order in which they are asked. {@code HOW} is {@code loops} or {@code join}.
 *
 * <p>A step is {@code (rows PATTERN (by POSITION ..) FACTS EACH)} where plain facts answer it
 * alone: the positions, from 1, by which an index finds them, how many facts there are, and how
 * many are found each time on average. A position inside of an expression is the way to it, {@code
 * (2 0)} for the head of the second argument. Otherwise it is {@code (atoms PATTERN CANDIDATES)}
 * with the number of atoms to unify with, as far as is known beforehand.
 */
public final class QueryPlan {

  private static final Symbol PLAN = Symbol.of("plan");
  private static final Symbol LOOPS = Symbol.of("loops");
  private static final Symbol JOIN = Symbol.of("join");
  private static final Symbol ROWS = Symbol.of("rows");
  private static final Symbol BY = Symbol.of("by");
  private static final Symbol ATOMS = Symbol.of("atoms");

  private final AtomSpace[] spaces;
  private final Set<Variable> known = new HashSet<>();

  private QueryPlan(View view) {
    Set<AtomSpace> seen = new LinkedHashSet<>();
    for (AtomSpace source : view.sources()) {
      seen.addAll(source.withNested());
    }
    spaces = seen.toArray(new AtomSpace[0]);
  }

  /** The plan of a query of everything that {@code view} can see. */
  public static Expression of(View view, Atom pattern) {
    QueryPlan plan = new QueryPlan(view);
    List<Atom> goals = SpaceQuery.goalsOf(pattern, view.space());
    List<Atom> parts = new ArrayList<>();
    boolean plain = true;
    for (Atom goal : goals) {
      Expression step = plan.step(Terms.resolve(goal));
      plain &= step.get(0) == ROWS;
      parts.add(step);
    }
    parts.add(0, plain && Cycles.isCyclic(goals) ? JOIN : LOOPS);
    parts.add(0, PLAN);
    return Expression.of(parts);
  }

  private Expression step(Atom goal) {
    Expression step = null;
    if (goal instanceof Expression e && e.size() > 1 && e.get(0) instanceof Symbol head) {
      FactRows rows = AtomSpace.rowsAlone(spaces, head, e.size() - 1);
      step = rows == null ? null : rowsStep(e, rows);
    }
    if (step == null) {
      step = Expression.of(ATOMS, goal, NumberAtom.of(candidates(goal)));
    }
    know(goal);
    return step;
  }

  private Expression rowsStep(Expression goal, FactRows rows) {
    List<Atom> positions = new ArrayList<>(List.of(BY));
    int mask = 0;
    for (int i = 1; i < goal.size(); i++) {
      mask |= addKnown(rows, goal.get(i), i - 1, List.of(NumberAtom.of(i)), positions);
    }
    return Expression.of(
        ROWS,
        goal,
        Expression.of(positions),
        NumberAtom.of(rows.live()),
        NumberAtom.of(rows.rowsEach(mask)));
  }

  /**
   * Adds the path to each known part of a pattern.
   *
   * @return the positions of those parts, as a set of bits
   */
  // Recursion over levels, of which those that rows can have are few.
  private int addKnown(
      FactRows rows, Atom part, int position, List<Atom> path, List<Atom> positions) {
    if (part instanceof Variable v ? known.contains(v) : part.isGround()) {
      positions.add(path.size() == 1 ? path.getFirst() : Expression.of(path));
      return 1 << position;
    }
    int mask = 0;
    if (part instanceof Expression e && FactRows.canHold(e.size(), path.size())) {
      for (int i = 0; i < e.size(); i++) {
        int inner = rows.innerPosition(position, e.size(), i);
        if (inner >= 0) {
          List<Atom> way = new ArrayList<>(path);
          way.add(NumberAtom.of(i));
          mask |= addKnown(rows, e.get(i), inner, way, positions);
        }
      }
    }
    return mask;
  }

  private long candidates(Atom goal) {
    long count = 0;
    for (AtomSpace space : spaces) {
      for (Candidates c = space.candidates(goal); c.hasNext(); c.next()) {
        count++;
      }
    }
    return count;
  }

  private void know(Atom goal) {
    ArrayDeque<Atom> parts = new ArrayDeque<>(List.of(goal));
    while (!parts.isEmpty()) {
      Atom part = parts.pop();
      if (part instanceof Variable v) {
        known.add(v);
      } else if (part instanceof Expression e && !e.isGround()) {
        e.forEach(parts::push);
      }
    }
  }
}
