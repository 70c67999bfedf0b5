package dev.mettle.vm.operation;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.space.ChangeClock;

/** A cell whose content a program can change; its type is settled when it is made. */
public final class StateValue extends GroundedValue {

  /** The head of the types of cells. */
  public static final Symbol STATE_MONAD = Symbol.of("StateMonad");

  private final Expression type;
  private final ChangeClock clock;
  private Atom content;

  /**
   * A state of the type {@code (StateMonad contentType)}.
   *
   * @param content what it holds
   * @param contentType the type of all that it may hold
   * @param clock the clock of the engine that it belongs to
   */
  public StateValue(Atom content, Atom contentType, ChangeClock clock) {
    this.content = content;
    this.clock = clock;
    this.type = Expression.of(STATE_MONAD, contentType);
  }

  /** What the state holds now. */
  public Atom content() {
    return content;
  }

  /** Makes the state hold something else. */
  public void change(Atom newContent) {
    content = newContent;
  }

  @Override
  public Atom type() {
    return type;
  }

  /** It may hold a space of its engine, if not now then later. */
  @Override
  public boolean isShareable() {
    return false;
  }

  /**
   * Whether this is a state of an engine.
   *
   * @param engineClock the clock by which the engine counts its changes
   * @return whether that is the engine that made the state
   */
  public boolean belongsTo(ChangeClock engineClock) {
    return clock == engineClock;
  }

  @Override
  public String display() {
    return "(State " + content + ")";
  }

  @Override
  public void displayBeginning(StringBuilder out, int most) {
    out.append("(State ");
    AtomPrinter.printBeginning(content, out, most);
    out.append(')');
  }

  @Override
  public boolean sameValue(GroundedValue other) {
    return this == other
        || other instanceof StateValue state
            && type.equals(state.type)
            && content.equals(state.content);
  }

  @Override
  public boolean isStable() {
    return false;
  }

  /** The same for all states: the content may change while the state is the key of a table. */
  @Override
  public int hashCode() {
    return STATE_MONAD.hashCode();
  }
}
