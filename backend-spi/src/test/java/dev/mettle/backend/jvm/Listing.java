package dev.mettle.backend.jvm;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An emitter that writes text, one line for each instruction. */
final class Listing implements JvmEmitter {

  private final List<String> lines = new ArrayList<>();

  /** The instructions of a method. */
  static List<String> of(JvmMethod method) {
    Listing listing = new Listing();
    method.writeTo(listing);
    return listing.lines;
  }

  private void add(String mnemonic, Object... operands) {
    StringBuilder line = new StringBuilder(mnemonic.toLowerCase(Locale.ROOT));
    for (Object operand : operands) {
      line.append(' ').append(operand);
    }
    lines.add(line.toString());
  }

  @Override
  public void op(JvmOp op) {
    add(op.name());
  }

  @Override
  public void pushInt(int value) {
    add("int", value);
  }

  @Override
  public void pushLong(long value) {
    add("long", value);
  }

  @Override
  public void pushDouble(double value) {
    add("double", value);
  }

  @Override
  public void pushString(String value) {
    add("string", value);
  }

  @Override
  public void load(JvmType type, int slot) {
    add("load", type.name().toLowerCase(Locale.ROOT), slot);
  }

  @Override
  public void store(JvmType type, int slot) {
    add("store", type.name().toLowerCase(Locale.ROOT), slot);
  }

  @Override
  public void increment(int slot, int delta) {
    add("iinc", slot, delta);
  }

  @Override
  public void getStatic(ClassDesc owner, String name, ClassDesc type) {
    add("get", owner.displayName() + "." + name);
  }

  @Override
  public void putStatic(ClassDesc owner, String name, ClassDesc type) {
    add("put", owner.displayName() + "." + name);
  }

  private void call(ClassDesc owner, String name, MethodTypeDesc type) {
    add("call", owner.displayName() + "." + name + type.displayDescriptor());
  }

  @Override
  public void invokeStatic(ClassDesc owner, String name, MethodTypeDesc type) {
    call(owner, name, type);
  }

  @Override
  public void invokeVirtual(ClassDesc owner, String name, MethodTypeDesc type) {
    call(owner, name, type);
  }

  @Override
  public void invokeInterface(ClassDesc owner, String name, MethodTypeDesc type) {
    call(owner, name, type);
  }

  @Override
  public void invokeConstructor(ClassDesc owner, MethodTypeDesc type) {
    call(owner, "new", type);
  }

  @Override
  public void invokeDynamic(
      DirectMethodHandleDesc bootstrap,
      String name,
      MethodTypeDesc type,
      List<ConstantDesc> arguments) {
    add("dynamic", name, type.displayDescriptor());
  }

  @Override
  public void newObject(ClassDesc type) {
    add("new", type.displayName());
  }

  @Override
  public void newArray(ClassDesc element) {
    add("array", element.displayName());
  }

  @Override
  public void newLongArray() {
    add("newarray long");
  }

  @Override
  public void checkCast(ClassDesc type) {
    add("cast", type.displayName());
  }

  @Override
  public void instanceOf(ClassDesc type) {
    add("is", type.displayName());
  }

  @Override
  public void branch(JvmBranch branch, JvmLabel target) {
    add(branch.name(), "L" + target.number());
  }

  @Override
  public void tableSwitch(int low, List<JvmLabel> targets, JvmLabel otherwise) {
    add("switch", low, targets, otherwise);
  }

  @Override
  public void place(JvmLabel label) {
    lines.add("L" + label.number() + ":");
  }

  @Override
  public void frame(List<FrameType> locals, List<FrameType> stack) {
    add("frame", locals.size(), stack.size());
  }

  @Override
  public void line(int line) {
    add("line", line);
  }

  @Override
  public void handler(JvmLabel start, JvmLabel end, JvmLabel handler, ClassDesc type) {
    add("catch", type.displayName());
  }
}
