package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmMethod;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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

  private final String name;
  private final MethodTypeDesc type;
  private final int limit;
  private final List<Consumer<JvmEmitter>> instructions = new ArrayList<>();
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

  /** A label that is placed nowhere yet. */
  public JvmLabel newLabel() {
    return new JvmLabel(labels++);
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
    for (Consumer<JvmEmitter> instruction : instructions) {
      instruction.accept(emitter);
    }
  }

  private void add(int bytes, int stackChange, Consumer<JvmEmitter> instruction) {
    size += bytes;
    if (size > limit) {
      throw new TooLongException(limit);
    }
    stack += stackChange;
    maxStack = Math.max(maxStack, stack);
    instructions.add(instruction);
  }

  private void useLocal(JvmType kind, int slot) {
    maxLocals = Math.max(maxLocals, slot + kind.slots());
  }

  private static int localBytes(int slot) {
    return slot <= 3 ? 1 : slot <= 255 ? 2 : 4;
  }

  @Override
  public void op(JvmOp op) {
    add(1, op.stackChange(), e -> e.op(op));
  }

  @Override
  public void pushInt(int value) {
    add(3, 1, e -> e.pushInt(value));
  }

  /** Pushes an {@code int} that is known only when the method is complete. */
  public void pushIntLater(IntSupplier value) {
    add(3, 1, e -> e.pushInt(value.getAsInt()));
  }

  @Override
  public void pushLong(long value) {
    add(3, 2, e -> e.pushLong(value));
  }

  @Override
  public void pushDouble(double value) {
    add(3, 2, e -> e.pushDouble(value));
  }

  @Override
  public void pushString(String value) {
    add(3, 1, e -> e.pushString(value));
  }

  @Override
  public void load(JvmType kind, int slot) {
    useLocal(kind, slot);
    add(localBytes(slot), kind.slots(), e -> e.load(kind, slot));
  }

  @Override
  public void store(JvmType kind, int slot) {
    useLocal(kind, slot);
    add(localBytes(slot), -kind.slots(), e -> e.store(kind, slot));
  }

  @Override
  public void increment(int slot, int delta) {
    useLocal(JvmType.INT, slot);
    add(slot <= 255 ? 3 : 6, 0, e -> e.increment(slot, delta));
  }

  @Override
  public void getStatic(ClassDesc owner, String field, ClassDesc fieldType) {
    add(3, slots(fieldType), e -> e.getStatic(owner, field, fieldType));
  }

  @Override
  public void putStatic(ClassDesc owner, String field, ClassDesc fieldType) {
    add(3, -slots(fieldType), e -> e.putStatic(owner, field, fieldType));
  }

  @Override
  public void invokeStatic(ClassDesc owner, String method, MethodTypeDesc methodType) {
    add(3, callChange(methodType, 0), e -> e.invokeStatic(owner, method, methodType));
  }

  @Override
  public void invokeVirtual(ClassDesc owner, String method, MethodTypeDesc methodType) {
    add(3, callChange(methodType, 1), e -> e.invokeVirtual(owner, method, methodType));
  }

  @Override
  public void invokeInterface(ClassDesc owner, String method, MethodTypeDesc methodType) {
    add(5, callChange(methodType, 1), e -> e.invokeInterface(owner, method, methodType));
  }

  @Override
  public void invokeConstructor(ClassDesc owner, MethodTypeDesc methodType) {
    add(3, callChange(methodType, 1), e -> e.invokeConstructor(owner, methodType));
  }

  @Override
  public void invokeDynamic(
      DirectMethodHandleDesc bootstrap,
      String method,
      MethodTypeDesc methodType,
      List<ConstantDesc> arguments) {
    add(
        5,
        callChange(methodType, 0),
        e -> e.invokeDynamic(bootstrap, method, methodType, arguments));
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
    add(3, 1, e -> e.newObject(objectType));
  }

  @Override
  public void newArray(ClassDesc element) {
    add(3, 0, e -> e.newArray(element));
  }

  @Override
  public void newLongArray() {
    add(2, 0, JvmEmitter::newLongArray);
  }

  @Override
  public void checkCast(ClassDesc target) {
    add(3, 0, e -> e.checkCast(target));
  }

  @Override
  public void instanceOf(ClassDesc target) {
    add(3, 0, e -> e.instanceOf(target));
  }

  @Override
  public void branch(JvmBranch branch, JvmLabel target) {
    add(3, branch.stackChange(), e -> e.branch(branch, target));
  }

  @Override
  public void tableSwitch(int low, List<JvmLabel> targets, JvmLabel otherwise) {
    List<JvmLabel> copy = List.copyOf(targets);
    add(16 + 4 * copy.size(), -1, e -> e.tableSwitch(low, copy, otherwise));
  }

  @Override
  public void place(JvmLabel label) {
    instructions.add(e -> e.place(label));
  }

  @Override
  public void frame(List<FrameType> locals, List<FrameType> operands) {
    List<FrameType> localsCopy = List.copyOf(locals);
    List<FrameType> operandsCopy = List.copyOf(operands);
    stack = 0;
    for (FrameType operand : operandsCopy) {
      stack += operand == FrameType.Simple.LONG || operand == FrameType.Simple.DOUBLE ? 2 : 1;
    }
    maxStack = Math.max(maxStack, stack);
    if (frameAt == size) {
      // No code lies between: whatever gets to the first place goes on at the second one.
      instructions.set(frameIndex, e -> {});
    }
    frameAt = size;
    frameIndex = instructions.size();
    instructions.add(e -> e.frame(localsCopy, operandsCopy));
  }

  @Override
  public void line(int number) {
    instructions.add(e -> e.line(number));
  }

  @Override
  public void handler(JvmLabel start, JvmLabel end, JvmLabel handler, ClassDesc exception) {
    instructions.add(e -> e.handler(start, end, handler, exception));
  }
}
