package dev.mettle.vm.code.link;

import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.library.ExtensionOperations;
import dev.mettle.vm.library.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The library's operations behind the opcodes that have a kernel. */
public final class KernelMeaning {

  private final Map<String, Operation> byName = new HashMap<>();

  public KernelMeaning(List<Operation> library) {
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
    // Those that are no words of every program.
    for (Operation extension : ExtensionOperations.all()) {
      if (extension.name().equals(name)) {
        byName.put(name, extension);
        return extension;
      }
    }
    throw new IllegalStateException("no operation of the library for " + opcode.mnemonic());
  }
}
