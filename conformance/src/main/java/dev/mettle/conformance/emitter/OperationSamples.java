package dev.mettle.conformance.emitter;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.conformance.kit.Check;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Samples of each instruction without operands. Operands differ, so that their order shows. */
final class OperationSamples {

  private OperationSamples() {}

  static List<Check> checks() {
    List<Sample> numbers = new ArrayList<>();
    List<Sample> stack = new ArrayList<>();
    List<Sample> references = new ArrayList<>();
    for (JvmOp op : JvmOp.values()) {
      switch (op) {
        case LADD -> numbers.add(longs(op, 17, 5, 22));
        case LSUB -> numbers.add(longs(op, 17, 5, 12));
        case LMUL -> numbers.add(longs(op, 17, 5, 85));
        case LDIV -> numbers.add(longs(op, -17, 5, -3));
        case LREM -> numbers.add(longs(op, -17, 5, -2));
        case DADD -> numbers.add(doubles(op, 7.5, 2.0, 9.5));
        case DSUB -> numbers.add(doubles(op, 7.5, 2.0, 5.5));
        case DMUL -> numbers.add(doubles(op, 7.5, 2.0, 15.0));
        case DDIV -> numbers.add(doubles(op, 7.5, 2.0, 3.75));
        case DREM -> numbers.add(doubles(op, -7.5, 2.0, -1.5));
        case IADD -> numbers.add(ints(op, 12, 10, 22));
        case ISUB -> numbers.add(ints(op, 12, 10, 2));
        case IAND -> numbers.add(ints(op, 12, 10, 8));
        case IOR -> numbers.add(ints(op, 12, 10, 14));
        case IXOR -> numbers.add(ints(op, 12, 10, 6));
        case LNEG -> numbers.add(sample(op, CD_long, e -> e.pushLong(7), JvmOp.LRETURN, -7L));
        case DNEG -> numbers.add(sample(op, CD_double, e -> e.pushDouble(0), JvmOp.DRETURN, -0.0));
        case I2L -> numbers.add(sample(op, CD_long, e -> e.pushInt(-7), JvmOp.LRETURN, -7L));
        case L2I ->
            numbers.add(sample(op, CD_int, e -> e.pushLong((1L << 32) + 7), JvmOp.IRETURN, 7));
        case L2D -> numbers.add(sample(op, CD_double, e -> e.pushLong(7), JvmOp.DRETURN, 7.0));
        case LCMP -> {
          numbers.add(compares(op, e -> e.pushLong(1L << 32), e -> e.pushLong(2), 1));
          numbers.add(compares(op, e -> e.pushLong(2), e -> e.pushLong(2), 0));
          numbers.add(compares(op, e -> e.pushLong(-1), e -> e.pushLong(2), -1));
        }
        case DCMPL, DCMPG -> {
          int nan = op == JvmOp.DCMPL ? -1 : 1;
          numbers.add(compares(op, e -> e.pushDouble(3), e -> e.pushDouble(2), 1));
          numbers.add(compares(op, e -> e.pushDouble(0.0), e -> e.pushDouble(-0.0), 0));
          numbers.add(compares(op, e -> e.pushDouble(1), e -> e.pushDouble(2), -1));
          numbers.add(compares(op, e -> e.pushDouble(Double.NaN), e -> e.pushDouble(2), nan));
        }
        case DUP -> stack.add(ints(op, 12, 10, List.of(JvmOp.IADD, JvmOp.ISUB), -8));
        case DUP2 ->
            stack.add(ints(op, 12, 10, List.of(JvmOp.ISUB, JvmOp.IADD, JvmOp.ISUB), 12 - (10 + 2)));
        case SWAP -> stack.add(ints(op, 12, 10, List.of(JvmOp.ISUB), -2));
        case POP -> stack.add(ints(op, 12, 10, List.of(), 12));
        case POP2 ->
            stack.add(
                sample(
                    op,
                    CD_int,
                    e -> {
                      e.pushInt(12);
                      e.pushLong(5);
                    },
                    JvmOp.IRETURN,
                    12));
        case ACONST_NULL ->
            references.add(
                Sample.of(
                    "" + op,
                    CD_Object,
                    e -> {
                      e.op(op);
                      e.op(JvmOp.ARETURN);
                    },
                    "null"));
        case AALOAD, AASTORE -> references.add(arrays(op));
        case LASTORE, ARRAYLENGTH -> references.add(longArrays(op));
        case IRETURN -> numbers.add(sample(op, CD_int, e -> e.pushInt(3), 3));
        case LRETURN -> numbers.add(sample(op, CD_long, e -> e.pushLong(3), 3L));
        case DRETURN -> numbers.add(sample(op, CD_double, e -> e.pushDouble(3), 3.0));
        case ARETURN -> references.add(sample(op, CD_String, e -> e.pushString("s"), "s"));
        case RETURN -> references.add(sample(op, ClassDesc.ofDescriptor("V"), e -> {}, "null"));
        case ATHROW ->
            references.add(
                sample(
                    op,
                    CD_int,
                    e -> e.op(JvmOp.ACONST_NULL),
                    "throws java.lang.NullPointerException"));
      }
    }
    return List.of(
        new EmitterCheck("emitter/operations/numbers", numbers),
        new EmitterCheck("emitter/operations/the stack", stack),
        new EmitterCheck("emitter/operations/references", references));
  }

