package dev.mettle.ir.function;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BigIntegerAtom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the parts of an {@link IrFunction}. It checks nothing: that is the verifier's work.
 *
 * @since 1.0
 */
public final class FunctionBuilder {

  final String name;
  Optional<CallKey> key = Optional.empty();
  final List<Parameter> parameters = new ArrayList<>();
  OperandKind resultKind = OperandKind.ATOM;
  int localCount;
  final ConstantPool constants = new ConstantPool();
  final List<Instruction> code = new ArrayList<>();
  String source = "";
  final List<Integer> lines = new ArrayList<>();
  final Set<Assumption> assumptions = new LinkedHashSet<>();
  private final List<Integer> labels = new ArrayList<>();
  private int line;

  /** A place in the code that may not be known yet. */
  public record Label(int number) {}

  private FunctionBuilder(String name) {
    this.name = name;
  }

  /** A builder of a function with this name. */
  public static FunctionBuilder named(String name) {
    return new FunctionBuilder(name);
  }

  /** A builder that starts with everything that {@code function} has but its code. */
  public static FunctionBuilder copyOfFrame(IrFunction function) {
    FunctionBuilder copy = named(function.name());
    copy.key = function.key();
    copy.parameters.addAll(function.parameters());
    copy.resultKind = function.resultKind();
    copy.localCount = function.localCount();
    function.constants().forEach(copy.constants::append);
    copy.source = function.source();
    copy.assumptions.addAll(function.assumptions());
    return copy;
  }

  /** Says which calls the function is the code of. */
  public FunctionBuilder key(CallKey callKey) {
    key = Optional.of(callKey);
    return this;
  }

  /** Adds a parameter. All parameters come before the other locals. */
  public FunctionBuilder parameter(String parameterName, OperandKind kind) {
    parameters.add(new Parameter(parameterName, kind));
    localCount++;
    return this;
  }

  /** Adds a local and gives its index. */
  public int newLocal() {
    return localCount++;
  }

  /** The number of locals so far, parameters included. */
  public int localCount() {
    return localCount;
  }

  /** Sets the number of locals, parameters included. */
  public FunctionBuilder locals(int count) {
    localCount = count;
    return this;
  }

  /** Says what the function returns. */
  public FunctionBuilder result(OperandKind kind) {
    resultKind = kind;
    return this;
  }

  /** Names the text that the function was written in. */
  public FunctionBuilder source(String sourceName) {
    source = sourceName;
    return this;
  }

  /** Sets the line of the instructions that follow; 0 for unknown. */
  public FunctionBuilder line(int lineNumber) {
    line = lineNumber;
    return this;
  }

  /** Records something that the function relies on. */
  public FunctionBuilder assume(Assumption assumption) {
    assumptions.add(assumption);
    return this;
  }

  /** The index of a constant; constants that no program can tell apart share one. */
  public int constant(Atom atom) {
    return constants.indexOf(atom);
  }

  /** Appends a constant even if the pool has one like it, so that a pool can be read back. */
  public FunctionBuilder appendConstant(Atom atom) {
    constants.append(atom);
    return this;
  }

  /** The offset of the next instruction. */
  public int offset() {
    return code.size();
  }

  /** Appends an instruction. */
  public FunctionBuilder add(Instruction instruction) {
    code.add(instruction);
    lines.add(line);
    return this;
  }

  /** Appends an instruction. */
  public FunctionBuilder emit(Opcode opcode, long... immediates) {
    return add(Instruction.of(opcode, immediates));
  }

  /** Appends the shortest instruction that pushes {@code atom} as it is. */
  public FunctionBuilder push(Atom atom) {
    return switch (atom) {
      case LongAtom n ->
          n.value() == (int) n.value()
              ? emit(Opcode.PUSH_LONG_SMALL, n.value())
              : emit(Opcode.PUSH_LONG, n.value());
      case BoolAtom b -> emit(b.value() ? Opcode.PUSH_TRUE : Opcode.PUSH_FALSE);
      case Expression e when e.size() == 0 -> emit(Opcode.PUSH_UNIT);
      case Expression e -> emit(Opcode.PUSH_CONSTANT, constant(e));
      case BigIntegerAtom n -> emit(Opcode.PUSH_CONSTANT, constant(n));
      case DoubleAtom n -> emit(Opcode.PUSH_CONSTANT, constant(n));
      case StringAtom s -> emit(Opcode.PUSH_CONSTANT, constant(s));
      case Symbol s -> emit(Opcode.PUSH_CONSTANT, constant(s));
      case Variable v -> emit(Opcode.PUSH_CONSTANT, constant(v));
      case GroundedValue g -> emit(Opcode.PUSH_CONSTANT, constant(g));
    };
  }

  /** A label that is not placed yet. */
  public Label newLabel() {
    labels.add(-1);
    return new Label(labels.size() - 1);
  }

  /** Places a label before the next instruction. */
  public FunctionBuilder place(Label label) {
    labels.set(label.number(), code.size());
    return this;
  }

  /**
   * The number that stands for a label in an instruction given to this builder, until {@link
   * #build} puts the label's place there. It is negative, unlike any offset.
   */
  public static long targetOf(Label label) {
    return -1L - label.number();
  }

  /** Appends an instruction whose targets are labels and whose other immediates come first. */
  public FunctionBuilder emitTo(Opcode opcode, List<Label> targets, long... others) {
    long[] immediates = Arrays.copyOf(others, others.length + targets.size());
    for (int i = 0; i < targets.size(); i++) {
      immediates[others.length + i] = targetOf(targets.get(i));
    }
    return emit(opcode, immediates);
  }

  /**
   * The function.
   *
   * @throws IllegalStateException if a label was used and never placed
   */
  public IrFunction build() {
    if (!labels.isEmpty()) {
      code.replaceAll(this::resolve);
    }
    return new IrFunction(
        name,
        key,
        parameters,
        resultKind,
        localCount,
        constants.atoms(),
        code,
        source,
        lines.stream().mapToInt(Integer::intValue).toArray(),
        assumptions);
  }

  private Instruction resolve(Instruction instruction) {
    int n = instruction.immediateCount();
    long[] immediates = new long[n];
    for (int i = 0; i < n; i++) {
      long immediate = instruction.longImmediate(i);
      if (immediate < 0 && instruction.kind(i).isTarget()) {
        immediate = labels.get((int) (-1 - immediate));
        if (immediate < 0) {
          throw new IllegalStateException("a label of " + name + " was never placed");
        }
      }
      immediates[i] = immediate;
    }
    return Instruction.of(instruction.opcode(), immediates);
  }
}
