package dev.mettle.vm.tier;

import dev.mettle.backend.spi.EntryKind;
import dev.mettle.backend.spi.ExecutionContext;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.Unwinding;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.OperandKind;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/**
 * The code of a function as a backend compiled it and the JVM accepted it. Nothing but this object
 * holds the generated class, so that it is unloaded together with it.
 */
public final class CompiledCode {

  /**
   * A typed entry.
   *
   * @param kind its lanes
   * @param handle its method, with the context as its first parameter
   */
  public record TypedEntry(EntryKind.Typed kind, MethodHandle handle) {}

  private final String backend;
  private final MethodHandle generic;
  private final Optional<TypedEntry> typed;
  private final int classBytes;
  private final long nanos;
  private final List<Assumption> reliedOn;
  private final int[] unguarded;

  CompiledCode(
      String backend,
      IrFunction function,
      MethodHandle generic,
      Optional<TypedEntry> typed,
      int classBytes,
      long nanos,
      List<Assumption> reliedOn) {
    this.backend = backend;
    this.generic = generic;
    this.typed = typed;
    this.classBytes = classBytes;
    this.nanos = nanos;
    this.reliedOn = reliedOn;
    this.unguarded = unguarded(function, typed);
  }

  /** The parameters whose kinds the code itself does not prove by testing for a lane. */
  private static int[] unguarded(IrFunction function, Optional<TypedEntry> typed) {
    int[] indexes = new int[function.parameterCount()];
    int count = 0;
    for (int i = 0; i < indexes.length; i++) {
      OperandKind kind = function.parameters().get(i).kind();
      Lane lane = typed.isPresent() ? typed.get().kind().lanes().get(i) : Lane.REFERENCE;
      if (!proves(lane, kind)) {
        indexes[count++] = i;
      }
    }
    return java.util.Arrays.copyOf(indexes, count);
  }

  private static boolean proves(Lane lane, OperandKind kind) {
    return kind.includes(
        switch (lane) {
          case LONG -> OperandKind.INTEGER;
          case DOUBLE -> OperandKind.FLOAT;
          case BOOLEAN -> OperandKind.BOOL;
          case REFERENCE -> OperandKind.ATOM;
          case OBJECT -> OperandKind.ANYTHING;
        });
  }

  /** The id of the backend. */
  public String backend() {
    return backend;
  }

  /** The entry that takes any arguments; see {@link EntryKind.Generic}. */
  public MethodHandle generic() {
    return generic;
  }

  /** The typed entry, if the backend made one. */
  public Optional<TypedEntry> typed() {
    return typed;
  }

  /** Length of the class file. */
  public int classBytes() {
    return classBytes;
  }

  /** How long it took to generate and define the class. */
  public long nanos() {
    return nanos;
  }

  /** What must go on being true, besides what the function itself relies on. */
  public List<Assumption> reliedOn() {
    return reliedOn;
  }

  /** The parameters whose kinds the caller has to prove. */
  int[] unguarded() {
    return unguarded;
  }

  /**
   * Runs the code. The arguments are of the kinds that the function declares.
   *
   * @return the result, or {@link ExecutionContext#UNWINDING} if the code left; {@link
   *     TierContext#lastReason} then says why
   * @throws Throwable whatever the code throws
   */
  public Atom invoke(TierContext context, Atom[] arguments) throws Throwable {
    try {
      return (Atom)
          generic.invokeExact(
              (ExecutionContext) context, context.view(), (Atom) Symbols.UNDEFINED, arguments);
    } catch (Unwinding unwinding) {
      return ExecutionContext.UNWINDING;
    }
  }
}
