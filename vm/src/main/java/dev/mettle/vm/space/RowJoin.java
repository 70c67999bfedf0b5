package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A join of several patterns variable by variable: the next variable is one of the pattern that
 * leaves the fewest rows, and each of its values is looked up in all other patterns that have the
 * variable before anything else is tried. So the work is bounded by the number of results that such
 * patterns can have at all, where loops over one pattern after the other may try many more
 * combinations.
 *
 * <p>The results are those of nested loops in the order of the patterns, and come in their order.
 */
public final class RowJoin {

  /** More results are not kept. */
  static final int MOST = 10_000;

  /** More variables are not joined: there is one level of a recursion for each. */
  private static final int MOST_VARIABLES = 16;

  private static final RowJoin NONE = new RowJoin(new RowCursor[0], new int[0][], 0);

  private final RowCursor[] goals;
  private final int count;

  /** For each goal and position the variable there, by number, or -1. */
  private final int[][] places;

  private final int variableCount;

  /** For each goal what its rows must have at the positions of its mask. */
  private final int[][] classes;

  private final int[] masks;
  private final boolean[] assigned;

  /** The results, each as a row of every goal. */
  private final List<int[]> found = new ArrayList<>();

  private int next;
  private int steps;

  private RowJoin(RowCursor[] goals, int[][] places, int variableCount) {
    this.goals = goals;
    this.count = goals.length;
    this.places = places;
    this.variableCount = variableCount;
    this.classes = new int[count][];
    this.masks = new int[count];
    this.assigned = new boolean[variableCount];
    for (int g = 0; g < count; g++) {
      classes[g] = goals[g].classes().clone();
      masks[g] = goals[g].mask();
    }
  }

  /**
   * Joins patterns.
   *
   * @param goals the rows that match each pattern alone; none has been taken yet
   * @return the results, or null if there are too many for a join to pay
   */
  public static @Nullable RowJoin of(RowCursor[] goals) {
    for (RowCursor goal : goals) {
      if (!goal.hasNext()) {
        return NONE;
      }
    }
    List<Variable> variables = new ArrayList<>();
    int[][] places = new int[goals.length][];
    for (int g = 0; g < goals.length; g++) {
      places[g] = new int[goals[g].arity()];
      for (int i = 0; i < places[g].length; i++) {
        Variable v = goals[g].anyVariable(i);
        int known = v == null ? -1 : indexOf(variables, v);
        if (v != null && known < 0) {
          known = variables.size();
          variables.add(v);
        }
        places[g][i] = known;
      }
    }
    if (variables.size() > MOST_VARIABLES) {
      return null;
    }
    RowJoin join = new RowJoin(goals, places, variables.size());
    if (!join.solve(0)) {
      return null;
    }
    join.found.sort(Arrays::compare);
    return join;
  }

  private static int indexOf(List<Variable> variables, Variable v) {
    for (int i = 0; i < variables.size(); i++) {
      if (variables.get(i) == v) {
        return i;
      }
    }
    return -1;
  }

  /** Whether there is another result. */
  public boolean hasNext() {
    return next < found.size();
  }

  /** Goes on to the next result. */
  public void next() {
    next++;
  }

  /** The result: each unbound variable and its value, in the order of the patterns. */
  public void bind(BiConsumer<Variable, Atom> binding) {
    int[] rows = found.get(next - 1);
    for (int g = 0; g < count; g++) {
      for (int i = 0; i < places[g].length; i++) {
        Variable v = goals[g].variable(i);
        if (v != null && v.binding() == null) {
          binding.accept(v, goals[g].rows().value(rows[g], i));
        }
      }
    }
  }

  /** Gives values to all variables that have none; false if there are too many results. */
  private boolean solve(int done) {
    if (done == variableCount) {
      return emit();
    }
    int best = -1;
    int least = Integer.MAX_VALUE;
    for (int g = 0; g < count; g++) {
      int rows = rowsOf(g);
      if (rows == 0) {
        return true;
      }
      if (rows < least && openVariable(g) >= 0) {
        best = g;
        least = rows;
      }
    }
    int variable = openVariable(best);
    assigned[variable] = true;
    int[] before = masks.clone();
    boolean few = true;
    for (int value : valuesOf(best, variable)) {
      if (assign(best, variable, value)) {
        few = solve(done + 1);
      }
      System.arraycopy(before, 0, masks, 0, count);
      if (!few) {
        break;
      }
    }
    assigned[variable] = false;
    return few;
  }

