package dev.mettle.frontend.lower;

import dev.mettle.ir.opcode.Opcode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The opcodes of stage 1 and 2 that compute what pure operations of the library do. */
public final class OperationOpcodes {

  private static final Map<String, Opcode> BY_NAME = new HashMap<>();

  static {
    for (Opcode opcode : Opcode.values()) {
      if (opcode.stage() <= 2 && opcode.immediates().isEmpty()) {
        opcode.operation().ifPresent(name -> BY_NAME.put(name, opcode));
      }
    }
  }

  private OperationOpcodes() {}

  /** The opcode of the library operation of this name, if it has one. */
  public static Optional<Opcode> ofLibraryName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
