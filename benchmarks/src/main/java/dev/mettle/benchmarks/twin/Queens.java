package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code queens}: a search that gives one board after the other. */
final class Queens implements Twin {

  @Override
  public Atom main(int size) {
    List<Atom> all = new ArrayList<>();
    Search search = new Search(size);
    for (Atom board = search.next(); board != null; board = search.next()) {
      all.add(board);
    }
    return LongAtom.of(Expression.of(all).size());
  }

  /** A column that waits with its next row. */
  private static final class Choice {
    final long columns;
    final Atom board;
    final @Nullable Choice before;
    long row = 1;

    Choice(long columns, Atom board, @Nullable Choice before) {
      this.columns = columns;
      this.board = board;
      this.before = before;
    }
  }

  /** The alternatives that are left; resumed for each board. */
  private static final class Search {
    private final long n;
    private @Nullable Choice newest;

    Search(long n) {
      this.n = n;
      newest = new Choice(n, Cells.NIL, null);
    }

    @Nullable Atom next() {
      Choice choice = newest;
      while (choice != null) {
        long row = choice.row;
        if (row == n) {
          newest = choice.before;
        } else {
          choice.row = Math.addExact(row, 1);
        }
        if (isSafe(row, choice.board)) {
          Atom board = Cells.cons(LongAtom.of(row), choice.board);
          long left = Math.subtractExact(choice.columns, 1);
          if (left == 0) {
            return board;
          }
          newest = new Choice(left, board, newest);
        }
        choice = newest;
      }
      return null;
    }

    private static boolean isSafe(long row, Atom board) {
      long distance = 1;
      for (Atom others = board; others != Cells.NIL; ) {
        Expression e = Cells.cell(others);
        long other = Cells.number(e.get(1));
        if (row == other
            || row == Math.addExact(other, distance)
            || row == Math.subtractExact(other, distance)) {
          return false;
        }
        distance = Math.addExact(distance, 1);
        others = e.get(2);
      }
      return true;
    }
  }
}
