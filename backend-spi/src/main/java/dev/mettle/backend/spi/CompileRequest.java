package dev.mettle.backend.spi;

import dev.mettle.ir.function.IrFunction;
import java.lang.constant.ClassDesc;
import java.util.List;

/**
 * One function to compile, with everything that a backend may take into account.
 *
 * @param className the name that the class must have
 * @param function the function; it passed the verifier
 * @param entries the entries that the engine can use; {@link EntryKind.Generic} is among them, and
 *     a backend may leave out any of the others
 * @param profile what the interpreter saw when it ran the function
 * @param callees what can be known about the functions that it calls
 * @param natives the grounded operations that {@code call_native} names
 * @param limits how large the result may be
 */
public record CompileRequest(
    ClassDesc className,
    IrFunction function,
    List<EntryKind> entries,
    Profile profile,
    Callees callees,
    Natives natives,
    CompileLimits limits) {

  /** Copies the list. */
  public CompileRequest {
    entries = List.copyOf(entries);
  }
}
