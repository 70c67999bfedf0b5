package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomNote;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Expression.TailFact;
import dev.mettle.ir.atom.TailFactKind;
import dev.mettle.ir.atom.Variable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an expression with variables as long as all of them are unbound, first of all
 * that they are. Large expressions carry such facts, so that what was built upon them need not be
 * walked over again down to the leaves: structures with variables are then as cheap to build and to
 * pass on as ground ones.
 *
 * <p>The facts hold until one of the variables that there were when they were found is bound.
 */
public final class OpenFacts implements AtomNote {

  private final BindingLog log;
  private final long moment;
  private final long serial;
  private final boolean variableHead;
  private @Nullable AtomNote types;

  private OpenFacts(BindingLog log, long serial, long moment, boolean variableHead) {
    this.log = log;
    this.serial = serial;
    this.moment = moment;
    this.variableHead = variableHead;
  }

  /** The facts of an expression with variables, if it has any that hold. */
  public static @Nullable OpenFacts of(Expression e) {
    if (e.typeCache() instanceof OpenFacts facts) {
      return facts.hold() ? facts : null;
    }
    return e.keepsTailFacts() && unboundFrom(e) == 0 ? ofTail(e) : null;
  }

  /** The facts of a tuple that is the tail of one with facts that hold. */
  private static OpenFacts ofTail(Expression e) {
    OpenFacts whole = (OpenFacts) Objects.requireNonNull(e.tailFact(TailFactKind.UNBOUND)).fact();
    OpenFacts facts = new OpenFacts(whole.log, whole.serial, whole.moment, hasVariableHead(e));
    e.setTypeCache(facts);
    return facts;
  }

  /** The index of the first child of a large tuple behind which no variable is bound. */
  static int unboundFrom(Expression e) {
    TailFact fact = e.tailFact(TailFactKind.UNBOUND);
    return fact != null && fact.fact() instanceof OpenFacts facts && facts.hold()
        ? e.indexOf(fact)
        : e.size();
  }

  /** Whether an expression has, or had, such facts. */
  static boolean areKept(Expression e) {
    return e.typeCache() instanceof OpenFacts;
  }

  /** Begins to keep facts of an expression with variables, all of which are unbound. */
  static void begin(Expression e, BindingLog log) {
    long serial = Variable.nextSerial();
    OpenFacts facts = new OpenFacts(log, serial, log.watch(serial), hasVariableHead(e));
    e.setTypeCache(facts);
    if (e.keepsTailFacts()) {
      e.setTailFact(TailFactKind.UNBOUND, 0, facts);
    }
  }

  private static boolean hasVariableHead(Expression e) {
    Atom head = e.get(0);
    return head instanceof Expression inner
        ? Terms.hasVariableHead(inner)
        : head instanceof Variable;
  }

  /** Whether no variable in the expression was bound since. */
  public boolean hold() {
    return log.noneBoundSince(moment, serial);
  }

  /** Whether {@code variable} is so young that it cannot occur in the expression. */
  boolean areOlderThan(Variable variable) {
    return variable.serial() >= serial;
  }

  /**
   * Whether no variable that is equal to {@code variable} can occur in the expression. A numbered
   * one and its copies are younger than the number.
   */
  boolean areOlderThanCopiesOf(Variable variable) {
    return variable.number() >= serial;
  }

  /** Whether it is a variable that the expression calls. */
  boolean hasVariableHead() {
    return variableHead;
  }

  /** What is remembered about the types of the expression; opaque here. */
  public @Nullable AtomNote types() {
    return types;
  }

  /** Remembers something about the types of the expression. */
  public void setTypes(@Nullable AtomNote found) {
    types = found;
  }
}
