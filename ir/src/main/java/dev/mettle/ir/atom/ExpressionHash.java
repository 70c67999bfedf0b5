package dev.mettle.ir.atom;

import java.util.ArrayDeque;

/**
 * Computes the hash of expressions from those of their children, and lets all of them remember it.
 * Shallow ones are walked by recursion, deep ones with a stack on the heap.
 */
final class ExpressionHash {

  private static final int RECURSION_LIMIT = 96;
  private static final int SEED = 0x2F0B4F27;

  private ExpressionHash() {}

  static int of(Expression expression) {
    return of(expression, 0);
  }

  private static int of(Expression expression, int depth) {
    if (depth > RECURSION_LIMIT) {
      return ofDeep(expression);
    }
    int n = expression.size();
    Interruption.checkBefore(n);
    int h = SEED + n;
    for (int i = 0; i < n; i++) {
      Atom child = expression.get(i);
      int c;
      if (child instanceof Expression inner) {
        c = inner.knownHash();
        if (c == 0) {
          c = of(inner, depth + 1);
        }
      } else {
        c = child.hashCode();
      }
      h = mixed(h, c);
    }
    return remember(expression, h);
  }

  /** No polynomial: of two equal children each level would lose bits, as (a a) does with 31. */
  private static int mixed(int h, int child) {
    return (Integer.rotateLeft(h, 5) ^ child) * 0x9E3779B1;
  }

  private static int remember(Expression expression, int h) {
    int hash = h == 0 ? SEED : h;
    expression.setHash(hash);
    return hash;
  }

  /** An expression whose children are looked at, up to some of them. */
  private static final class Level {
    final Expression expression;
    int next;
    int hash;

    Level(Expression expression) {
      this.expression = expression;
      this.hash = SEED + expression.size();
    }
  }

  private static int ofDeep(Expression root) {
    ArrayDeque<Level> outer = new ArrayDeque<>();
    Level level = new Level(root);
    int turn = 0;
    while (true) {
      Interruption.check(++turn);
      if (level.next == level.expression.size()) {
        int hash = remember(level.expression, level.hash);
        Level back = outer.poll();
        if (back == null) {
          return hash;
        }
        level = back;
        continue;
      }
      Atom child = level.expression.get(level.next);
      if (child instanceof Expression inner && inner.knownHash() == 0) {
        outer.push(level);
        level = new Level(inner);
      } else {
        level.hash = mixed(level.hash, child.hashCode());
        level.next++;
      }
    }
  }
}
