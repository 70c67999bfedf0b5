package dev.mettle.conformance;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.ClassData;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.ir.kernel.OutsideDomain;
import dev.mettle.ir.opcode.Opcode;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The example of docs/writing-a-backend.md: the smallest backend that is of use. It compiles
 * functions that compute with their arguments, on references, by calls of the kernels. At
 * everything else its code leaves, and the interpreter goes on from that very instruction.
 */
final class SmallBackend implements Backend {

  /** A class file has 16 bits for a line. */
  private static final int MAX_LINE = 1 << 16;

  private static final ClassDesc ATOM = desc(Atom.class);
  private static final ClassDesc CONTEXT = desc(ProgramContext.class);
  private static final ClassDesc LAYOUT = desc(FrameLayout.class);
  private static final ClassDesc OBJECTS = CD_Object.arrayType();
  private static final MethodTypeDesc ENTRY = MethodTypeDesc.of(CD_void, CONTEXT);

  private static final Set<Opcode> OPCODES =
      EnumSet.of(
          Opcode.LOAD_LOCAL,
          Opcode.JUMP_UNLESS_KIND,
          Opcode.JUMP_UNLESS_ADMITS,
          Opcode.ADD,
          Opcode.SUB,
          Opcode.MUL,
          Opcode.RETURN);

