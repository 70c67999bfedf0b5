package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomNote;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.space.RuleCode;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Where an error comes from: the rule that made it, and those of the calls that it has ended since,
 * the innermost first. It is noted on the error itself, which gets longer by a rule where a call
 * ends because of it; so it costs nothing where there are no errors, and a few nanoseconds for each
 * call that one ends. What is stored loses it.
 *
 * <p>All calls in last place are left out, since nothing waits for them.
 */
public final class ErrorOrigin implements AtomNote {

  /** How many calls are noted. */
  public static final int MOST = 8;

  /** How many parts of an atom that is stored are looked at. */
  private static final int PARTS = 1000;

  private static final ErrorOrigin UNKNOWN = new ErrorOrigin(RuleCode.NONE, 0, false, null, null);

  /** Whether there may be any. */
  private static volatile boolean used;

  private final RuleCode code;
  private final int place;
  private final boolean isWritten;
  private final @Nullable Atom called;
  private final @Nullable ErrorOrigin inner;
  private final int calls;

  private ErrorOrigin(
      RuleCode code,
      int place,
      boolean isWritten,
      @Nullable Atom called,
      @Nullable ErrorOrigin inner) {
    this.code = code;
    this.place = place;
    this.isWritten = isWritten;
    this.called = called;
    this.inner = inner;
    this.calls = inner == null ? 0 : inner.calls + 1;
  }

  // ---- what it says

  /** Whether it is known what made the error. */
  public boolean isKnown() {
    return this != UNKNOWN;
  }

  /** What is known of an error; null if nothing is. */
  public static @Nullable ErrorOrigin of(Atom error) {
    return error instanceof Expression e && e.origin() instanceof ErrorOrigin known ? known : null;
  }

  /** What made the error, or made a call that the error has ended. */
  public RuleCode code() {
    return code;
  }

  /** Where in that code. */
  public int place() {
    return place;
  }

  /** The line of the rule; 0 if it is not known, or if the code is one rule. */
  public int line() {
    return code.lineAt(place);
  }

  /** Whether the error stands in the rule as it is, and was not made by the engine. */
  public boolean isWritten() {
    return isWritten;
  }

  /** The call that the error has ended, or its head; null if it is not known. */
  public @Nullable Atom called() {
    return called;
  }

  /** What was noted before; null if the error was made here. */
  public @Nullable ErrorOrigin inner() {
    return inner;
  }

  /** How many calls were noted; one more than {@link #MOST} if there were more. */
  public int calls() {
    return calls;
  }

  // ---- making

  /** An error that what runs now has made, if it is one that nobody knows yet. */
  public static Atom made(Atom error, Running running) {
    return made(error, running.running(), running.runningAt());
  }

  /** The same where it is not known whether a call has made the error or handed it on. */
  public static Atom madeBy(Expression call, Atom error, Running running) {
    return error instanceof Expression e
            && Symbols.isError(e)
            && e.size() > 1
            && isAbout(call, e.get(1))
        ? made(error, running)
        : error;
  }

  /** Whether an error about {@code subject} is about a call, or one that the call was given. */
  private static boolean isAbout(Expression call, Atom subject) {
    boolean isSame = subject instanceof Expression e && e.size() == call.size();
    for (int i = 0; i < Math.min(call.size(), MOST); i++) {
      Atom child = call.get(i);
      if (child == subject) {
        return true;
      }
      isSame = isSame && ((Expression) subject).get(i) == child;
    }
    return isSame;
  }

  /** An error that a call of a rule has made, if it is one that nobody knows yet. */
  public static Atom made(Atom error, RuleCode code, int place) {
    return begun(error, code, place, false);
  }

  /** An error that stands in the rule that runs now. */
  public static Atom written(Atom error, Running running) {
    return written(error, running.running(), running.runningAt());
  }

  /** An error that stands in a rule. */
  public static Atom written(Atom error, RuleCode code, int place) {
    return begun(error, code, place, true);
  }

  private static Atom begun(Atom error, RuleCode code, int place, boolean isWritten) {
    if (!Symbols.isError(error) || of(error) != null) {
      return error;
    }
    used = true;
    return ((Expression) error).withOrigin(new ErrorOrigin(code, place, isWritten, null, null));
  }

  /**
   * An error that has ended a call of the rule that runs now.
   *
   * @param called the call, or its head
   */
  public static Atom passed(Atom error, Running running, Atom called) {
    return passed(error, running.running(), running.runningAt(), called);
  }

  /** An error that has ended a call of a rule. */
  public static Atom passed(Atom error, RuleCode code, int place, @Nullable Atom called) {
    ErrorOrigin known = of(error);
    ErrorOrigin before = known == null ? UNKNOWN : known;
    if (before.calls > MOST || code == RuleCode.NONE) {
      return error;
    }
    if (before.calls > 0 && before.code == code && before.line() == code.lineAt(place)) {
      return error;
    }
    used = true;
    return ((Expression) error).withOrigin(new ErrorOrigin(code, place, false, called, before));
  }

  /** An error that was rebuilt, with other variables for example. */
  public static Atom handedOn(Atom before, Atom after) {
    ErrorOrigin known = after == before ? null : of(before);
    return known == null || !(after instanceof Expression e) ? after : e.withOrigin(known);
  }

  /** Forgets what is known of the errors in an atom that is stored. */
  public static Atom forgotten(Atom stored) {
    if (!used || !(stored instanceof Expression root)) {
      return stored;
    }
    if (isFlat(root)) {
      root.dropOrigin();
      return stored;
    }
    ArrayDeque<Expression> parts = new ArrayDeque<>();
    parts.add(root);
    int seen = 0;
    for (Expression part = parts.poll(); part != null; part = parts.poll()) {
      part.dropOrigin();
      for (int i = 0; i < part.size() && seen < PARTS; i++, seen++) {
        if (part.get(i) instanceof Expression inner) {
          parts.add(inner);
        }
      }
    }
    return stored;
  }

  /** Most of what is stored is, and needs no list of parts. */
  private static boolean isFlat(Expression root) {
    for (int i = 0; i < root.size(); i++) {
      if (root.get(i) instanceof Expression) {
        return false;
      }
    }
    return true;
  }
}
