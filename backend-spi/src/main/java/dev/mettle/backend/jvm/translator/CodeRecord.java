package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.JvmField;
import dev.mettle.backend.jvm.JvmLabel;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The instructions of a method, recorded in two arrays that are read in turn. Most of what is
 * compiled is compiled by a process that has just begun, where making an object with a method for
 * each instruction would cost more than all the rest.
 */
final class CodeRecord {

  /** What is recorded; numbers and objects follow in the order in which the emitter takes them. */
  enum Kind {
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
  private int[] numbers = new int[256];
  private int numberCount;
  private @Nullable Object[] objects = new @Nullable Object[256];
  private int objectCount;
  private JvmLabel[] aliases = {};

  /** Begins an instruction. */
  void begin(Kind kind) {
    number(code(kind));
  }

  /** Where the next instruction begins. */
  int position() {
    return numberCount;
  }

  /** Has another instruction stand at a position, which takes as many numbers and objects. */
  void replace(int position, Kind kind) {
    numbers[position] = code(kind);
  }

  void number(int value) {
    if (numberCount == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * numberCount);
    }
    numbers[numberCount++] = value;
  }

  void number(long value) {
    number((int) (value >> 32));
    number((int) value);
  }

  void object(Object value) {
    if (objectCount == objects.length) {
      objects = Arrays.copyOf(objects, 2 * objectCount);
    }
    objects[objectCount++] = value;
  }

  /**
   * Has jumps to a label, which is placed nowhere, go to another one.
   *
   * @param labels how many labels there are
   */
  void alias(JvmLabel label, JvmLabel target, int labels) {
    int known = aliases.length;
    if (label.number() >= known) {
      aliases = Arrays.copyOf(aliases, labels);
      for (int i = known; i < labels; i++) {
        aliases[i] = new JvmLabel(i);
      }
    }
    aliases[label.number()] = target;
  }

  /** Adds the constants that the code pushes to those that are used. */
  void addConstants(Set<JvmField> used) {
    for (int i = 0; i < objectCount; i++) {
      if (objects[i] instanceof JvmField field) {
        used.add(field);
      }
    }
  }

  /** Writes all instructions. */
  void writeTo(JvmEmitter emitter) {
    new Replay(emitter).run();
  }

  @SuppressWarnings("EnumOrdinal") // what is written here is read by the same object
  private static int code(Kind kind) {
    return kind.ordinal();
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
}
