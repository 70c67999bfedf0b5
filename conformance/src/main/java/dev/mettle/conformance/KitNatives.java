package dev.mettle.conformance;

import dev.mettle.backend.spi.Natives;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.ir.kernel.NativeOperation;
import dev.mettle.ir.kernel.OutsideDomain;
import java.util.Optional;

/**
 * The operations that compiled code may call in the kit: one of the library, and one that shows how
 * many arguments arrived and in which order. Operations are known by their names alone.
 */
final class KitNatives implements Natives {

  static final KitNatives INSTANCE = new KitNatives();

  private KitNatives() {}

  @Override
  public Optional<NativeOperation> find(Symbol name, int arguments) {
    return switch (name.name()) {
      case "kit-list" -> Optional.of(stopping(KitNatives::list));
      case "sqrt-math" ->
          arguments == 1 ? Optional.of(stopping(KitNatives::squareRoot)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<Atom> operation(Symbol name) {
    return Optional.of(name);
  }

  private static NativeOperation stopping(NativeOperation body) {
    return arguments -> {
      for (Atom argument : arguments) {
        if (Kernels.stops(argument)) {
          return argument;
        }
      }
      return body.apply(arguments);
    };
  }

  private static Atom list(Atom[] arguments) {
    return Expression.of(arguments);
  }

  private static Atom squareRoot(Atom[] arguments) {
    return arguments[0] instanceof NumberAtom n
        ? DoubleAtom.of(Math.sqrt(n.doubleValue()))
        : OutsideDomain.error("sqrt-math expects one argument: number");
  }
}
