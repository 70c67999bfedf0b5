package dev.mettle.conformance.emitter;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.FrameType.Simple;
import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.conformance.kit.Check;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** All checks of emitters. They are about backends that extend {@code JvmBackend}. */
public final class EmitterChecks {

  private static final int[] SLOTS = {0, 1, 2, 3, 4, 5, 254, 255, 256, 300, 390};

  private EmitterChecks() {}

  /** The checks. */
  public static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(new EmitterCheck("emitter/constants/integers", integers()));
    checks.add(new EmitterCheck("emitter/constants/floats", floats()));
    checks.add(new EmitterCheck("emitter/constants/strings", strings()));
    checks.add(new EmitterCheck("emitter/locals/loads and stores", locals()));
    checks.add(new EmitterCheck("emitter/locals/increments", increments()));
    checks.add(new EmitterCheck("emitter/frames/places without a type", frames()));
    checks.addAll(ControlSamples.checks());
    checks.addAll(OperationSamples.checks());
    checks.addAll(MemberSamples.checks());
    return List.copyOf(checks);
  }

  private static List<Sample> integers() {
    Stream<Sample> ints =
        IntStream.of(
                -2,
                -1,
                0,
                1,
                2,
                5,
                6,
                127,
                128,
                -128,
                -129,
                255,
                256,
                32767,
                32768,
                -32768,
                -32769,
                65535,
                65536,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE)
            .mapToObj(
                n ->
                    Sample.of(
                        "pushInt " + n,
                        CD_int,
                        e -> {
                          e.pushInt(n);
                          e.op(JvmOp.IRETURN);
                        },
                        n));
    Stream<Sample> longs =
        LongStream.of(
                -1,
                0,
                1,
                2,
                127,
                128,
                -129,
                65536,
                1L << 31,
                1L << 32,
                (1L << 32) + 1,
                1L << 53,
                Long.MAX_VALUE,
                Long.MIN_VALUE)
            .mapToObj(
                n ->
                    Sample.of(
                        "pushLong " + n,
                        CD_long,
                        e -> {
                          e.pushLong(n);
                          e.op(JvmOp.LRETURN);
                        },
                        n));
    return Stream.concat(ints, longs).toList();
  }

  private static List<Sample> floats() {
    return DoubleStream.of(
            0.0,
            -0.0,
            1.0,
            -1.0,
            2.0,
            0.1,
            1e300,
            Double.MIN_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN,
            Double.longBitsToDouble(0x7ff8000000000123L),
            (double) (1L << 53))
        .mapToObj(
            d ->
                Sample.of(
                    "pushDouble " + Sample.text(d),
                    CD_double,
                    e -> {
                      e.pushDouble(d);
                      e.op(JvmOp.DRETURN);
                    },
                    d))
        .toList();
  }

  private static List<Sample> strings() {
    return Stream.of("", "a", "with space", "\u00e4\u20ac\ud83d\ude00", "\0", "a".repeat(300))
        .map(
            s ->
                Sample.of(
                    "pushString of " + s.length() + " chars",
                    CD_String,
                    e -> {
                      e.pushString(s);
                      e.op(JvmOp.ARETURN);
                    },
                    s))
        .toList();
  }

  /** Each slot holds a value of its own, and its neighbours keep theirs. */
  private static List<Sample> locals() {
    List<Sample> samples = new ArrayList<>();
    for (int slot : SLOTS) {
      samples.add(local("an int", CD_int, JvmType.INT, slot, e -> e.pushInt(7), JvmOp.IRETURN, 7));
      samples.add(
          local(
              "a long",
              CD_long,
              JvmType.LONG,
              slot,
              e -> e.pushLong(1L << 40),
              JvmOp.LRETURN,
              1L << 40));
      samples.add(
          local(
              "a double",
              CD_double,
              JvmType.DOUBLE,
              slot,
              e -> e.pushDouble(0.1),
              JvmOp.DRETURN,
              0.1));
      samples.add(
          local(
              "a reference",
              CD_String,
              JvmType.REFERENCE,
              slot,
              e -> e.pushString("it"),
              JvmOp.ARETURN,
              "it"));
    }
    return samples;
  }

  private static Sample local(
      String what,
      ClassDesc type,
      JvmType stored,
      int slot,
      Consumer<JvmEmitter> push,
      JvmOp end,
      Object value) {
    int size = stored == JvmType.LONG || stored == JvmType.DOUBLE ? 2 : 1;
    return Sample.of(
        what + " in slot " + slot,
        type,
        e -> {
          around(e, slot, size);
          push.accept(e);
          e.store(stored, slot);
          e.load(stored, slot);
          e.op(end);
        },
        value);
  }

  /** Ints in the places beside a slot, and in those that a number cut short would hit. */
  private static void around(JvmEmitter e, int slot, int size) {
    for (int other : new int[] {slot - 1, slot + size, slot & 0xff}) {
      if (other >= 0 && other != slot && (other < slot || other >= slot + size)) {
        e.pushInt(99);
        e.store(JvmType.INT, other);
      }
    }
  }

  private static List<Sample> increments() {
    List<Sample> samples = new ArrayList<>();
    for (int slot : SLOTS) {
      for (int delta : new int[] {1, -1, 100, 127, -128}) {
        samples.add(
            Sample.of(
                "increment slot %d by %d".formatted(slot, delta),
                CD_int,
                e -> {
                  around(e, slot, 1);
                  e.pushInt(1000);
                  e.store(JvmType.INT, slot);
                  e.increment(slot, delta);
                  e.load(JvmType.INT, slot);
                  e.op(JvmOp.IRETURN);
                },
                1000 + delta));
      }
    }
    return samples;
  }

  /** Where ways meet, a local that only one of them has is of no type. */
  private static List<Sample> frames() {
    return List.of(
        Sample.of(
            "a place without a type between an int and a long",
            CD_long,
            e -> {
              e.pushInt(5);
              e.store(JvmType.INT, 0);
              e.pushLong(1L << 33);
              e.store(JvmType.LONG, 2);
              ControlSamples.meet(
                  e, List.of(Simple.INT, Simple.TOP, Simple.LONG), List.of(), () -> {});
              e.load(JvmType.LONG, 2);
              e.load(JvmType.INT, 0);
              e.op(JvmOp.I2L);
              e.op(JvmOp.LADD);
              e.op(JvmOp.LRETURN);
            },
            (1L << 33) + 5),
        Sample.of(
            "a place without a type that one way has set",
            CD_int,
            e -> {
              e.pushInt(5);
              e.store(JvmType.INT, 1);
              ControlSamples.meet(
                  e,
                  List.of(Simple.TOP, Simple.INT),
                  List.of(),
                  () -> {
                    e.pushString("set");
                    e.store(JvmType.REFERENCE, 0);
                  });
              e.load(JvmType.INT, 1);
              e.op(JvmOp.IRETURN);
            },
            5),
        Sample.of(
            "a float behind two places without a type",
            CD_double,
            e -> {
              e.pushDouble(-0.0);
              e.store(JvmType.DOUBLE, 2);
              ControlSamples.meet(
                  e, List.of(Simple.TOP, Simple.TOP, Simple.DOUBLE), List.of(), () -> {});
              e.load(JvmType.DOUBLE, 2);
              e.op(JvmOp.DRETURN);
            },
            -0.0),
        Sample.of(
            "a null, an array and objects",
            CD_int,
            e -> {
              e.op(JvmOp.ACONST_NULL);
              e.store(JvmType.REFERENCE, 0);
              e.pushInt(3);
              e.newArray(CD_Object);
              e.store(JvmType.REFERENCE, 1);
              e.pushString("s");
              e.store(JvmType.REFERENCE, 2);
              ControlSamples.meet(
                  e,
                  List.of(
                      Simple.NULL,
                      new FrameType.Reference(CD_Object.arrayType()),
                      new FrameType.Reference(CD_String)),
                  List.of(),
                  () -> {});
              e.load(JvmType.REFERENCE, 1);
              e.op(JvmOp.ARRAYLENGTH);
              e.op(JvmOp.IRETURN);
            },
            3),
        Sample.of(
            "operands of each size",
            CD_long,
            e -> {
              e.pushLong(10);
              e.pushDouble(2.5);
              e.pushInt(1);
              e.pushString("s");
              ControlSamples.meet(
                  e,
                  List.of(),
                  List.of(
                      Simple.LONG, Simple.DOUBLE, Simple.INT, new FrameType.Reference(CD_String)),
                  () -> {});
              e.op(JvmOp.POP);
              e.op(JvmOp.POP);
              e.op(JvmOp.POP2);
              e.op(JvmOp.LRETURN);
            },
            10L),
        Sample.of(
            "many locals",
            CD_int,
            e -> {
              for (int slot = 0; slot < 40; slot++) {
                e.pushInt(slot);
                e.store(JvmType.INT, slot);
              }
              ControlSamples.meet(e, Collections.nCopies(40, Simple.INT), List.of(), () -> {});
              e.load(JvmType.INT, 39);
              e.op(JvmOp.IRETURN);
            },
            39));
  }
}
