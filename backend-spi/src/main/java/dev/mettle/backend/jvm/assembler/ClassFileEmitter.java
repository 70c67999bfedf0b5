package dev.mettle.backend.jvm.assembler;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.JvmField;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmMethod;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes code with the JDK's own library: a whole emitter without any other. {@link #classFile} has
 * all that a backend on it needs; subclasses write some instructions in another way.
 *
 * @since 1.0
 */
public class ClassFileEmitter implements JvmEmitter {

  private final CodeBuilder code;
  private final Label[] labels;

  /**
   * An emitter of one method.
   *
   * @param code where the library takes the instructions
   * @param labelCount see {@link JvmMethod#labelCount}
   */
  public ClassFileEmitter(CodeBuilder code, int labelCount) {
    this.code = code;
    this.labels = new Label[labelCount];
    for (int i = 0; i < labelCount; i++) {
      labels[i] = code.newLabel();
    }
  }

  /** Makes the emitter of one method. */
  @FunctionalInterface
  public interface Factory {

    /** An emitter that writes to {@code code}, for a method of so many labels. */
    JvmEmitter emitter(CodeBuilder code, int labelCount);
  }

  /** A class file, each method written by an emitter of its own. */
  public static byte[] classFile(JvmClass type, Factory emitters) {
    // The library works out the frames itself, and asks which classes extend which.
    ClassHierarchyResolver classes =
        ClassHierarchyResolver.ofClassLoading(
            Objects.requireNonNull(ClassFileEmitter.class.getClassLoader()));
    return ClassFile.of(ClassHierarchyResolverOption.of(classes))
        .build(
            type.name(),
            builder -> {
              builder.withFlags(JvmClass.CLASS_FLAGS);
              if (!type.sourceFile().isEmpty()) {
                builder.with(SourceFileAttribute.of(type.sourceFile()));
              }
              for (JvmField field : type.fields()) {
                builder.withField(field.name(), field.type(), JvmClass.FIELD_FLAGS);
              }
              for (JvmMethod method : type.methods()) {
                builder.withMethodBody(
                    method.name(),
                    method.type(),
                    JvmClass.METHOD_FLAGS,
                    code -> method.writeTo(emitters.emitter(code, method.labelCount())));
              }
            });
  }

  private Label label(JvmLabel label) {
    return labels[label.number()];
  }

  @Override
  public void op(JvmOp op) {
    switch (op) {
      case ACONST_NULL -> code.aconst_null();
      case AALOAD -> code.aaload();
      case AASTORE -> code.aastore();
      case LASTORE -> code.lastore();
      case ARRAYLENGTH -> code.arraylength();
      case POP -> code.pop();
      case POP2 -> code.pop2();
      case DUP -> code.dup();
      case DUP2 -> code.dup2();
      case SWAP -> code.swap();
      case LADD -> code.ladd();
      case LSUB -> code.lsub();
      case LMUL -> code.lmul();
      case LDIV -> code.ldiv();
      case LREM -> code.lrem();
      case LNEG -> code.lneg();
      case DADD -> code.dadd();
      case DSUB -> code.dsub();
      case DMUL -> code.dmul();
      case DDIV -> code.ddiv();
      case DREM -> code.drem();
      case DNEG -> code.dneg();
      case IADD -> code.iadd();
      case ISUB -> code.isub();
      case IAND -> code.iand();
      case IOR -> code.ior();
      case IXOR -> code.ixor();
      case I2L -> code.i2l();
      case L2I -> code.l2i();
      case L2D -> code.l2d();
      case LCMP -> code.lcmp();
      case DCMPL -> code.dcmpl();
      case DCMPG -> code.dcmpg();
      case IRETURN -> code.ireturn();
      case LRETURN -> code.lreturn();
      case DRETURN -> code.dreturn();
      case ARETURN -> code.areturn();
      case RETURN -> code.return_();
      case ATHROW -> code.athrow();
    }
  }

