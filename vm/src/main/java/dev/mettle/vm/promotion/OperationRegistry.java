package dev.mettle.vm.promotion;

import dev.mettle.backend.spi.Natives;
import dev.mettle.frontend.lower.OperationMeaning;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.ir.kernel.NativeOperation;
import dev.mettle.ir.kernel.OutsideDomain;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.vm.library.OperationContext;
import dev.mettle.vm.library.ValueOperation;
import dev.mettle.vm.types.FunctionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The pure operations that lowered code uses, by name. An operation gets in when a program that is
 * lowered calls it; a name belongs to the first one that asks for it. Safe for several threads.
 */
final class OperationRegistry implements Natives {

  private record Known(ValueOperation operation, Optional<OperationMeaning> meaning) {}

  private final OperationContext context;
  private final Map<Symbol, Known> byName = new ConcurrentHashMap<>();

  OperationRegistry(OperationContext context) {
    this.context = context;
  }

  /** What an operation means to the compiler, if it is pure and its operands are plain values. */
  Optional<OperationMeaning> meaningOf(ValueOperation operation) {
    if (!operation.isPure()) {
      return Optional.empty();
    }
    Symbol name = Symbol.of(operation.name());
    Known known = byName.computeIfAbsent(name, n -> new Known(operation, meaning(n, operation)));
    return known.operation() == operation ? known.meaning() : Optional.empty();
  }

  /** The operation that code calls by this name. */
  Optional<ValueOperation> byName(Symbol name) {
    return Optional.ofNullable(byName.get(name)).map(Known::operation);
  }

  private static Optional<OperationMeaning> meaning(Symbol name, ValueOperation operation) {
    Optional<OperationMeaning> direct = OperationMeaning.ofLibraryName(name.name());
    if (direct.isPresent()) {
      return direct;
    }
    FunctionType type = operation.functionType();
    if (type == null) {
      return Optional.empty();
    }
    List<OperandKind> parameters = new ArrayList<>();
    for (int i = 0; i < type.arity(); i++) {
      OperandKind kind = kindOf(type.formal(i));
      if (kind == null) {
        return Optional.empty();
      }
      parameters.add(kind);
    }
    return Optional.ofNullable(kindOf(type.result()))
        .map(result -> new OperationMeaning.Native(name, parameters, result));
  }

  /** The kind whose values are those of a type; null for types of which that cannot be said. */
  private static @Nullable OperandKind kindOf(Atom type) {
    if (type == Symbols.NUMBER) {
      return OperandKind.NUMBER;
    }
    if (type == Symbols.BOOL) {
      return OperandKind.BOOL;
    }
    return type == Symbols.STRING ? OperandKind.STRING : null;
  }

  @Override
  public Optional<Atom> operation(Symbol name) {
    return Optional.ofNullable(byName.get(name)).map(Known::operation);
  }

  @Override
  public Optional<NativeOperation> find(Symbol name, int arguments) {
    Known known = byName.get(name);
    if (known == null) {
      return Optional.empty();
    }
    return known
        .meaning()
        .filter(meaning -> meaning.parameters().size() == arguments)
        .map(meaning -> call(known.operation()));
  }

  private NativeOperation call(ValueOperation operation) {
    return arguments -> {
      Atom[] children = new Atom[arguments.length + 1];
      children[0] = operation;
      for (int i = 0; i < arguments.length; i++) {
        if (Kernels.stops(arguments[i])) {
          return arguments[i];
        }
        children[i + 1] = arguments[i];
      }
      Atom result = operation.apply(Expression.owning(children), context);
      return result == Symbols.NOT_REDUCIBLE ? OutsideDomain.IRREDUCIBLE : result;
    };
  }
}
