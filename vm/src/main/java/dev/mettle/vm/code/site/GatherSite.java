package dev.mettle.vm.code.site;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.frame.FrameStack;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.StepResult;
import dev.mettle.vm.query.Cycles;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.FactRows;
import dev.mettle.vm.space.RowLoops;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A query whose results are gathered at once: of a flat pattern, or of a conjunction of such
 * patterns that is no cycle. Where plain facts answer it alone and what its template gives is its
 * own value, all results come from one loop, without choice points.
 */
public final class GatherSite {

  /** Longer conjunctions are left to the instructions. */
  private static final int MOST = 64;

  private final List<Expression> patterns;

  /**
   * For each position the number of a variable, or the complement of an index of {@link #known}.
   */
  private final int[][] places;

  /** Constants, and variables that stand for locals with values. */
  private final List<Atom> known;

  /** For each variable its local. */
  private final List<Integer> found;

  private final Atom template;

  /** The locals of the barriers that the results pass. */
  private final int[] barriers;

  private final int collector;

  /** Set once a result was found that has to be evaluated: then the next ones have to, too. */
  private boolean evaluates;

  private GatherSite(
      List<Expression> patterns, List<Integer> fresh, Atom template, int[] barriers, int to) {
    this.patterns = patterns;
    this.template = template;
    this.barriers = barriers;
    this.collector = to;
    this.places = new int[patterns.size()][];
    this.known = new ArrayList<>();
    this.found = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      Expression pattern = patterns.get(i);
      places[i] = new int[pattern.size() - 1];
      for (int k = 0; k < places[i].length; k++) {
        Atom child = pattern.get(k + 1);
        if (child instanceof Variable v && fresh.contains(v.slot())) {
          int place = found.indexOf(v.slot());
          if (place < 0) {
            place = found.size();
            found.add(v.slot());
          }
          places[i][k] = place;
        } else {
          places[i][k] = ~known.size();
          known.add(child);
        }
      }
    }
  }

  /**
   * The site of a query; null if it is left to the instructions.
   *
   * @param fresh the locals to which the query gives values
   * @param template what the results are made of, over the locals
   * @param barriers the locals of the barriers that the results pass
   * @param collector the local of what gathers them
   */
  static @Nullable GatherSite of(
      Atom pattern, List<Integer> fresh, Atom template, int[] barriers, int collector) {
    List<Expression> patterns = patternsOf(pattern);
    if (patterns.isEmpty() || Cycles.isCyclic(List.copyOf(patterns))) {
      return null;
    }
    GatherSite site = new GatherSite(patterns, fresh, template, barriers, collector);
    return site.found.containsAll(fresh) ? site : null;
  }

  /** The patterns of a flat conjunction; none if it is another query. */
  private static List<Expression> patternsOf(Atom pattern) {
    if (!(pattern instanceof Expression e) || !e.hasHead(Symbols.COMMA)) {
      return isGoal(pattern) ? List.of((Expression) pattern) : List.of();
    }
    List<Expression> patterns = new ArrayList<>();
    for (int i = 1; i < e.size(); i++) {
      if (!isGoal(e.get(i)) || i == MOST) {
        return List.of();
      }
      patterns.add((Expression) e.get(i));
    }
    return patterns;
  }

  /** Whether a pattern has a symbol as its head, and variables only as children of its own. */
  private static boolean isGoal(Atom pattern) {
    if (!(pattern instanceof Expression e)
        || e.size() < 2
        || e.size() > FactRows.MAX_ARITY + 1
        || !(e.get(0) instanceof Symbol)
        || e.hasHead(Symbols.COMMA)) {
      return false;
    }
    for (int i = 1; i < e.size(); i++) {
      Atom child = e.get(i);
      if (child instanceof Variable v ? v.slot() < 0 : !child.isGround()) {
        return false;
      }
    }
    return true;
  }

  /** The local of what gathers the results. */
  public int collector() {
    return collector;
  }

  /** The locals of the barriers that the results pass. */
  public int[] barriers() {
    return barriers;
  }

  /**
   * All results for the running frame.
   *
   * @param isData tells expressions that are their own value
   * @return null if the instructions have to find them; nothing has happened then
   */
  public @Nullable List<Atom> results(FrameStack vm, Atom asks, Predicate<Expression> isData) {
    if (evaluates || !(asks instanceof AtomSpace space)) {
      return null;
    }
    FactRows[] facts = new FactRows[places.length];
    boolean none = false;
    for (int i = 0; i < facts.length; i++) {
      Expression pattern = patterns.get(i);
      FactRows own =
          AtomSpace.rowsAlone(space.view().sources(), (Symbol) pattern.get(0), pattern.size() - 1);
      if (own == null) {
        return null;
      }
      none |= own == FactRows.NONE;
      facts[i] = own;
    }
    Atom[] values = new Atom[known.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = valueOf(vm, known.get(i));
      if (!values[i].isGround()) {
        return null;
      }
    }
    List<Atom> results = new ArrayList<>();
    if (none) {
      return results;
    }
    boolean complete =
        new RowLoops(facts, places, values, found.size())
            .run(
                loops -> {
                  Atom result = result(vm, loops);
                  results.add(result);
                  return isOwn(result, isData);
                });
    evaluates = !complete;
    return complete ? results : null;
  }

  private static Atom valueOf(FrameStack vm, Atom known) {
    return known instanceof Variable v
        ? Terms.dereference(vm.at(vm.base + Code.LOCALS + v.slot()))
        : known;
  }

  private Atom result(FrameStack vm, RowLoops loops) {
    if (!(template instanceof Expression e)) {
      return part(vm, loops, template);
    }
    Atom[] children = e.toArray();
    for (int i = 0; i < children.length; i++) {
      children[i] = part(vm, loops, children[i]);
    }
    return Expression.owning(children);
  }

  private Atom part(FrameStack vm, RowLoops loops, Atom part) {
    if (!(part instanceof Variable v)) {
      return part;
    }
    int variable = found.indexOf(v.slot());
    return variable < 0 ? valueOf(vm, v) : loops.value(variable);
  }

  /** Whether a result is its own value, and no error and nothing else that is special. */
  private static boolean isOwn(Atom result, Predicate<Expression> isData) {
    return switch (result) {
      case Expression e -> e.size() == 0 || e.isGround() && isData.test(e);
      case Symbol s -> StepResult.of(s) == StepResult.ATOM;
      case Variable v -> false;
      case Grounded g -> true;
    };
  }
}