  private static ClassDesc desc(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  @Override
  public BackendDescriptor descriptor() {
    return new BackendDescriptor("small", "1", new SpecVersion(1, 0), OPCODES, 0);
  }

  @Override
  public UnitOutcome compile(UnitRequest request) {
    Optional<Opcode> obstacle = obstacle(request.functions().getFirst());
    if (obstacle.isPresent()) {
      return new UnitOutcome.Declined(
          DeclineReason.NOT_WORTHWHILE, obstacle, "it does not begin with arithmetic");
    }
    List<Object> data = new ArrayList<>();
    byte[] bytes =
        ClassFile.of()
            .build(
                request.className(),
                type ->
                    type.with(SourceFileAttribute.of(source(request)))
                        .withField("DATA", OBJECTS, ClassFile.ACC_STATIC | ClassFile.ACC_FINAL)
                        .withMethodBody(
                            ConstantDescs.CLASS_INIT_NAME,
                            MethodTypeDesc.of(CD_void),
                            ClassFile.ACC_STATIC,
                            code -> takeData(code, request.className()))
                        .withMethodBody(
                            "f",
                            ENTRY,
                            ClassFile.ACC_STATIC,
                            code -> new Body(code, request, data).write()));
    UnitOutcome.Entry entry = new UnitOutcome.Entry(request.wanted(), Lane.REFERENCE, false, "f");
    return new UnitOutcome.Compiled(bytes, List.of(entry), List.of(), data);
  }

  private static String source(UnitRequest request) {
    return request.functions().getFirst().function().source();
  }

  /** The instruction that the code would leave at before it has computed anything. */
  private static Optional<Opcode> obstacle(UnitFunction function) {
    for (Instruction instruction : function.function().code()) {
      switch (instruction.opcode()) {
        case LOAD_LOCAL, JUMP_UNLESS_KIND, JUMP_UNLESS_ADMITS -> {}
        case ADD, SUB, MUL -> {
          return Optional.empty();
        }
        default -> {
          return Optional.of(instruction.opcode());
        }
      }
    }
    return Optional.empty();
  }

  private static void takeData(CodeBuilder code, ClassDesc owner) {
    ClassDesc lookup = desc(MethodHandles.Lookup.class);
    code.invokestatic(desc(MethodHandles.class), "lookup", MethodTypeDesc.of(lookup))
        .invokestatic(desc(ClassData.class), "take", MethodTypeDesc.of(OBJECTS, lookup))
        .putstatic(owner, "DATA", OBJECTS)
        .return_();
  }

  /** Locals of the method: the context, the parameters of the function, its operands. */
  private static final class Body {

    private final CodeBuilder code;
    private final UnitRequest request;
    private final UnitFunction function;
    private final List<Object> data;
    private final int parameters;
    private int height;

    Body(CodeBuilder code, UnitRequest request, List<Object> data) {
      this.code = code;
      this.request = request;
      this.function = request.functions().getFirst();
      this.data = data;
      this.parameters = function.function().parameterCount();
    }

    void write() {
      loadParameters();
      List<Instruction> instructions = function.function().code();
      int offset = 0;
      do {
        int line = function.function().line(offset);
        if (line > 0 && line < MAX_LINE) {
          code.lineNumber(line);
        }
        // Straight on, to the return or to where the code leaves for good.
      } while (translate(instructions.get(offset), offset++));
    }

    private void loadParameters() {
      List<Lane> lanes = request.wanted().lanes();
      for (int i = 0; i < parameters; i++) {
        if (i == lanes.size() && request.wanted().expected().isPresent()) {
          constant(request.wanted().expected().get(), ATOM);
        } else {
          code.aload(0).loadConstant(i);
          load(i < lanes.size() ? lanes.get(i) : Lane.REFERENCE);
        }
        code.astore(1 + i);
      }
    }

    private void load(Lane lane) {
      MethodTypeDesc word = MethodTypeDesc.of(CD_long, CD_int);
      switch (lane) {
        case LONG -> {
          code.invokevirtual(CONTEXT, "longArgument", word);
          code.invokestatic(desc(LongAtom.class), "of", of(LongAtom.class, CD_long));
        }
        case BOOLEAN -> {
          code.invokevirtual(CONTEXT, "longArgument", word).l2i();
          code.invokestatic(desc(BoolAtom.class), "of", of(BoolAtom.class, CD_boolean));
        }
        case DOUBLE -> {
          code.invokevirtual(CONTEXT, "doubleArgument", MethodTypeDesc.of(CD_double, CD_int));
          code.invokestatic(desc(DoubleAtom.class), "of", of(DoubleAtom.class, CD_double));
        }
        case REFERENCE, OBJECT ->
            code.invokevirtual(CONTEXT, "argument", MethodTypeDesc.of(ATOM, CD_int));
      }
    }

    private static MethodTypeDesc of(Class<?> result, ClassDesc parameter) {
      return MethodTypeDesc.of(desc(result), parameter);
    }

    /** Translates an instruction; false if the code does not go on behind it. */
    private boolean translate(Instruction instruction, int offset) {
      switch (instruction.opcode()) {
        case LOAD_LOCAL -> {
          if (instruction.immediate(0) >= parameters) {
            return leave(offset);
          }
          code.aload(1 + instruction.immediate(0)).astore(operand(height++));
        }
        case JUMP_UNLESS_KIND -> {
          code.aload(0).aload(1 + instruction.immediate(0));
          constant(function.function().constant(instruction.immediate(1)), ATOM);
          leaveUnless("isOfKind", offset);
        }
        case JUMP_UNLESS_ADMITS -> {
          code.aload(0).aload(operand(height - 1));
          constant(function.function().constant(instruction.immediate(0)), ATOM);
          leaveUnless("admits", offset);
          height--;
        }
        case ADD, SUB, MUL -> compute(instruction.opcode(), offset);
        case RETURN -> {
          code.aload(0).aload(operand(height - 1));
          code.invokevirtual(CONTEXT, "give", MethodTypeDesc.of(CD_void, ATOM)).return_();
          return false;
        }
        default -> {
          return leave(offset);
        }
      }
      return true;
    }

    private int operand(int at) {
      return 1 + parameters + at;
    }

    /** Calls the kernel; what is no value is for the interpreter, which has both operands. */
    private void compute(Opcode opcode, int offset) {
      KernelTable.Method kernel = KernelTable.generic(opcode).orElseThrow();
      int result = operand(height);
      Label outside = code.newLabel();
      Label value = code.newLabel();
      code.aload(operand(height - 2)).aload(operand(height - 1));
      code.invokestatic(
          desc(kernel.owner()), kernel.name(), MethodTypeDesc.ofDescriptor(kernel.descriptor()));
      code.dup().astore(result).instanceOf(desc(OutsideDomain.class)).ifne(outside);
      code.aload(result)
          .invokestatic(desc(Kernels.class), "stops", MethodTypeDesc.of(CD_boolean, ATOM))
          .ifeq(value);
      code.labelBinding(outside);
      leave(offset);
      code.labelBinding(value);
      code.aload(result).astore(operand(height - 2));
      height--;
    }

    private void leaveUnless(String question, int offset) {
      Label yes = code.newLabel();
      code.invokevirtual(CONTEXT, question, MethodTypeDesc.of(CD_boolean, ATOM, ATOM)).ifne(yes);
      leave(offset);
      code.labelBinding(yes);
    }

    /** Leaves with everything that there is; the interpreter runs the instruction. */
    private boolean leave(int offset) {
      List<FrameLayout.Slot> slots = new ArrayList<>();
      for (int i = 0; i < parameters; i++) {
        slots.add(new FrameLayout.Slot(true, i, Lane.REFERENCE));
      }
      for (int i = 0; i < height; i++) {
        slots.add(new FrameLayout.Slot(false, i, Lane.REFERENCE));
      }
      code.aload(0);
      constant(
          new FrameLayout(function.code(), offset, false, LeaveReason.NOT_COMPILED, slots), LAYOUT);
      code.iconst_0().newarray(java.lang.classfile.TypeKind.LONG);
      code.loadConstant(slots.size()).anewarray(CD_Object);
      for (int i = 0; i < slots.size(); i++) {
        code.dup().loadConstant(i).aload(1 + i).aastore();
      }
      code.invokevirtual(
              CONTEXT, "leave", MethodTypeDesc.of(ATOM, LAYOUT, CD_long.arrayType(), OBJECTS))
          .pop()
          .return_();
      return false;
    }

    private void constant(Object value, ClassDesc type) {
      code.getstatic(request.className(), "DATA", OBJECTS).loadConstant(data.size());
      code.aaload().checkcast(type);
      data.add(value);
    }
  }
}
