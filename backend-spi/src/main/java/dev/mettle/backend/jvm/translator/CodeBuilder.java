package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.JvmField;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmMethod;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.jvm.translator.CodeRecord.Kind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Records the instructions of a method and keeps count of bytes and stack. The counts are needed
 * before the code is written: long functions are given up, and emitters do not compute stacks.
 */
public final class CodeBuilder implements JvmEmitter, JvmMethod {

  /** The code has become far longer than any limit allows; writing it to the end is in vain. */
  static final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLongException(int bytes) {
      super("its code would have more than %d bytes".formatted(bytes), null, false, false);
    }
  }

  private final CodeRecord record = new CodeRecord();
  private final String name;
  private final int limit;
  private MethodTypeDesc type;
  private int size;
  private int stack;
  private int maxStack;
  private int maxLocals;
  private int labels;
  private int frameAt = -1;
  private int frameIndex;

  /** The beginning of a method. */
  CodeBuilder(String name, MethodTypeDesc type) {
    this(name, type, Integer.MAX_VALUE);
  }

  /**
   * The beginning of a method.
   *
   * @param limit at so many bytes the code is given up
   */
  CodeBuilder(String name, MethodTypeDesc type, int limit) {
    this.limit = limit;
    this.name = name;
    this.type = type;
    for (int i = 0; i < type.parameterCount(); i++) {
      maxLocals += slots(type.parameterType(i));
    }
  }

  /** Slots of a value of a Java type. */
  public static int slots(ClassDesc type) {
    return switch (type.descriptorString().charAt(0)) {
      case 'V' -> 0;
      case 'J', 'D' -> 2;
      default -> 1;
    };
  }

  /** Says what the method returns, where that was not known when it was begun. */
  public void setReturnType(ClassDesc result) {
    type = type.changeReturnType(result);
  }

  /** A label that is placed nowhere yet. */
  public JvmLabel newLabel() {
    return new JvmLabel(labels++);
  }

  /** Has jumps to a label, which is placed nowhere, go to another one. */
  public void alias(JvmLabel label, JvmLabel target) {
    record.alias(label, target, labels);
  }

  /** An upper bound of the bytes of the code so far, exact but for constants' short forms. */
  public int size() {
    return size;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public MethodTypeDesc type() {
    return type;
  }

  @Override
  public int maxStack() {
    return maxStack;
  }

  @Override
  public int maxLocals() {
    return maxLocals;
  }

  @Override
  public int labelCount() {
    return labels;
  }

  @Override
  public void writeTo(JvmEmitter emitter) {
    record.writeTo(emitter);
  }

  /** Adds the constants that the code pushes to those that are used. */
  void addConstants(Set<JvmField> used) {
    record.addConstants(used);
  }

  private void add(int bytes, int stackChange, Kind kind) {
    size += bytes;
    if (size > limit) {
      throw new TooLongException(limit);
    }
    stack += stackChange;
    maxStack = Math.max(maxStack, stack);
    record.begin(kind);
  }

  private void useLocal(JvmType kind, int slot) {
    maxLocals = Math.max(maxLocals, slot + kind.slots());
  }

  private static int localBytes(int slot) {
    return slot <= 3 ? 1 : slot <= 255 ? 2 : 4;
  }

  @Override
  public void op(JvmOp op) {
    add(1, op.stackChange(), Kind.OP);
    record.object(op);
  }

  @Override
  public void pushInt(int value) {
    add(3, 1, Kind.PUSH_INT);
    record.number(value);
  }

  /** Pushes an {@code int} that is known only when the method is complete. */
  public void pushIntLater(IntSupplier value) {
    add(3, 1, Kind.PUSH_INT_LATER);
    record.object(value);
  }

  @Override
  public void pushLong(long value) {
    add(3, 2, Kind.PUSH_LONG);
    record.number(value);
  }

  @Override
  public void pushDouble(double value) {
    add(3, 2, Kind.PUSH_DOUBLE);
    record.number(Double.doubleToRawLongBits(value));
  }

  @Override
  public void pushString(String value) {
    add(3, 1, Kind.PUSH_STRING);
    record.object(value);
  }

  @Override
  public void load(JvmType kind, int slot) {
    useLocal(kind, slot);
    add(localBytes(slot), kind.slots(), Kind.LOAD);
    record.object(kind);
    record.number(slot);
  }

  @Override
  public void store(JvmType kind, int slot) {
    useLocal(kind, slot);
    add(localBytes(slot), -kind.slots(), Kind.STORE);
    record.object(kind);
    record.number(slot);
  }

  @Override
  public void increment(int slot, int delta) {
    useLocal(JvmType.INT, slot);
    add(slot <= 255 ? 3 : 6, 0, Kind.INCREMENT);
    record.number(slot);
    record.number(delta);
  }

  @Override
  public void getStatic(ClassDesc owner, String field, ClassDesc fieldType) {
    add(3, slots(fieldType), Kind.GET_STATIC);
    member(owner, field, fieldType);
  }

  /** Pushes a constant of the class that the method belongs to. */
  void getConstant(ClassDesc owner, JvmField field) {
    add(3, 1, Kind.GET_CONSTANT);
    record.object(owner);
    record.object(field);
  }

  @Override
  public void putStatic(ClassDesc owner, String field, ClassDesc fieldType) {
    add(3, -slots(fieldType), Kind.PUT_STATIC);
    member(owner, field, fieldType);
  }

  @Override
  public void invokeStatic(ClassDesc owner, String method, MethodTypeDesc methodType) {
    add(3, callChange(methodType, 0), Kind.INVOKE_STATIC);
    member(owner, method, methodType);
  }

  @Override
  public void invokeVirtual(ClassDesc owner, String method, MethodTypeDesc methodType) {
    add(3, callChange(methodType, 1), Kind.INVOKE_VIRTUAL);
    member(owner, method, methodType);
  }

  @Override
  public void invokeInterface(ClassDesc owner, String method, MethodTypeDesc methodType) {
    add(5, callChange(methodType, 1), Kind.INVOKE_INTERFACE);
    member(owner, method, methodType);
  }

  private void member(ClassDesc owner, String member, Object memberType) {
    record.object(owner);
    record.object(member);
    record.object(memberType);
  }

  @Override
  public void invokeConstructor(ClassDesc owner, MethodTypeDesc methodType) {
    add(3, callChange(methodType, 1), Kind.INVOKE_CONSTRUCTOR);
    record.object(owner);
    record.object(methodType);
  }

  @Override
  public void invokeDynamic(
      DirectMethodHandleDesc bootstrap,
      String method,
      MethodTypeDesc methodType,
      List<ConstantDesc> arguments) {
    add(5, callChange(methodType, 0), Kind.INVOKE_DYNAMIC);
    record.object(bootstrap);
    record.object(method);
    record.object(methodType);
    record.object(arguments);
  }

  private static int callChange(MethodTypeDesc methodType, int receiver) {
    int change = slots(methodType.returnType()) - receiver;
    for (int i = 0; i < methodType.parameterCount(); i++) {
      change -= slots(methodType.parameterType(i));
    }
    return change;
  }

  @Override
  public void newObject(ClassDesc objectType) {
    add(3, 1, Kind.NEW_OBJECT);
    record.object(objectType);
  }

  @Override
  public void newArray(ClassDesc element) {
    add(3, 0, Kind.NEW_ARRAY);
    record.object(element);
  }

  @Override
  public void newLongArray() {
    add(2, 0, Kind.NEW_LONG_ARRAY);
  }

  @Override
  public void checkCast(ClassDesc target) {
    add(3, 0, Kind.CHECK_CAST);
    record.object(target);
  }

  @Override
  public void instanceOf(ClassDesc target) {
    add(3, 0, Kind.INSTANCE_OF);
    record.object(target);
  }

  @Override
  public void branch(JvmBranch branch, JvmLabel target) {
    add(3, branch.stackChange(), Kind.BRANCH);
    record.object(branch);
    record.object(target);
  }

  @Override
  public void tableSwitch(int low, List<JvmLabel> targets, JvmLabel otherwise) {
    List<JvmLabel> copy = List.copyOf(targets);
    add(16 + 4 * copy.size(), -1, Kind.TABLE_SWITCH);
    record.number(low);
    record.object(copy);
    record.object(otherwise);
  }

  @Override
  public void place(JvmLabel label) {
    record.begin(Kind.PLACE);
    record.object(label);
  }

  @Override
  public void frame(List<FrameType> locals, List<FrameType> operands) {
    stack = 0;
    for (FrameType operand : operands) {
      stack += operand == FrameType.Simple.LONG || operand == FrameType.Simple.DOUBLE ? 2 : 1;
    }
    maxStack = Math.max(maxStack, stack);
    if (frameAt == size) {
      // No code lies between: whatever gets to the first place goes on at the second one.
      record.replace(frameIndex, Kind.NO_FRAME);
    }
    frameAt = size;
    frameIndex = record.position();
    record.begin(Kind.FRAME);
    record.object(List.copyOf(locals));
    record.object(List.copyOf(operands));
  }

  @Override
  public void line(int line) {
    record.begin(Kind.LINE);
    record.number(line);
  }

  @Override
  public void handler(JvmLabel start, JvmLabel end, JvmLabel handler, ClassDesc exception) {
    record.begin(Kind.HANDLER);
    record.object(start);
    record.object(end);
    record.object(handler);
    record.object(exception);
  }
}
