package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code tile-puzzle}. */
final class TilePuzzle implements Twin {

  /** The two places that each move swaps; the first one holds the hole. */
  private static final int[][] MOVES = {
    {0, 1}, {1, 0}, {1, 2}, {2, 1}, {3, 4}, {4, 3}, {4, 5},
    {5, 4}, {0, 3}, {3, 0}, {1, 4}, {4, 1}, {2, 5}, {5, 2}
  };

  private static final Atom HOLE = LongAtom.of(0);

  @Override
  public Atom main(int size) {
    Expression start =
        Expression.of(
            LongAtom.of(1), LongAtom.of(2), LongAtom.of(3), LongAtom.of(4), LongAtom.of(5), HOLE);
    Set<Expression> seen = new HashSet<>();
    seen.add(start);
    long found = 1;
    List<Expression> states = List.of(start);
    for (long i = size; i != 0 && !states.isEmpty(); i = Math.subtractExact(i, 1)) {
      states = level(states, seen);
      found = Math.addExact(found, states.size());
    }
    return LongAtom.of(found);
  }

  private static List<Expression> level(List<Expression> states, Set<Expression> seen) {
    List<Expression> level = new ArrayList<>();
    for (Expression state : states) {
      for (int[] move : MOVES) {
        if (state.get(move[0]).equals(HOLE)) {
          Atom[] tiles = state.toArray();
          tiles[move[0]] = tiles[move[1]];
          tiles[move[1]] = HOLE;
          Expression next = Expression.of(tiles);
          if (seen.add(next)) {
            level.add(next);
          }
        }
      }
    }
    return level;
  }
}
