package dev.mettle.backend.jvm.assembler;

import dev.mettle.backend.spi.AtomArithmetic;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.opcode.Opcode;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Straight code of one function in which all values are references: the generic rules, for backends
 * by hand that have no lanes. Parameters and operands lie in locals of the method, so that the code
 * can leave at any instruction with all of them.
 *
 * @since 1.0
 */
public final class ReferenceCode {

  /** Writes an instruction; false if the code does not go on behind it. */
  @FunctionalInterface
  public interface Writer {

    /** Writes the instruction that {@code code} is at. */
    boolean write(ReferenceCode code, Instruction instruction);
  }

  /** A class file has 16 bits for a line. */
  private static final int MAX_LINE = 0xFFFF;

  private static final ClassDesc ATOM = UnitClass.desc(Atom.class);
  private static final ClassDesc CONTEXT = UnitClass.desc(ProgramContext.class);
  private static final ClassDesc LAYOUT = UnitClass.desc(FrameLayout.class);
  private static final ClassDesc ARITHMETIC = UnitClass.desc(AtomArithmetic.class);

  private final UnitClass unit;
  private final UnitFunction function;
  private final CodeBuilder code;
  private final int parameters;
  private int offset;
  private int height;

  private ReferenceCode(UnitClass unit, UnitFunction function, CodeBuilder code) {
    this.unit = unit;
    this.function = function;
    this.code = code;
    this.parameters = function.function().parameterCount();
  }

  /** A class with the version that is wanted, its instructions written one after the other. */
  public static UnitOutcome compile(UnitRequest request, Writer writer) {
    UnitClass unit = new UnitClass(request);
    unit.method(
        "f",
        UnitClass.ENTRY,
        code ->
            new ReferenceCode(unit, request.functions().getFirst(), code)
                .write(request.wanted(), writer));
    return unit.finish(
        List.of(new UnitOutcome.Entry(request.wanted(), Lane.REFERENCE, false, "f")), List.of());
  }

  private void write(Version version, Writer writer) {
    List<Lane> lanes = version.lanes();
    for (int i = 0; i < parameters; i++) {
      if (i == lanes.size() && version.expected().isPresent()) {
        unit.push(code, version.expected().get(), ATOM);
      } else {
        code.aload(0).loadConstant(i);
        fetch(i < lanes.size() ? lanes.get(i) : Lane.REFERENCE);
      }
      code.astore(1 + i);
    }
    List<Instruction> instructions = function.function().code();
    boolean on = true;
    for (offset = 0; on; offset++) {
      int line = function.function().line(offset);
      if (line > 0 && line <= MAX_LINE) {
        code.lineNumber(line);
      }
      on = writer.write(this, instructions.get(offset));
    }
  }

  private void fetch(Lane lane) {
    switch (lane) {
      case LONG -> fetch("longArgument", ConstantDescs.CD_long, LongAtom.class);
      case DOUBLE -> fetch("doubleArgument", ConstantDescs.CD_double, DoubleAtom.class);
      case BOOLEAN -> {
        context("longArgument", ConstantDescs.CD_long);
        code.l2i();
        box(ConstantDescs.CD_boolean, BoolAtom.class);
      }
      case REFERENCE, OBJECT -> context("argument", ATOM);
    }
  }

  private void fetch(String name, ClassDesc type, Class<?> atom) {
    context(name, type);
    box(type, atom);
  }

  private void context(String name, ClassDesc result) {
    code.invokevirtual(CONTEXT, name, MethodTypeDesc.of(result, ConstantDescs.CD_int));
  }

  private void box(ClassDesc type, Class<?> atom) {
    code.invokestatic(UnitClass.desc(atom), "of", MethodTypeDesc.of(UnitClass.desc(atom), type));
  }

  /** For what is not here; references to operands are loaded by {@link #load}. */
  public CodeBuilder code() {
    return code;
  }

  // ------------------------------------------------------------------ operands

  /** Loads an operand onto the JVM's stack, 0 for the topmost. */
  public void load(int fromTop) {
    code.aload(operand(height - 1 - fromTop));
  }

  /** Makes an operand of what lies on the JVM's stack. */
  public void push() {
    code.astore(operand(height++));
  }

  private int operand(int at) {
    return 1 + parameters + at;
  }

  /** Pushes a parameter. */
  public void pushLocal(int local) {
    if (local >= parameters) {
      throw new IllegalArgumentException("local " + local + " is no parameter");
    }
    code.aload(1 + local);
    push();
  }

