package dev.mettle.vm.machine;

import dev.mettle.ir.atom.AtomNote;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What is known of data that is built by filling its open end: all of its variables were bound but
 * one, which is younger than those. As long as none that is older than the end was bound since,
 * nothing but the value of the end is new. So data that is passed on while it grows is not walked
 * over at each step.
 */
public final class OpenEnd implements AtomNote {

  private final BindingLog log;
  private final long moment;
  private final long stamp;
  private final Variable end;

  private OpenEnd(BindingLog log, long moment, long stamp, Variable end) {
    this.log = log;
    this.moment = moment;
    this.stamp = stamp;
    this.end = end;
  }

  /**
   * The open end of an expression, if that is still known.
   *
   * @param stamp what else it depends on
   */
  public static @Nullable Variable of(Expression e, long stamp) {
    return e.typeCache() instanceof OpenEnd known
            && known.stamp == stamp
            && known.log.noneBoundSince(known.moment, known.end.serial())
        ? known.end
        : null;
  }

  /** Whether an expression has, or had, a known open end. */
  public static boolean isKept(Expression e) {
    return e.typeCache() instanceof OpenEnd;
  }

  /**
   * Remembers the open end of an expression.
   *
   * @param end the one unbound variable in it, which is younger than all that are bound
   */
  public static void keep(Expression e, Variable end, long stamp) {
    BindingLog log = BindingLog.current();
    if (log != null) {
      e.setTypeCache(new OpenEnd(log, log.watch(end.serial()), stamp, end));
    }
  }
}
