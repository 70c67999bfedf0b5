package dev.mettle.engine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import java.util.List;

/**
 * The arguments of a call of an operation that is written in Java, counted from 0. They are
 * evaluated as the operation's type demands.
 *
 * <p>An argument that has no value of the wanted kind, such as a variable where a number is wanted,
 * makes the call irreducible: it stays as it is, and the operation need not care.
 */
public final class Arguments {

  /** Thrown out of an operation's body when an argument is of another kind. */
  static final class NotReducible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NotReducible() {
      super("the call stays as it is", null, false, false);
    }
  }

  private final Expression call;

  Arguments(Expression call) {
    this.call = call;
  }

  /** Number of arguments. */
  public int size() {
    return call.size() - 1;
  }

  /** The arguments. */
  public List<Atom> atoms() {
    return List.of(call.toArray(1, call.size()));
  }

  /**
   * The argument as an atom.
   *
   * @throws OperationException if there are fewer arguments
   */
  public Atom get(int index) throws OperationException {
    if (index >= size()) {
      throw new OperationException("IncorrectNumberOfArguments");
    }
    return call.get(index + 1);
  }

  /**
   * The argument as a value of Java, as {@link Values#toJava(Atom, Class)} makes it.
   *
   * @throws OperationException if there are fewer arguments
   */
  public <T> T get(int index, Class<T> type) throws OperationException {
    T value = Values.convert(get(index), type);
    if (value == null) {
      throw new NotReducible();
    }
    return value;
  }

  /** The integer of 64 bits that the argument is. */
  public long getLong(int index) throws OperationException {
    return get(index, Long.class);
  }

  /** The float nearest to the number that the argument is. */
  public double getDouble(int index) throws OperationException {
    return get(index, Double.class);
  }

  /** The Bool value that the argument is. */
  public boolean getBoolean(int index) throws OperationException {
    return get(index, Boolean.class);
  }

  /** The string that the argument is. */
  public String getString(int index) throws OperationException {
    return get(index, String.class);
  }
}
