package dev.mettle.ir.atom;

import java.util.ArrayDeque;

/**
 * Computes the hash of expressions from those of their children, from the last child to the first:
 * so the hash of a tuple follows from that of its tail. Expressions with others inside remember
 * theirs, and arrays that tuples share those of all tails. Shallow expressions are walked by
 * recursion, deep and large ones with a stack on the heap.
 */
final class ExpressionHash {

  private static final int RECURSION_LIMIT = 96;
  private static final int SEED = 0x2F0B4F27;
  private static final int FACTOR = 0x9E3779B1;

  private ExpressionHash() {}

  static int of(Expression expression) {
    int known = known(expression);
    return known != 0 ? known : of(expression, 0);
  }

  /** The hash if it is remembered, otherwise 0. */
  static int known(Expression expression) {
    ExpressionFacts facts = expression.knownFacts();
    return facts == null ? 0 : facts.hash;
  }

  private static int of(Expression expression, int depth) {
    int n = expression.size();
    if (depth > RECURSION_LIMIT || n > Expression.SMALL) {
      return ofDeep(expression);
    }
    int h = SEED;
    boolean isFlat = true;
    for (int i = n - 1; i >= 0; i--) {
      Atom child = expression.get(i);
      int c;
      if (child instanceof Expression inner) {
        isFlat = false;
        c = known(inner);
        if (c == 0) {
          c = of(inner, depth + 1);
        }
      } else {
        c = child.hashCode();
      }
      h = mixed(h, c);
    }
    int hash = finished(h, n);
    if (!isFlat) {
      expression.facts().hash = hash;
    }
    return hash;
  }

  /** No polynomial: of two equal children each level would lose bits, as (a a) does with 31. */
  private static int mixed(int h, int child) {
    int next = (Integer.rotateLeft(h, 5) ^ child) * FACTOR;
    return next == 0 ? SEED : next;
  }

  private static int finished(int h, int size) {
    int hash = ((h ^ h >>> 15) + size) * FACTOR;
    return hash == 0 ? SEED : hash;
  }

  /** An expression whose children are looked at, down to one of them. */
  private static final class Level {
    final Expression expression;
    final int size;

    /** The hashes of all tails of the array, the first of this expression at {@link #from}. */
    final int[] tails;

    final int from;
    int next;
    int hash = SEED;
    boolean isFlat;

    private static final int[] NONE = {};

    Level(Expression expression) {
      this.expression = expression;
      this.size = expression.size();
      this.next = size - 1;
      this.isFlat = size <= Expression.SMALL;
      if (expression.knownFacts() instanceof WideFacts wide && wide.shared != null) {
        tails = wide.shared().hashes();
        from = wide.from;
        for (int i = 0; i < size; i++) {
          int known = tails[from + i];
          if (known != 0) {
            hash = known;
            next = i - 1;
            break;
          }
        }
      } else {
        tails = NONE;
        from = 0;
      }
    }

    void take(int child) {
      hash = mixed(hash, child);
      if (tails.length != 0) {
        tails[from + next] = hash;
      }
      next--;
    }

    int finish() {
      int h = finished(hash, size);
      if (!isFlat) {
        expression.facts().hash = h;
      }
      return h;
    }
  }

  private static int ofDeep(Expression root) {
    ArrayDeque<Level> outer = new ArrayDeque<>();
    Level level = new Level(root);
    int turn = 0;
    while (true) {
      Interruption.check(++turn);
      if (level.next < 0) {
        int hash = level.finish();
        Level back = outer.poll();
        if (back == null) {
          return hash;
        }
        back.take(hash);
        level = back;
        continue;
      }
      Atom child = level.expression.get(level.next);
      if (child instanceof Expression inner) {
        level.isFlat = false;
        int known = known(inner);
        if (known == 0) {
          outer.push(level);
          level = new Level(inner);
          continue;
        }
        level.take(known);
      } else {
        level.take(child.hashCode());
      }
    }
  }
}
