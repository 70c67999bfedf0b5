package dev.mettle.backend.javassist;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmMethod;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import java.io.ByteArrayOutputStream;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import javassist.bytecode.AttributeInfo;
import javassist.bytecode.ByteArray;
import javassist.bytecode.Bytecode;
import javassist.bytecode.CodeAttribute;
import javassist.bytecode.ConstPool;
import javassist.bytecode.ExceptionTable;
import javassist.bytecode.LineNumberAttribute;
import javassist.bytecode.MethodInfo;
import javassist.bytecode.Opcode;
import javassist.bytecode.StackMapTable;

/**
 * Writes one method with Javassist's {@link Bytecode}. Offsets of jumps are filled in at the end;
 * {@code Bytecode}'s own stack counting goes unused, since the translator supplies the result.
 */
final class JavassistEmitter implements JvmEmitter {

  /**
   * An offset to fill in.
   *
   * @param from the instruction that it counts from
   * @param at where it stands
   * @param wide whether it takes four bytes
   */
  private record Jump(int from, int at, boolean wide, JvmLabel target) {}

  private final ConstPool pool;
  private final Names names;
  private final JavassistBootstraps bootstraps;
  private final JvmMethod method;
  private final Bytecode code;
  private final int[] labels;
  private final List<Jump> jumps = new ArrayList<>();
  private final ExceptionTable handlers;
  private final StackMapWriter frames;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private int lineCount;

  JavassistEmitter(ConstPool pool, Names names, JavassistBootstraps bootstraps, JvmMethod method) {
    this.pool = pool;
    this.names = names;
    this.bootstraps = bootstraps;
    this.method = method;
    this.code = new Bytecode(pool, method.maxStack(), method.maxLocals());
    this.labels = new int[method.labelCount()];
    this.handlers = new ExceptionTable(pool);
    this.frames = new StackMapWriter(pool, names);
  }

  /** The method, complete. */
  MethodInfo finish() {
    byte[] bytes = code.get();
    for (Jump jump : jumps) {
      int offset = labels[jump.target().number()] - jump.from();
      if (jump.wide()) {
        ByteArray.write32bit(offset, bytes, jump.at());
      } else {
        ByteArray.write16bit(offset, bytes, jump.at());
      }
    }
    CodeAttribute attribute =
        new CodeAttribute(pool, method.maxStack(), method.maxLocals(), bytes, handlers);
    StackMapTable table = frames.finish();
    if (table != null) {
      attribute.setAttribute(table);
    }
    if (lineCount > 0) {
      attribute.getAttributes().add(lineTable());
    }
    MethodInfo info = new MethodInfo(pool, method.name(), method.type().descriptorString());
    info.setAccessFlags(JvmClass.METHOD_FLAGS);
    info.setCodeAttribute(attribute);
    return info;
  }

  private AttributeInfo lineTable() {
    byte[] entries = lines.toByteArray();
    byte[] info = new byte[2 + entries.length];
    ByteArray.write16bit(lineCount, info, 0);
    System.arraycopy(entries, 0, info, 2, entries.length);
    return new AttributeInfo(pool, LineNumberAttribute.tag, info);
  }

  @Override
  public void op(JvmOp op) {
    code.add(op.code());
  }

  // ------------------------------------------------------------------ constants and locals

  @Override
  public void pushInt(int value) {
    code.addIconst(value);
  }

  @Override
  public void pushLong(long value) {
    code.addLconst(value);
  }

  @Override
  public void pushDouble(double value) {
    // Not addDconst: it compares with ==, and -0.0 would become 0.0.
    long bits = Double.doubleToRawLongBits(value);
    if (bits == 0) {
      code.add(Opcode.DCONST_0);
    } else if (value == 1.0) {
      code.add(Opcode.DCONST_1);
    } else if (Double.isNaN(value) && bits != Double.doubleToLongBits(value)) {
      // The constants of the library have one NaN only. Sizes do not count with this, so a method
      // with many of them may be longer than it was meant to be.
      code.addLdc2w(bits);
      code.addInvokestatic("java.lang.Double", "longBitsToDouble", "(J)D");
    } else {
      code.addLdc2w(value);
    }
  }

  @Override
  public void pushString(String value) {
    code.addLdc(value);
  }

  @Override
  public void load(JvmType type, int slot) {
    switch (type) {
      case INT -> code.addIload(slot);
      case LONG -> code.addLload(slot);
      case DOUBLE -> code.addDload(slot);
      case REFERENCE -> code.addAload(slot);
    }
  }

  @Override
  public void store(JvmType type, int slot) {
    switch (type) {
      case INT -> code.addIstore(slot);
      case LONG -> code.addLstore(slot);
      case DOUBLE -> code.addDstore(slot);
      case REFERENCE -> code.addAstore(slot);
    }
  }

