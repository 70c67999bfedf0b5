package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds an atom with its variables replaced. Parts that do not change are shared with the
 * original. Shallow atoms are walked by recursion, deep ones with a stack on the heap, so that the
 * depth of data is bounded by memory alone.
 */
abstract class Rewriter {

  private static final int RECURSION_LIMIT = 96;

  /** Every eighth level looks for an interrupt; what lies between is as large as it looks. */
  private static final int POLLED_DEPTH = 7;

  private static final class Level {
    final Expression source;
    int next;
    Atom @Nullable [] changed;

    Level(Expression source) {
      this.source = source;
    }

    void put(int index, Atom value) {
      Atom[] target = changed;
      if (target == null) {
        if (value == source.get(index)) {
          return;
        }
        target = source.toArray();
        changed = target;
      }
      target[index] = value;
    }

    Expression finish() {
      Atom[] target = changed;
      return target == null ? source : Expression.owning(target);
    }
  }

  /** What stands for {@code variable}. */
  abstract Atom replacement(Variable variable);

  /** Whether it is known that nothing in an expression with variables is replaced. */
  boolean isUnchanged(Expression part) {
    return false;
  }

  final Atom rewrite(Atom atom) {
    return ErrorOrigin.handedOn(atom, rewrite(atom, 0));
  }

  private Atom rewrite(Atom atom, int depth) {
    if (atom.isGround()) {
      return atom;
    }
    if (atom instanceof Variable v) {
      return replacement(v);
    }
    Expression source = (Expression) atom;
    if (isUnchanged(source)) {
      return source;
    }
    if ((depth & POLLED_DEPTH) == POLLED_DEPTH) {
      Interruption.check();
    }
    if (depth > RECURSION_LIMIT) {
      return rewriteDeep(source);
    }
    Atom[] target = null;
    int n = source.size();
    Interruption.checkBefore(n);
    for (int i = 0; i < n; i++) {
      Atom child = source.get(i);
      if (child.isGround()) {
        continue;
      }
      Atom value = rewrite(child, depth + 1);
      if (value != child) {
        if (target == null) {
          target = source.toArray();
        }
        target[i] = value;
      }
    }
    return target == null ? source : Expression.owning(target);
  }

  private Atom rewriteDeep(Expression root) {
    ArrayDeque<Level> outer = new ArrayDeque<>();
    Level level = new Level(root);
    int turn = 0;
    while (true) {
      Interruption.check(++turn);
      if (level.next == level.source.size()) {
        Expression done = level.finish();
        Level back = outer.poll();
        if (back == null) {
          return done;
        }
        back.put(back.next++, done);
        level = back;
        continue;
      }
      Atom child = level.source.get(level.next);
      if (child instanceof Variable v) {
        level.put(level.next++, replacement(v));
      } else if (child instanceof Expression e && !e.isGround() && !isUnchanged(e)) {
        outer.push(level);
        level = new Level(e);
      } else {
        level.put(level.next++, child);
      }
    }
  }
}
