package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Replaces bound variables by their values. Small expressions are walked by recursion; large ones
 * with a stack on the heap, and each of their parts then remembers that nothing in it is bound.
 */
final class Resolution {

  private static final int DEPTH = 8;
  private static final int WIDTH = 8;

  private Resolution() {}

  static Atom of(Atom atom) {
    Atom a = Terms.dereference(atom);
    return a instanceof Expression e && !e.isGround() ? ErrorOrigin.handedOn(e, shallow(e, 0)) : a;
  }

  private static Expression shallow(Expression source, int depth) {
    if (OpenFacts.of(source) != null) {
      return source;
    }
    int n = source.size();
    if (depth == DEPTH || n > WIDTH) {
      return deep(source);
    }
    Atom[] target = null;
    boolean isLarge = OpenFacts.areKept(source);
    for (int i = 0; i < n; i++) {
      Atom child = source.get(i);
      if (child.isGround()) {
        continue;
      }
      Atom value = Terms.dereference(child);
      if (value instanceof Expression inner && !inner.isGround()) {
        Expression resolved = shallow(inner, depth + 1);
        isLarge |= OpenFacts.areKept(resolved);
        value = resolved;
      }
      if (value != child) {
        if (target == null) {
          target = source.toArray();
        }
        target[i] = value;
      }
    }
    Expression done = target == null ? source : Expression.owning(target);
    if (isLarge) {
      keepFacts(done);
    }
    return done;
  }

  private static void keepFacts(Expression resolved) {
    BindingLog log = BindingLog.current();
    if (log != null && !resolved.isGround()) {
      OpenFacts.begin(resolved, log);
    }
  }

  /** An expression whose children are resolved, up to some of them. */
  private static final class Level {
    final Expression source;
    final int end;
    int next;
    Atom @Nullable [] changed;

    Level(Expression source) {
      this.source = source;
      this.end = source.keepsTailFacts() ? OpenFacts.unboundFrom(source) : source.size();
    }

    void put(Atom value) {
      Atom[] target = changed;
      if (target == null && value != source.get(next)) {
        target = source.toArray();
        changed = target;
      }
      if (target != null) {
        target[next] = value;
      }
      next++;
    }
  }

  private static Expression deep(Expression root) {
    ArrayDeque<Level> outer = new ArrayDeque<>();
    Level level = new Level(root);
    int turn = 0;
    while (true) {
      Interruption.check(++turn);
      if (level.next == level.end) {
        Atom[] changed = level.changed;
        Expression done = changed == null ? level.source : Expression.owning(changed);
        keepFacts(done);
        Level back = outer.poll();
        if (back == null) {
          return done;
        }
        back.put(done);
        level = back;
        continue;
      }
      Atom value = Terms.dereference(level.source.get(level.next));
      if (value instanceof Expression inner && !inner.isGround() && OpenFacts.of(inner) == null) {
        outer.push(level);
        level = new Level(inner);
      } else {
        level.put(value);
      }
    }
  }
}