  private int openVariable(int goal) {
    for (int variable : places[goal]) {
      if (variable >= 0 && !assigned[variable]) {
        return variable;
      }
    }
    return -1;
  }

  /** How many rows of a goal have what is known so far, about. */
  private int rowsOf(int goal) {
    FactRows rows = goals[goal].rows();
    if (masks[goal] == 0) {
      return rows.live();
    }
    RowIndex index = rows.index(masks[goal]);
    return index.count(index.find(classes[goal]));
  }

  /** The classes that a variable can have in the rows of a goal, each once. */
  private int[] valuesOf(int goal, int variable) {
    int position = 0;
    while (places[goal][position] != variable) {
      position++;
    }
    FactRows rows = goals[goal].rows();
    int[] values = new int[16];
    int n = 0;
    for (Walk walk = new Walk(goal); walk.row >= 0; walk.step()) {
      Interruption.check(++steps);
      if (n == values.length) {
        values = Arrays.copyOf(values, n * 2);
      }
      int value = rows.classAt(walk.row, position);
      if (value != TermIds.NONE) {
        values[n++] = value;
      }
    }
    Arrays.sort(values, 0, n);
    int distinct = 0;
    for (int i = 0; i < n; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        values[distinct++] = values[i];
      }
    }
    return Arrays.copyOf(values, distinct);
  }

  /** Gives a variable a value that a goal has for it; false if another goal has no such row. */
  private boolean assign(int from, int variable, int value) {
    TermIds home = goals[from].rows().terms();
    for (int g = 0; g < count; g++) {
      int own = TermIds.NONE;
      for (int i = 0; i < places[g].length; i++) {
        if (places[g][i] == variable) {
          if (own == TermIds.NONE) {
            TermIds terms = goals[g].rows().terms();
            own =
                terms == home || TermIds.isUniversal(value)
                    ? value
                    : terms.classOf(home.atom(value));
            if (own == TermIds.NONE) {
              return false;
            }
          }
          classes[g][i] = own;
          masks[g] |= 1 << i;
        }
      }
      if (own != TermIds.NONE && rowsOf(g) == 0) {
        return false;
      }
    }
    return true;
  }

  /** All combinations of rows that have the values of the variables. */
  private boolean emit() {
    int[][] rows = new int[count][];
    for (int g = 0; g < count; g++) {
      int[] own = new int[1];
      int n = 0;
      for (Walk walk = new Walk(g); walk.row >= 0; walk.step()) {
        if (n == own.length) {
          own = Arrays.copyOf(own, n * 2);
        }
        own[n++] = walk.row;
      }
      if (n == 0) {
        return true;
      }
      rows[g] = n == own.length ? own : Arrays.copyOf(own, n);
    }
    int[] chosen = new int[count];
    while (true) {
      if (found.size() == MOST) {
        return false;
      }
      int[] result = new int[count];
      for (int g = 0; g < count; g++) {
        result[g] = rows[g][chosen[g]];
      }
      found.add(result);
      int g = count - 1;
      while (g >= 0 && ++chosen[g] == rows[g].length) {
        chosen[g--] = 0;
      }
      if (g < 0) {
        return true;
      }
    }
  }

  /** The rows of a goal that have what is known so far, and that the query sees. */
  private final class Walk {
    private final RowCursor goal;
    private final @Nullable RowIndex index;
    private final int last;

    /** The present row, or -1 behind the last one. */
    int row;

    Walk(int goal) {
      this.goal = goals[goal];
      FactRows rows = this.goal.rows();
      if (masks[goal] == 0) {
        index = null;
        last = this.goal.limit() - 1;
        row = last < 0 ? -1 : 0;
      } else {
        RowIndex by = rows.index(masks[goal]);
        int place = by.find(classes[goal]);
        index = by;
        last = by.isDead(place) ? -1 : by.last(place);
        row = last < 0 ? -1 : by.next(last);
      }
      if (row >= 0 && !this.goal.sees(row)) {
        step();
      }
    }

    void step() {
      do {
        row = row == last ? -1 : index == null ? row + 1 : index.next(row);
      } while (row >= 0 && !goal.sees(row));
    }
  }
}
