package dev.mettle.vm.code.link;

import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.operation.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The library's operations behind the opcodes that have a kernel. */
public final class KernelMeaning {

  private final Map<String, Operation> byName = new HashMap<>();
  private final Supplier<List<Operation>> extensions;

  /**
   * The meanings that a library has.
   *
   * @param library the operations that every program knows
   * @param extensions those behind opcodes that are no words of every program; asked for when one
   *     is needed
   */
  public KernelMeaning(List<Operation> library, Supplier<List<Operation>> extensions) {
    this.extensions = extensions;
    for (Operation operation : library) {
      byName.put(operation.name(), operation);
    }
  }

  /** Whether an operation is the library's own, and not one that a program named alike. */
  boolean isOf(Operation operation) {
    return byName.get(operation.name()) == operation;
  }

  /** The head of an irreducible call of an opcode. */
  public Operation headOf(Opcode opcode) {
    String name = opcode.operation().orElse("");
    Operation known = byName.get(name);
    if (known != null) {
      return known;
    }
    for (Operation extension : extensions.get()) {
      if (extension.name().equals(name)) {
        byName.put(name, extension);
        return extension;
      }
    }
    throw new IllegalStateException("no operation of the library for " + opcode.mnemonic());
  }
}
