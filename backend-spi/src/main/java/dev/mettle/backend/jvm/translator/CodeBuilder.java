package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.JvmField;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmMethod;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records the instructions of a method and keeps count of bytes and stack. The counts are needed
 * before the code is written: long functions are given up, and emitters do not compute stacks.
 *
 * <p>The record is two arrays that are read in turn. Most of what is compiled is compiled by a
 * process that has just begun, where making an object with a method for each instruction would cost
 * more than all the rest.
 */
public final class CodeBuilder implements JvmEmitter, JvmMethod {

  /** The code has become far longer than any limit allows; writing it to the end is in vain. */
  static final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLongException(int bytes) {
      super("its code would have more than %d bytes".formatted(bytes), null, false, false);
    }
  }

  /** What is recorded; numbers and objects follow in the order in which the emitter takes them. */
  private enum Kind {
    OP,
    PUSH_INT,
    PUSH_INT_LATER,
    PUSH_LONG,
    PUSH_DOUBLE,
    PUSH_STRING,
    LOAD,
    STORE,
    INCREMENT,
    GET_STATIC,
    GET_CONSTANT,
    PUT_STATIC,
    INVOKE_STATIC,
    INVOKE_VIRTUAL,
    INVOKE_INTERFACE,
    INVOKE_CONSTRUCTOR,
    INVOKE_DYNAMIC,
    NEW_OBJECT,
    NEW_ARRAY,
    NEW_LONG_ARRAY,
    CHECK_CAST,
    INSTANCE_OF,
    BRANCH,
    TABLE_SWITCH,
    PLACE,
    FRAME,
    NO_FRAME,
    LINE,
    HANDLER
  }

  private static final Kind[] KINDS = Kind.values();

  private final String name;
  private final int limit;
  private MethodTypeDesc type;
  private int[] numbers = new int[256];
  private int numberCount;
  private @Nullable Object[] objects = new @Nullable Object[256];
  private int objectCount;
  private int size;
  private int stack;
  private int maxStack;
  private int maxLocals;
  private int labels;
  private JvmLabel[] aliases = {};
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
    int known = aliases.length;
    if (label.number() >= known) {
      aliases = Arrays.copyOf(aliases, labels);
      for (int i = known; i < labels; i++) {
        aliases[i] = new JvmLabel(i);
      }
    }
    aliases[label.number()] = target;
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
    new Replay(emitter).run();
  }

  /** Adds the constants that the code pushes to those that are used. */
  void addConstants(Set<JvmField> used) {
    for (int i = 0; i < objectCount; i++) {
      if (objects[i] instanceof JvmField field) {
        used.add(field);
      }
    }
  }

  /** One pass over the record. */
  private final class Replay {
    private final JvmEmitter to;
    private int number;
    private int object;

    Replay(JvmEmitter to) {
      this.to = to;
    }

    void run() {
      while (number < numberCount) {
        write(KINDS[next()]);
      }
    }

    private int next() {
      return numbers[number++];
    }

    private long nextLong() {
      long high = next();
      return high << 32 | next() & 0xffff_ffffL;
    }

    // What was recorded is what is read.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private <T> T take() {
      return (T) Objects.requireNonNull(objects[object++]);
    }

    private JvmLabel label() {
      JvmLabel label = take();
      return label.number() < aliases.length ? aliases[label.number()] : label;
    }

    private void write(Kind kind) {
      switch (kind) {
        case OP -> to.op(take());
        case PUSH_INT -> to.pushInt(next());
        case PUSH_INT_LATER -> to.pushInt(this.<IntSupplier>take().getAsInt());
        case PUSH_LONG -> to.pushLong(nextLong());
        case PUSH_DOUBLE -> to.pushDouble(Double.longBitsToDouble(nextLong()));
        case PUSH_STRING -> to.pushString(take());
        case LOAD -> to.load(take(), next());
        case STORE -> to.store(take(), next());
        case INCREMENT -> to.increment(next(), next());
        case GET_STATIC -> to.getStatic(take(), take(), take());
        case GET_CONSTANT -> {
          ClassDesc owner = take();
          JvmField field = take();
          to.getStatic(owner, field.name(), field.type());
        }
        case PUT_STATIC -> to.putStatic(take(), take(), take());
        case INVOKE_STATIC -> to.invokeStatic(take(), take(), take());
        case INVOKE_VIRTUAL -> to.invokeVirtual(take(), take(), take());
        case INVOKE_INTERFACE -> to.invokeInterface(take(), take(), take());
        case INVOKE_CONSTRUCTOR -> to.invokeConstructor(take(), take());
        case INVOKE_DYNAMIC -> to.invokeDynamic(take(), take(), take(), take());
        case NEW_OBJECT -> to.newObject(take());
        case NEW_ARRAY -> to.newArray(take());
        case NEW_LONG_ARRAY -> to.newLongArray();
        case CHECK_CAST -> to.checkCast(take());
        case INSTANCE_OF -> to.instanceOf(take());
        case BRANCH -> to.branch(take(), label());
        case TABLE_SWITCH -> {
          int low = next();
          List<JvmLabel> targets = take();
          to.tableSwitch(low, aliases.length == 0 ? targets : resolved(targets), label());
        }
        case PLACE -> to.place(take());
        case FRAME -> to.frame(take(), take());
        case NO_FRAME -> object += 2;
        case LINE -> to.line(next());
        case HANDLER -> to.handler(take(), take(), take(), take());
      }
    }

    private List<JvmLabel> resolved(List<JvmLabel> targets) {
      List<JvmLabel> found = new ArrayList<>(targets.size());
      for (JvmLabel target : targets) {
        found.add(target.number() < aliases.length ? aliases[target.number()] : target);
      }
      return found;
    }
  }

  @SuppressWarnings("EnumOrdinal") // what is written here is read by the same object
  private static int code(Kind kind) {
    return kind.ordinal();
  }

  private void add(Kind kind) {
    number(code(kind));
  }

  private void add(int bytes, int stackChange, Kind kind) {
    size += bytes;
    if (size > limit) {
      throw new TooLongException(limit);
    }
    stack += stackChange;
    maxStack = Math.max(maxStack, stack);
    number(code(kind));
  }

  private void number(int value) {
    if (numberCount == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * numberCount);
    }
    numbers[numberCount++] = value;
  }

  private void number(long value) {
    number((int) (value >> 32));
    number((int) value);
  }

  private void object(Object value) {
    if (objectCount == objects.length) {
      objects = Arrays.copyOf(objects, 2 * objectCount);
    }
    objects[objectCount++] = value;
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
    object(op);
  }

  @Override
  public void pushInt(int value) {
    add(3, 1, Kind.PUSH_INT);
    number(value);
  }

  /** Pushes an {@code int} that is known only when the method is complete. */
  public void pushIntLater(IntSupplier value) {
    add(3, 1, Kind.PUSH_INT_LATER);
    object(value);
  }

  @Override
  public void pushLong(long value) {
    add(3, 2, Kind.PUSH_LONG);
    number(value);
  }

  @Override
  public void pushDouble(double value) {
    add(3, 2, Kind.PUSH_DOUBLE);
    number(Double.doubleToRawLongBits(value));
  }

  @Override
  public void pushString(String value) {
    add(3, 1, Kind.PUSH_STRING);
    object(value);
  }

  @Override
  public void load(JvmType kind, int slot) {
    useLocal(kind, slot);
    add(localBytes(slot), kind.slots(), Kind.LOAD);
    object(kind);
    number(slot);
  }

  @Override
  public void store(JvmType kind, int slot) {
    useLocal(kind, slot);
    add(localBytes(slot), -kind.slots(), Kind.STORE);
    object(kind);
    number(slot);
  }

  @Override
  public void increment(int slot, int delta) {
    useLocal(JvmType.INT, slot);
    add(slot <= 255 ? 3 : 6, 0, Kind.INCREMENT);
    number(slot);
    number(delta);
  }

  @Override
  public void getStatic(ClassDesc owner, String field, ClassDesc fieldType) {
    add(3, slots(fieldType), Kind.GET_STATIC);
    member(owner, field, fieldType);
  }

  /** Pushes a constant of the class that the method belongs to. */
  void getConstant(ClassDesc owner, JvmField field) {
    add(3, 1, Kind.GET_CONSTANT);
    object(owner);
    object(field);
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
    object(owner);
    object(member);
    object(memberType);
  }

  @Override
  public void invokeConstructor(ClassDesc owner, MethodTypeDesc methodType) {
    add(3, callChange(methodType, 1), Kind.INVOKE_CONSTRUCTOR);
    object(owner);
    object(methodType);
  }

  @Override
  public void invokeDynamic(
      DirectMethodHandleDesc bootstrap,
      String method,
      MethodTypeDesc methodType,
      List<ConstantDesc> arguments) {
    add(5, callChange(methodType, 0), Kind.INVOKE_DYNAMIC);
    object(bootstrap);
    object(method);
    object(methodType);
    object(arguments);
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
    object(objectType);
  }

  @Override
  public void newArray(ClassDesc element) {
    add(3, 0, Kind.NEW_ARRAY);
    object(element);
  }

  @Override
  public void newLongArray() {
    add(2, 0, Kind.NEW_LONG_ARRAY);
  }

  @Override
  public void checkCast(ClassDesc target) {
    add(3, 0, Kind.CHECK_CAST);
    object(target);
  }

  @Override
  public void instanceOf(ClassDesc target) {
    add(3, 0, Kind.INSTANCE_OF);
    object(target);
  }

  @Override
  public void branch(JvmBranch branch, JvmLabel target) {
    add(3, branch.stackChange(), Kind.BRANCH);
    object(branch);
    object(target);
  }

  @Override
  public void tableSwitch(int low, List<JvmLabel> targets, JvmLabel otherwise) {
    List<JvmLabel> copy = List.copyOf(targets);
    add(16 + 4 * copy.size(), -1, Kind.TABLE_SWITCH);
    number(low);
    object(copy);
    object(otherwise);
  }

  @Override
  public void place(JvmLabel label) {
    add(Kind.PLACE);
    object(label);
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
      numbers[frameIndex] = code(Kind.NO_FRAME);
    }
    frameAt = size;
    frameIndex = numberCount;
    add(Kind.FRAME);
    object(List.copyOf(locals));
    object(List.copyOf(operands));
  }

  @Override
  public void line(int line) {
    add(Kind.LINE);
    number(line);
  }

  @Override
  public void handler(JvmLabel start, JvmLabel end, JvmLabel handler, ClassDesc exception) {
    add(Kind.HANDLER);
    object(start);
    object(end);
    object(handler);
    object(exception);
  }
}
