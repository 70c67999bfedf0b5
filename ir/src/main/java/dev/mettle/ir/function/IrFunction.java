package dev.mettle.ir.function;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.opcode.OperandKind;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function of the IR: the code of one call key in one view, or of one top-level expression.
 * Immutable, and made by a {@link FunctionBuilder}. Only a verified function may be run.
 *
 * <p>An instruction's offset is its index in {@link #code}; targets are offsets.
 *
 * @since 1.0
 */
public final class IrFunction {

  private final String name;
  private final Optional<CallKey> key;
  private final List<Parameter> parameters;
  private final OperandKind resultKind;
  private final int localCount;
  private final List<Atom> constants;
  private final List<Instruction> code;
  private final String source;
  private final int[] lines;
  private final Set<Assumption> assumptions;

  IrFunction(
      String name,
      Optional<CallKey> key,
      List<Parameter> parameters,
      OperandKind resultKind,
      int localCount,
      List<Atom> constants,
      List<Instruction> code,
      String source,
      int[] lines,
      Set<Assumption> assumptions) {
    this.name = name;
    this.key = key;
    this.parameters = List.copyOf(parameters);
    this.resultKind = resultKind;
    this.localCount = localCount;
    this.constants = List.copyOf(constants);
    this.code = List.copyOf(code);
    this.source = source;
    this.lines = lines;
    this.assumptions =
        java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(assumptions));
  }

  /** The name for readers: that of the call key, or of the place of a top-level expression. */
  public String name() {
    return name;
  }

  /** Which calls this function is the code of; none for a top-level expression. */
  public Optional<CallKey> key() {
    return key;
  }

  /** The parameters; they are the first locals. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** How many parameters there are. */
  public int parameterCount() {
    return parameters.size();
  }

  /** What {@code return} gives; {@link OperandKind#ATOM} if nothing is known. */
  public OperandKind resultKind() {
    return resultKind;
  }

  /** How many locals there are, parameters included. */
  public int localCount() {
    return localCount;
  }

  /** The constant pool. */
  public List<Atom> constants() {
    return constants;
  }

  /** The constant at {@code index}. */
  public Atom constant(int index) {
    return constants.get(index);
  }

  /**
   * The atom that an instruction of this function pushes, whatever happens before it; null if the
   * instruction does anything else.
   */
  public @Nullable Atom constantPushedBy(Instruction instruction) {
    return switch (instruction.opcode().definition()) {
      case "True" -> BoolAtom.TRUE;
      case "False" -> BoolAtom.FALSE;
      case "()" -> Expression.EMPTY;
      case "$small", "$long" -> LongAtom.of(instruction.longImmediate(0));
      case "$const" -> constants.get(instruction.immediate(0));
      default -> null;
    };
  }

  /** The instructions. */
  public List<Instruction> code() {
    return code;
  }

  /** The offsets that some instruction may go to besides the next one. */
  public BitSet targets() {
    BitSet targets = new BitSet(code.size());
    for (Instruction instruction : code) {
      for (int i = 0; i < instruction.immediateCount(); i++) {
        if (instruction.kind(i).isTarget()) {
          targets.set(instruction.immediate(i));
        }
      }
    }
    return targets;
  }

  /** The name of the text that this function was written in; empty if unknown. */
  public String source() {
    return source;
  }

  /** The line of the instruction at {@code offset} in the source, from 1; 0 if unknown. */
  public int line(int offset) {
    return lines[offset];
  }

  /** What must go on being true for this function to be the right code. */
  public Set<Assumption> assumptions() {
    return assumptions;
  }

  /** The highest stage of any opcode in the code. */
  public int stage() {
    int stage = 1;
    for (Instruction instruction : code) {
      stage = Math.max(stage, instruction.opcode().stage());
    }
    return stage;
  }

  /** The head line of the text form. */
  @Override
  public String toString() {
    return name + "/" + parameters.size() + " [" + code.size() + " instructions]";
  }
}