  @Override
  public void pushInt(int value) {
    code.loadConstant(value);
  }

  @Override
  public void pushLong(long value) {
    code.loadConstant(value);
  }

  @Override
  public void pushDouble(double value) {
    long bits = Double.doubleToRawLongBits(value);
    if (bits == Double.doubleToLongBits(value)) {
      code.loadConstant(value);
    } else {
      // The library's constants have one NaN only.
      code.loadConstant(bits)
          .invokestatic(
              ConstantDescs.CD_Double,
              "longBitsToDouble",
              MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_long));
    }
  }

  @Override
  public void pushString(String value) {
    code.loadConstant(value);
  }

  private static TypeKind kind(JvmType type) {
    return switch (type) {
      case INT -> TypeKind.INT;
      case LONG -> TypeKind.LONG;
      case DOUBLE -> TypeKind.DOUBLE;
      case REFERENCE -> TypeKind.REFERENCE;
    };
  }

  @Override
  public void load(JvmType type, int slot) {
    code.loadLocal(kind(type), slot);
  }

  @Override
  public void store(JvmType type, int slot) {
    code.storeLocal(kind(type), slot);
  }

  @Override
  public void increment(int slot, int delta) {
    code.iinc(slot, delta);
  }

  @Override
  public void getStatic(ClassDesc owner, String name, ClassDesc type) {
    code.getstatic(owner, name, type);
  }

  @Override
  public void putStatic(ClassDesc owner, String name, ClassDesc type) {
    code.putstatic(owner, name, type);
  }

  @Override
  public void invokeStatic(ClassDesc owner, String name, MethodTypeDesc type) {
    code.invokestatic(owner, name, type);
  }

  @Override
  public void invokeVirtual(ClassDesc owner, String name, MethodTypeDesc type) {
    code.invokevirtual(owner, name, type);
  }

  @Override
  public void invokeInterface(ClassDesc owner, String name, MethodTypeDesc type) {
    code.invokeinterface(owner, name, type);
  }

  @Override
  public void invokeConstructor(ClassDesc owner, MethodTypeDesc type) {
    code.invokespecial(owner, "<init>", type);
  }

  @Override
  public void invokeDynamic(
      DirectMethodHandleDesc bootstrap,
      String name,
      MethodTypeDesc type,
      List<ConstantDesc> arguments) {
    code.invokedynamic(
        DynamicCallSiteDesc.of(bootstrap, name, type, arguments.toArray(new ConstantDesc[0])));
  }

  @Override
  public void newObject(ClassDesc type) {
    code.new_(type);
  }

  @Override
  public void newArray(ClassDesc element) {
    code.anewarray(element);
  }

  @Override
  public void newLongArray() {
    code.newarray(TypeKind.LONG);
  }

  @Override
  public void checkCast(ClassDesc type) {
    code.checkcast(type);
  }

  @Override
  public void instanceOf(ClassDesc type) {
    code.instanceOf(type);
  }

  @Override
  public void branch(JvmBranch branch, JvmLabel target) {
    code.branch(Opcode.valueOf(branch.name()), label(target));
  }

  @Override
  public void tableSwitch(int low, List<JvmLabel> targets, JvmLabel otherwise) {
    List<SwitchCase> cases = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      cases.add(SwitchCase.of(low + i, label(targets.get(i))));
    }
    code.tableswitch(low, low + targets.size() - 1, label(otherwise), cases);
  }

  @Override
  public void place(JvmLabel label) {
    code.labelBinding(label(label));
  }

  @Override
  public void frame(List<FrameType> locals, List<FrameType> stack) {
    // The library computes the frames itself.
  }

  @Override
  public void line(int line) {
    code.lineNumber(line);
  }

  @Override
  public void handler(JvmLabel start, JvmLabel end, JvmLabel handler, ClassDesc type) {
    code.exceptionCatch(label(start), label(end), label(handler), type);
  }
}