  @Override
  public void increment(int slot, int delta) {
    if (slot <= 255) {
      code.add(Opcode.IINC);
      code.add(slot);
      code.add(delta);
    } else {
      code.add(Opcode.WIDE);
      code.add(Opcode.IINC);
      code.addIndex(slot);
      code.addIndex(delta);
    }
  }

  // ------------------------------------------------------------------ members and classes

  @Override
  public void getStatic(ClassDesc owner, String name, ClassDesc type) {
    field(Opcode.GETSTATIC, owner, name, type);
  }

  @Override
  public void putStatic(ClassDesc owner, String name, ClassDesc type) {
    field(Opcode.PUTSTATIC, owner, name, type);
  }

  private void field(int opcode, ClassDesc owner, String name, ClassDesc type) {
    code.add(opcode);
    code.addIndex(names.field(owner, name, type));
  }

  @Override
  public void invokeStatic(ClassDesc owner, String name, MethodTypeDesc type) {
    method(Opcode.INVOKESTATIC, owner, name, type);
  }

  @Override
  public void invokeVirtual(ClassDesc owner, String name, MethodTypeDesc type) {
    method(Opcode.INVOKEVIRTUAL, owner, name, type);
  }

  @Override
  public void invokeConstructor(ClassDesc owner, MethodTypeDesc type) {
    method(Opcode.INVOKESPECIAL, owner, MethodInfo.nameInit, type);
  }

  private void method(int opcode, ClassDesc owner, String name, MethodTypeDesc type) {
    code.add(opcode);
    code.addIndex(names.method(owner, name, type));
  }

  @Override
  public void invokeInterface(ClassDesc owner, String name, MethodTypeDesc type) {
    String descriptor = type.descriptorString();
    code.add(Opcode.INVOKEINTERFACE);
    code.addIndex(pool.addInterfaceMethodrefInfo(classInfo(owner), name, descriptor));
    code.add(javassist.bytecode.Descriptor.paramSize(descriptor) + 1);
    code.add(0);
  }

  @Override
  public void invokeDynamic(
      DirectMethodHandleDesc bootstrap,
      String name,
      MethodTypeDesc type,
      List<ConstantDesc> arguments) {
    int index = bootstraps.add(bootstrap, arguments);
    code.add(Opcode.INVOKEDYNAMIC);
    code.addIndex(
        pool.addInvokeDynamicInfo(index, pool.addNameAndTypeInfo(name, type.descriptorString())));
    code.add(0);
    code.add(0);
  }

  @Override
  public void newObject(ClassDesc type) {
    classOperation(Opcode.NEW, type);
  }

  @Override
  public void newArray(ClassDesc element) {
    classOperation(Opcode.ANEWARRAY, element);
  }

  @Override
  public void newLongArray() {
    code.add(Opcode.NEWARRAY);
    code.add(Opcode.T_LONG);
  }

  @Override
  public void checkCast(ClassDesc type) {
    classOperation(Opcode.CHECKCAST, type);
  }

  @Override
  public void instanceOf(ClassDesc type) {
    classOperation(Opcode.INSTANCEOF, type);
  }

  private void classOperation(int opcode, ClassDesc type) {
    code.add(opcode);
    code.addIndex(classInfo(type));
  }

  private int classInfo(ClassDesc type) {
    return names.classInfo(type);
  }

  // ------------------------------------------------------------------ control

  @Override
  public void branch(JvmBranch branch, JvmLabel target) {
    int from = code.currentPc();
    code.add(branch.code());
    offset(from, false, target);
  }

  @Override
  public void tableSwitch(int low, List<JvmLabel> targets, JvmLabel otherwise) {
    int from = code.currentPc();
    code.add(Opcode.TABLESWITCH);
    while (code.currentPc() % 4 != 0) {
      code.add(0);
    }
    offset(from, true, otherwise);
    code.add32bit(low);
    code.add32bit(low + targets.size() - 1);
    for (JvmLabel target : targets) {
      offset(from, true, target);
    }
  }

  private void offset(int from, boolean wide, JvmLabel target) {
    jumps.add(new Jump(from, code.currentPc(), wide, target));
    code.addGap(wide ? 4 : 2);
  }

  @Override
  public void place(JvmLabel label) {
    labels[label.number()] = code.currentPc();
  }

  @Override
  public void frame(List<FrameType> locals, List<FrameType> stack) {
    frames.add(code.currentPc(), locals, stack);
  }

  @Override
  public void line(int line) {
    int pc = code.currentPc();
    lines.write(pc >> 8);
    lines.write(pc);
    lines.write(line >> 8);
    lines.write(line);
    lineCount++;
  }

  @Override
  public void handler(JvmLabel start, JvmLabel end, JvmLabel handler, ClassDesc type) {
    handlers.add(
        labels[start.number()], labels[end.number()], labels[handler.number()], classInfo(type));
  }
}
