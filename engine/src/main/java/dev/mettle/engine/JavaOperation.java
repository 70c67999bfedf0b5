package dev.mettle.engine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.operation.ControlOperation;
import dev.mettle.vm.operation.FunctionTypes;
import dev.mettle.vm.operation.Operation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes operations of Java code. */
final class JavaOperation {

  private JavaOperation() {}

  /** The operation that {@code body} computes. */
  static Operation of(String name, Atom type, OperationBody body) {
    return new ControlOperation(
        name, type, (machine, call, frame) -> call(body, machine, call, frame));
  }

  /** The operation that {@code body} computes, typed by the classes of its arguments and result. */
  static Operation typed(String name, OperationBody body, Class<?> result, Class<?>... arguments) {
    Atom[] types = new Atom[arguments.length + 1];
    for (int i = 0; i < arguments.length; i++) {
      types[i] = typeOf(arguments[i]);
    }
    types[arguments.length] = typeOf(result);
    return of(name, FunctionTypes.arrow(types), body);
  }

  /** The operation that {@code handle} computes, typed as the handle is. */
  static Operation of(String name, MethodHandle handle) {
    MethodType type = handle.type();
    int count = type.parameterCount();
    Atom[] types = new Atom[count + 1];
    for (int i = 0; i < count; i++) {
      types[i] = typeOf(type.parameterType(i));
    }
    types[count] = type.returnType() == void.class ? FunctionTypes.UNIT : typeOf(type.returnType());
    MethodHandle spread =
        handle.asFixedArity().asType(type.generic()).asSpreader(Object[].class, count);
    return of(name, FunctionTypes.arrow(types), arguments -> invoke(spread, type, arguments));
  }

  private static @Nullable Object invoke(MethodHandle spread, MethodType type, Arguments arguments)
      throws Exception {
    Object[] values = new Object[type.parameterCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments.get(i, type.parameterType(i));
    }
    try {
      return spread.invoke(values);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** The type of the atoms that values of a class become. */
  static Atom typeOf(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return Symbols.BOOL;
    }
    if (type == String.class || type == char.class || type == Character.class) {
      return Symbols.STRING;
    }
    boolean number =
        type.isPrimitive() && type != void.class
            || Number.class.isAssignableFrom(type) && type.getName().startsWith("java.lang.")
            || type == BigInteger.class;
    return number ? Symbols.NUMBER : Symbols.UNDEFINED;
  }

  private static void call(OperationBody body, Machine machine, Expression call, Frame frame) {
    Object result;
    try {
      result = body.call(new Arguments(call));
    } catch (Exception e) {
      machine.returnValue(failure(call, e), frame);
      return;
    }
    Iterator<?> several = several(result);
    if (several != null) {
      new Remaining(several, call, frame).first(machine);
    } else {
      machine.returnValue(atom(machine, call, result), frame);
    }
  }

  /** The results, if there are several or perhaps none. */
  private static @Nullable Iterator<?> several(@Nullable Object result) {
    return switch (result) {
      case Stream<?> s -> s.iterator();
      case Iterator<?> i -> i;
      case Results r -> r.iterator();
      case Optional<?> o -> o.stream().iterator();
      case null, default -> null;
    };
  }

  private static Atom atom(Machine machine, Expression call, @Nullable Object result) {
    if (result == null) {
      return Expression.EMPTY;
    }
    try {
      Atom atom = Values.toAtom(result);
      Ownership.check(atom, machine.view().clock());
      return atom;
    } catch (RuntimeException e) {
      return failure(call, e);
    }
  }

  private static Atom failure(Expression call, Exception e) {
    if (e instanceof Arguments.NotReducible) {
      return Symbols.NOT_REDUCIBLE;
    }
    if (e instanceof RunStoppedException stopped) {
      throw stopped;
    }
    if (e instanceof ErrorResultException result) {
      return result.error();
    }
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    if (Thread.currentThread().isInterrupted()) {
      CancellationException stopped = new CancellationException("an operation was interrupted");
      stopped.initCause(e);
      throw stopped;
    }
    return Errors.of(call, e instanceof OperationException error ? error.text() : e.toString());
  }

  /** Results of an operation that are still to be taken; nothing is taken ahead. */
  private static final class Remaining extends ChoicePoint {
    private final Iterator<?> results;
    private final Expression call;
    private final Frame frame;

    Remaining(Iterator<?> results, Expression call, Frame frame) {
      this.results = results;
      this.call = call;
      this.frame = frame;
    }

    void first(Machine machine) {
      machine.pushChoice(this);
      retry(machine);
    }

    @Override
    protected void retry(Machine machine) {
      Atom next;
      try {
        if (!results.hasNext()) {
          machine.popChoice();
          machine.fail();
          return;
        }
        next = atom(machine, call, results.next());
      } catch (RuntimeException e) {
        machine.popChoice();
        next = failure(call, e);
      }
      machine.returnValue(next, frame);
    }
  }
}