  /** Pushes what an instruction pushes that has a constant. */
  public void pushConstant(Instruction instruction) {
    Atom constant = function.function().constantPushedBy(instruction);
    unit.push(code, Objects.requireNonNull(constant, () -> instruction + " pushes none"), ATOM);
    push();
  }

  /** Moves, copies and drops operands, as the stack picture of an instruction says. */
  public void rearrange(Instruction instruction) {
    List<Integer> taken = new ArrayList<>();
    for (int i = instruction.pops(); i > 0; i--) {
      taken.add(operand(height - i));
    }
    List<Integer> left = instruction.opcode().picture().rearrange(taken, instruction.count());
    left.forEach(code::aload);
    height += left.size() - taken.size();
    for (int i = 0; i < left.size(); i++) {
      code.astore(operand(height - 1 - i));
    }
  }

  // ------------------------------------------------------------------ rules

  /** Computes a value by the kernel on atoms; leaves where only the interpreter knows it. */
  public void compute(Opcode opcode) {
    KernelTable.Function kernel =
        Objects.requireNonNull(KernelTable.of(opcode), () -> opcode + " computes nothing");
    boolean unary = kernel instanceof KernelTable.Unary;
    ClassDesc type = UnitClass.desc(unary ? KernelTable.Unary.class : KernelTable.Binary.class);
    unit.push(code, kernel, type);
    if (!unary) {
      load(1);
    }
    load(0);
    List<ClassDesc> operands = unary ? List.of(type, ATOM) : List.of(type, ATOM, ATOM);
    code.invokestatic(ARITHMETIC, "of", MethodTypeDesc.of(ATOM, operands));
    Label settled = code.newLabel();
    code.dup().astore(operand(height)).ifnonnull(settled);
    Label otherKind = code.newLabel();
    for (int i = 0; i < operands.size() - 1; i++) {
      load(i);
      code.instanceOf(UnitClass.desc(LongAtom.class)).ifeq(otherKind);
    }
    leave(LeaveReason.INTEGER_RANGE);
    code.labelBinding(otherKind);
    leave(LeaveReason.ARGUMENT_KIND);
    code.labelBinding(settled);
    code.aload(operand(height));
    height -= unary ? 1 : 2;
    push();
  }

  /** {@code jump_unless_kind}: leaves where it would jump. */
  public void leaveUnlessKind(Instruction instruction) {
    code.aload(0).aload(1 + instruction.immediate(0));
    leaveUnless("isOfKind", instruction.immediate(1), LeaveReason.ARGUMENT_KIND);
  }

  /** {@code jump_unless_admits}: leaves where it would jump. */
  public void leaveUnlessAdmits(Instruction instruction) {
    code.aload(0);
    load(0);
    leaveUnless("admits", instruction.immediate(0), LeaveReason.EXPECTED_TYPE);
    height--;
  }

  private void leaveUnless(String question, int constant, LeaveReason reason) {
    Label yes = code.newLabel();
    unit.push(code, function.function().constant(constant), ATOM);
    code.invokevirtual(CONTEXT, question, MethodTypeDesc.of(ConstantDescs.CD_boolean, ATOM, ATOM));
    code.ifne(yes);
    leave(reason);
    code.labelBinding(yes);
  }

  // ------------------------------------------------------------------ the end

  /** Returns the topmost operand. */
  public void give() {
    code.aload(0);
    load(0);
    code.invokevirtual(CONTEXT, "give", MethodTypeDesc.of(ConstantDescs.CD_void, ATOM)).return_();
  }

  /** Leaves with all parameters and operands; the interpreter runs the instruction. */
  public void leave(LeaveReason reason) {
    List<FrameLayout.Slot> slots = new ArrayList<>();
    for (int i = 0; i < parameters; i++) {
      slots.add(new FrameLayout.Slot(true, i, Lane.REFERENCE));
    }
    for (int i = 0; i < height; i++) {
      slots.add(new FrameLayout.Slot(false, i, Lane.REFERENCE));
    }
    code.aload(0);
    unit.push(code, new FrameLayout(function.code(), offset, false, reason, slots), LAYOUT);
    code.iconst_0().newarray(TypeKind.LONG);
    code.loadConstant(slots.size()).anewarray(ConstantDescs.CD_Object);
    for (int i = 0; i < slots.size(); i++) {
      code.dup().loadConstant(i).aload(1 + i).aastore();
    }
    ClassDesc longs = ConstantDescs.CD_long.arrayType();
    ClassDesc objects = ConstantDescs.CD_Object.arrayType();
    code.invokevirtual(CONTEXT, "leave", MethodTypeDesc.of(ATOM, LAYOUT, longs, objects));
    code.pop().return_();
  }
}
