package dev.mettle.backend.bytebuddy;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Writes one method through the visitor of the ASM library inside Byte Buddy. */
final class ByteBuddyEmitter implements JvmEmitter {

  private final MethodVisitor visitor;
  private final Label[] labels;

  ByteBuddyEmitter(MethodVisitor visitor, int labelCount) {
    this.visitor = visitor;
    this.labels = new Label[labelCount];
    for (int i = 0; i < labelCount; i++) {
      labels[i] = new Label();
    }
  }

  /** The name with slashes for a class, the descriptor for an array. */
  static String internalName(ClassDesc type) {
    String descriptor = type.descriptorString();
    return type.isArray() ? descriptor : descriptor.substring(1, descriptor.length() - 1);
  }

  private Label label(JvmLabel label) {
    return labels[label.number()];
  }

  @Override
  public void op(JvmOp op) {
    visitor.visitInsn(op.code());
  }

  // ------------------------------------------------------------------ constants and locals

  @Override
  public void pushInt(int value) {
    if (value >= -1 && value <= 5) {
      visitor.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value == (byte) value) {
      visitor.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value == (short) value) {
      visitor.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      visitor.visitLdcInsn(value);
    }
  }

  @Override
  public void pushLong(long value) {
    if (value == 0 || value == 1) {
      visitor.visitInsn(value == 0 ? Opcodes.LCONST_0 : Opcodes.LCONST_1);
    } else {
      visitor.visitLdcInsn(value);
    }
  }

  @Override
  public void pushDouble(double value) {
    // By bits: -0.0 equals 0.0 and is another value.
    if (Double.doubleToRawLongBits(value) == 0) {
      visitor.visitInsn(Opcodes.DCONST_0);
    } else if (value == 1.0) {
      visitor.visitInsn(Opcodes.DCONST_1);
    } else {
      visitor.visitLdcInsn(value);
    }
  }

  @Override
  public void pushString(String value) {
    visitor.visitLdcInsn(value);
  }

  @Override
  public void load(JvmType type, int slot) {
    visitor.visitVarInsn(type.loadCode(), slot);
  }

  @Override
  public void store(JvmType type, int slot) {
    visitor.visitVarInsn(type.storeCode(), slot);
  }

  @Override
  public void increment(int slot, int delta) {
    visitor.visitIincInsn(slot, delta);
  }

  // ------------------------------------------------------------------ members and classes

  @Override
  public void getStatic(ClassDesc owner, String name, ClassDesc type) {
    visitor.visitFieldInsn(Opcodes.GETSTATIC, internalName(owner), name, type.descriptorString());
  }

  @Override
  public void putStatic(ClassDesc owner, String name, ClassDesc type) {
    visitor.visitFieldInsn(Opcodes.PUTSTATIC, internalName(owner), name, type.descriptorString());
  }

  @Override
  public void invokeStatic(ClassDesc owner, String name, MethodTypeDesc type) {
    method(Opcodes.INVOKESTATIC, owner, name, type);
  }

  @Override
  public void invokeVirtual(ClassDesc owner, String name, MethodTypeDesc type) {
    method(Opcodes.INVOKEVIRTUAL, owner, name, type);
  }

  @Override
  public void invokeInterface(ClassDesc owner, String name, MethodTypeDesc type) {
    method(Opcodes.INVOKEINTERFACE, owner, name, type);
  }

  @Override
  public void invokeConstructor(ClassDesc owner, MethodTypeDesc type) {
    method(Opcodes.INVOKESPECIAL, owner, "<init>", type);
  }

  private void method(int opcode, ClassDesc owner, String name, MethodTypeDesc type) {
    visitor.visitMethodInsn(
        opcode,
        internalName(owner),
        name,
        type.descriptorString(),
        opcode == Opcodes.INVOKEINTERFACE);
  }

  @Override
  public void invokeDynamic(
      DirectMethodHandleDesc bootstrap,
      String name,
      MethodTypeDesc type,
      List<ConstantDesc> arguments) {
    Handle handle =
        new Handle(
            Opcodes.H_INVOKESTATIC,
            internalName(bootstrap.owner()),
            bootstrap.methodName(),
            bootstrap.lookupDescriptor(),
            bootstrap.isOwnerInterface());
    visitor.visitInvokeDynamicInsn(
        name,
        type.descriptorString(),
        handle,
        arguments.stream().map(ByteBuddyEmitter::constant).toArray());
  }

  private static Object constant(ConstantDesc constant) {
    return constant instanceof ClassDesc type ? Type.getType(type.descriptorString()) : constant;
  }

  @Override
  public void newObject(ClassDesc type) {
    visitor.visitTypeInsn(Opcodes.NEW, internalName(type));
  }

  @Override
  public void newArray(ClassDesc element) {
    visitor.visitTypeInsn(Opcodes.ANEWARRAY, internalName(element));
  }

  @Override
  public void newLongArray() {
    visitor.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG);
  }

  @Override
  public void checkCast(ClassDesc type) {
    visitor.visitTypeInsn(Opcodes.CHECKCAST, internalName(type));
  }

  @Override
  public void instanceOf(ClassDesc type) {
    visitor.visitTypeInsn(Opcodes.INSTANCEOF, internalName(type));
  }

  // ------------------------------------------------------------------ control

  @Override
  public void branch(JvmBranch branch, JvmLabel target) {
    visitor.visitJumpInsn(branch.code(), label(target));
  }

  @Override
  public void tableSwitch(int low, List<JvmLabel> targets, JvmLabel otherwise) {
    visitor.visitTableSwitchInsn(
        low,
        low + targets.size() - 1,
        label(otherwise),
        targets.stream().map(this::label).toArray(Label[]::new));
  }

  @Override
  public void place(JvmLabel label) {
    visitor.visitLabel(label(label));
  }

  @Override
  public void frame(List<FrameType> locals, List<FrameType> stack) {
    visitor.visitFrame(
        Opcodes.F_NEW, locals.size(), frameTypes(locals), stack.size(), frameTypes(stack));
  }

  private static Object[] frameTypes(List<FrameType> types) {
    return types.stream().map(ByteBuddyEmitter::frameType).toArray();
  }

  private static Object frameType(FrameType type) {
    return switch (type) {
      case FrameType.Reference reference -> internalName(reference.type());
      case FrameType.Simple simple ->
          switch (simple) {
            case TOP -> Opcodes.TOP;
            case INT -> Opcodes.INTEGER;
            case LONG -> Opcodes.LONG;
            case DOUBLE -> Opcodes.DOUBLE;
            case NULL -> Opcodes.NULL;
          };
    };
  }

  @Override
  public void line(int line) {
    Label here = new Label();
    visitor.visitLabel(here);
    visitor.visitLineNumber(line, here);
  }

  @Override
  public void handler(JvmLabel start, JvmLabel end, JvmLabel handler, ClassDesc type) {
    visitor.visitTryCatchBlock(label(start), label(end), label(handler), internalName(type));
  }
}
