package dev.mettle.frontend.lower;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;

/** Ends lowering from within. */
final class DeclinedException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int MAX_DETAIL = 80;

  final DeclineReason reason;
  final String detail;

  DeclinedException(DeclineReason reason, Atom cause) {
    super(reason.description(), null, false, false);
    this.reason = reason;
    String text = AtomPrinter.print(cause);
    this.detail = text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL - 3) + "...";
  }
}
