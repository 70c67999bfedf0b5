package dev.mettle.ir.atom;

import java.util.ArrayDeque;

/**
 * Computes the signature of expressions from those of their children when it is first asked for.
 * Expressions with others inside remember theirs; of an array that tuples share it is known from
 * some place on, so that the signature of a tail may say more than it must.
 */
final class ExpressionSignature {

  /** Remembered where there is no symbol. It claims one, which does no harm. */
  private static final long NO_SYMBOLS = Long.MIN_VALUE;

  private ExpressionSignature() {}

  static long of(Expression expression) {
    long known = known(expression);
    if (known == 0) {
      known = walked(expression);
    }
    return known == NO_SYMBOLS && expression.size() <= Expression.SMALL && isFlat(expression)
        ? 0
        : known;
  }

  private static boolean isFlat(Expression expression) {
    for (int i = 0; i < expression.size(); i++) {
      if (expression.get(i) instanceof Expression || expression.get(i) instanceof Symbol) {
        return false;
      }
    }
    return true;
  }

  /** The signature if it is remembered, or seen by a look at the children; otherwise 0. */
  private static long known(Expression expression) {
    ExpressionFacts facts = expression.knownFacts();
    if (facts != null && facts.signature != 0) {
      return facts.signature;
    }
    int n = expression.size();
    if (n > Expression.SMALL) {
      if (facts instanceof WideFacts wide && wide.shared != null) {
        SharedChildren.Signed signed = wide.shared().signed();
        return signed != null && signed.from() <= wide.from ? signed.signature() : 0;
      }
      return 0;
    }
    long s = 0;
    for (int i = 0; i < n; i++) {
      Atom child = expression.get(i);
      if (child instanceof Symbol symbol) {
        s |= symbol.signature();
      } else if (child instanceof Expression inner && inner.size() > 0) {
        return 0;
      }
    }
    return s == 0 ? NO_SYMBOLS : s;
  }

  private static long walked(Expression root) {
    ArrayDeque<Expression> open = new ArrayDeque<>();
    open.push(root);
    int turn = 0;
    while (true) {
      Interruption.check(++turn);
      Expression next = open.element();
      long s = known(next);
      if (s == 0) {
        s = combined(next, open);
      }
      if (s != 0) {
        open.pop();
        if (open.isEmpty()) {
          return s;
        }
      }
    }
  }

  /** Combines the signatures of the children; 0 if some have to be looked at before. */
  private static long combined(Expression expression, ArrayDeque<Expression> open) {
    long s = 0;
    int end = expression.size();
    SharedChildren shared = expression.knownFacts() instanceof WideFacts wide ? wide.shared : null;
    int from = shared == null ? 0 : expression.shared().from;
    SharedChildren.Signed signed = shared == null ? null : shared.signed();
    if (signed != null) {
      s = signed.signature();
      end = signed.from() - from;
    }
    boolean waits = false;
    Interruption.checkBefore(end);
    for (int i = 0; i < end; i++) {
      Atom child = expression.get(i);
      if (child instanceof Symbol symbol) {
        s |= symbol.signature();
      } else if (child instanceof Expression inner && inner.size() > 0) {
        long known = known(inner);
        if (known == 0) {
          waits = true;
          open.push(inner);
        } else {
          s |= known;
        }
      }
    }
    if (waits) {
      return 0;
    }
    long signature = s == 0 ? NO_SYMBOLS : s;
    if (shared != null) {
      shared.setSigned(from, signature);
    }
    expression.facts().signature = signature;
    return signature;
  }
}