  private static Sample sample(
      JvmOp op, ClassDesc type, Consumer<JvmEmitter> push, Object expected) {
    return Sample.of("" + op, type, push.andThen(e -> e.op(op)), expected);
  }

  private static Sample sample(
      JvmOp op, ClassDesc type, Consumer<JvmEmitter> push, JvmOp end, Object expected) {
    return Sample.of(
        "" + op,
        type,
        e -> {
          push.accept(e);
          e.op(op);
          e.op(end);
        },
        expected);
  }

  private static Sample longs(JvmOp op, long first, long second, long expected) {
    return sample(
        op,
        CD_long,
        e -> {
          e.pushLong(first);
          e.pushLong(second);
        },
        JvmOp.LRETURN,
        expected);
  }

  private static Sample doubles(JvmOp op, double first, double second, double expected) {
    return sample(
        op,
        CD_double,
        e -> {
          e.pushDouble(first);
          e.pushDouble(second);
        },
        JvmOp.DRETURN,
        expected);
  }

  private static Sample ints(JvmOp op, int first, int second, int expected) {
    return ints(op, first, second, List.of(), expected);
  }

  private static Sample ints(JvmOp op, int first, int second, List<JvmOp> then, int expected) {
    return Sample.of(
        "%s of %d and %d".formatted(op, first, second),
        CD_int,
        e -> {
          e.pushInt(first);
          e.pushInt(second);
          e.op(op);
          then.forEach(e::op);
          e.op(JvmOp.IRETURN);
        },
        expected);
  }

  private static Sample compares(
      JvmOp op, Consumer<JvmEmitter> first, Consumer<JvmEmitter> second, int expected) {
    return sample(op, CD_int, first.andThen(second), JvmOp.IRETURN, expected);
  }

  private static Sample arrays(JvmOp op) {
    return Sample.of(
        op + " in an array of two",
        CD_Object,
        e -> {
          e.pushInt(2);
          e.newArray(CD_Object);
          e.op(JvmOp.DUP);
          e.pushInt(1);
          e.pushString("second");
          e.op(JvmOp.AASTORE);
          e.op(JvmOp.DUP);
          e.pushInt(0);
          e.pushString("first");
          e.op(JvmOp.AASTORE);
          e.pushInt(1);
          e.op(JvmOp.AALOAD);
          e.op(JvmOp.ARETURN);
        },
        "second");
  }

  private static Sample longArrays(JvmOp op) {
    return Sample.of(
        op + " of an array of longs",
        CD_int,
        e -> {
          e.pushInt(3);
          e.newLongArray();
          e.op(JvmOp.DUP);
          e.pushInt(2);
          e.pushLong(1L << 40);
          e.op(JvmOp.LASTORE);
          e.op(JvmOp.ARRAYLENGTH);
          e.op(JvmOp.IRETURN);
        },
        3);
  }
}
