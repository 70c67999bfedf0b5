package dev.mettle.frontend.lower;

import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a head means to the compiler if it is a pure operation with evaluated arguments. */
public sealed interface OperationMeaning {

  /** The name of the operation; what is assumed is that this name keeps its meaning. */
  Symbol name();

  /** What the arguments must be. */
  List<OperandKind> parameters();

  /** What a call gives. */
  OperandKind result();

  /** An operation that has an opcode of its own. */
  record Direct(Symbol name, Opcode opcode) implements OperationMeaning {

    @Override
    public List<OperandKind> parameters() {
      return opcode.picture().inputs().stream().map(operand -> operand.kind()).toList();
    }

    @Override
    public OperandKind result() {
      return opcode.picture().outputs().getFirst().kind();
    }

    /**
     * Whether the arguments must be of one type, whichever it is, as the type {@code (-> $t $t
     * Bool)} demands.
     */
    public boolean needsEqualTypes() {
      return parameters().stream().allMatch(kind -> kind == OperandKind.ATOM);
    }
  }

  /**
   * The meaning of the library operation of this name, if it is one with an opcode of stage 1 or 2.
   */
  static Optional<OperationMeaning> ofLibraryName(String name) {
    return Optional.ofNullable(DirectMeanings.BY_NAME.get(name));
  }

  /** Keeps the table from being built before it is needed. */
  final class DirectMeanings {
    private static final Map<String, OperationMeaning> BY_NAME = new HashMap<>();

    static {
      for (Opcode opcode : Opcode.values()) {
        if (opcode.stage() <= 2 && opcode.immediates().isEmpty()) {
          opcode
              .operation()
              .ifPresent(name -> BY_NAME.put(name, new Direct(Symbol.of(name), opcode)));
        }
      }
    }

    private DirectMeanings() {}
  }
}
