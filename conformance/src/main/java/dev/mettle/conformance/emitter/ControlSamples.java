package dev.mettle.conformance.emitter;

import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.mettle.backend.jvm.FrameType;
import dev.mettle.backend.jvm.FrameType.Simple;
import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.JvmType;
import dev.mettle.conformance.kit.Check;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Samples of jumps, switches and handlers. */
final class ControlSamples {

  private static final JvmLabel FIRST = new JvmLabel(0);
  private static final JvmLabel SECOND = new JvmLabel(1);
  private static final JvmLabel THIRD = new JvmLabel(2);
  private static final JvmLabel FOURTH = new JvmLabel(3);

  private ControlSamples() {}

  static List<Check> checks() {
    return List.of(
        new EmitterCheck("emitter/control/branches", branches()),
        new EmitterCheck("emitter/control/loops", loops()),
        new EmitterCheck("emitter/control/table switches", switches()),
        new EmitterCheck("emitter/control/handlers", handlers()));
  }

  /** Two ways that meet; one of them does something. */
  static void meet(JvmEmitter e, List<FrameType> locals, List<FrameType> stack, Runnable other) {
    e.pushInt(0);
    e.branch(JvmBranch.IFNE, FIRST);
    other.run();
    e.place(FIRST);
    e.frame(locals, stack);
  }

  /** Returns 1 where a branch jumps, else 0. */
  private static Sample branch(
      JvmBranch branch, String operands, Consumer<JvmEmitter> push, boolean jumps) {
    return Sample.of(
        "%s of %s".formatted(branch, operands),
        CD_int,
        e -> {
          push.accept(e);
          e.branch(branch, FIRST);
          if (branch != JvmBranch.GOTO) {
            e.pushInt(0);
            e.op(JvmOp.IRETURN);
          }
          e.place(FIRST);
          e.frame(List.of(), List.of());
          e.pushInt(1);
          e.op(JvmOp.IRETURN);
        },
        jumps ? 1 : 0);
  }

  private static List<Sample> branches() {
    List<Sample> samples = new ArrayList<>();
    for (JvmBranch branch : JvmBranch.values()) {
      switch (branch) {
        case GOTO -> samples.add(branch(branch, "nothing", e -> {}, true));
        case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE -> {
          for (int n : new int[] {-1, 0, 1}) {
            boolean jumps =
                switch (branch) {
                  case IFEQ -> n == 0;
                  case IFNE -> n != 0;
                  case IFLT -> n < 0;
                  case IFGE -> n >= 0;
                  case IFGT -> n > 0;
                  case IFLE, GOTO, IF_ACMPEQ, IF_ACMPNE, IFNULL, IFNONNULL -> n <= 0;
                };
            samples.add(branch(branch, "" + n, e -> e.pushInt(n), jumps));
          }
        }
        case IF_ACMPEQ, IF_ACMPNE -> {
          samples.add(branch(branch, "one", pair("a", "a"), branch == JvmBranch.IF_ACMPEQ));
          samples.add(branch(branch, "two", pair("a", "b"), branch == JvmBranch.IF_ACMPNE));
        }
        case IFNULL, IFNONNULL -> {
          boolean isNull = branch == JvmBranch.IFNULL;
          samples.add(branch(branch, "null", e -> e.op(JvmOp.ACONST_NULL), isNull));
          samples.add(branch(branch, "a string", e -> e.pushString("a"), !isNull));
        }
      }
    }
    return samples;
  }

  private static Consumer<JvmEmitter> pair(String first, String second) {
    return e -> {
      e.pushString(first);
      e.pushString(second);
    };
  }

  /** Jumps back, over little and over much code. */
  private static List<Sample> loops() {
    List<Sample> samples = new ArrayList<>();
    for (int length : new int[] {0, 40, 3000}) {
      samples.add(
          Sample.of(
              "a loop over %d instructions".formatted(2 * length + 6),
              CD_int,
              e -> {
                e.pushInt(0);
                e.store(JvmType.INT, 0);
                e.place(FIRST);
                e.frame(List.of(Simple.INT), List.of());
                for (int i = 0; i < length; i++) {
                  e.op(JvmOp.ACONST_NULL);
                  e.op(JvmOp.POP);
                }
                e.increment(0, 3);
                e.load(JvmType.INT, 0);
                e.pushInt(-30);
                e.op(JvmOp.IADD);
                e.branch(JvmBranch.IFLT, FIRST);
                e.load(JvmType.INT, 0);
                e.op(JvmOp.IRETURN);
              },
              30));
    }
    return samples;
  }

  /** Tables that begin at each place modulo four. */
  private static List<Sample> switches() {
    List<Sample> samples = new ArrayList<>();
    for (int low : new int[] {-2, 0, 7, 100_000, Integer.MAX_VALUE - 2, Integer.MIN_VALUE}) {
      for (int shift = 0; shift < 4; shift++) {
        for (long n = (long) low - 1; n <= (long) low + 3; n++) {
          int at = (int) n;
          long index = (long) at - low;
          samples.add(
              Sample.of(
                  "a table from %d of 3, %d bytes later, at %d".formatted(low, shift, at),
                  CD_int,
                  table(low, shift, at),
                  index >= 0 && index < 3 ? (int) index + 10 : -1));
        }
      }
    }
    return samples;
  }

  private static Consumer<JvmEmitter> table(int low, int shift, int at) {
    return e -> {
      // A load from slot 5 takes two bytes, one from slot 1 takes one.
      int slot = shift % 2 == 0 ? 1 : 5;
      e.pushInt(at);
      e.store(JvmType.INT, 1);
      e.pushInt(at);
      e.store(JvmType.INT, 5);
      for (int i = 0; i < shift / 2; i++) {
        e.op(JvmOp.ACONST_NULL);
        e.op(JvmOp.POP);
      }
      e.load(JvmType.INT, slot);
      e.tableSwitch(low, List.of(FIRST, SECOND, THIRD), FOURTH);
      List<FrameType> locals =
          List.of(Simple.TOP, Simple.INT, Simple.TOP, Simple.TOP, Simple.TOP, Simple.INT);
      // Not in the order of the table.
      end(e, SECOND, locals, 11);
      end(e, FOURTH, locals, -1);
      end(e, THIRD, locals, 12);
      end(e, FIRST, locals, 10);
    };
  }

  private static void end(JvmEmitter e, JvmLabel label, List<FrameType> locals, int result) {
    e.place(label);
    e.frame(locals, List.of());
    e.pushInt(result);
    e.op(JvmOp.IRETURN);
  }

  /** A division by zero under handlers. */
  private static List<Sample> handlers() {
    ClassDesc arithmetic = Sample.jdk(ArithmeticException.class);
    return List.of(
        Sample.of("a handler", CD_long, e -> divides(e, arithmetic, arithmetic), -1L),
        Sample.of(
            "the second of two handlers",
            CD_long,
            e -> divides(e, Sample.jdk(ArrayStoreException.class), arithmetic),
            -2L),
        Sample.of(
            "the first of two handlers", CD_long, e -> divides(e, CD_Throwable, arithmetic), -1L),
        Sample.of(
            "what stands behind a range is not handled",
            CD_String,
            e -> {
              e.place(FIRST);
              e.pushLong(1);
              e.op(JvmOp.POP2);
              e.place(SECOND);
              e.pushString("no number");
              e.invokeStatic(
                  Sample.jdk(Long.class), "parseLong", MethodTypeDesc.of(CD_long, CD_String));
              e.op(JvmOp.POP2);
              e.pushString("not reached");
              e.op(JvmOp.ARETURN);
              e.place(THIRD);
              e.frame(List.of(), List.of(new FrameType.Reference(CD_Throwable)));
              e.op(JvmOp.POP);
              e.pushString("handled");
              e.op(JvmOp.ARETURN);
              e.handler(FIRST, SECOND, THIRD, CD_Throwable);
            },
            "throws java.lang.NumberFormatException"),
        Sample.of(
            "what is caught is thrown again",
            CD_String,
            e -> {
              e.place(FIRST);
              e.pushLong(1);
              e.pushLong(0);
              e.op(JvmOp.LDIV);
              e.op(JvmOp.POP2);
              e.place(SECOND);
              e.op(JvmOp.ACONST_NULL);
              e.op(JvmOp.ARETURN);
              e.place(THIRD);
              e.frame(List.of(), List.of(new FrameType.Reference(arithmetic)));
              e.op(JvmOp.ATHROW);
              e.handler(FIRST, SECOND, THIRD, arithmetic);
            },
            "throws java.lang.ArithmeticException"));
  }

  private static void divides(JvmEmitter e, ClassDesc first, ClassDesc second) {
    e.place(FIRST);
    e.pushLong(1);
    e.pushLong(0);
    e.op(JvmOp.LDIV);
    e.op(JvmOp.LRETURN);
    e.place(SECOND);
    e.place(THIRD);
    e.frame(List.of(), List.of(new FrameType.Reference(first)));
    e.op(JvmOp.POP);
    e.pushLong(-1);
    e.op(JvmOp.LRETURN);
    e.place(FOURTH);
    e.frame(List.of(), List.of(new FrameType.Reference(second)));
    e.op(JvmOp.POP);
    e.pushLong(-2);
    e.op(JvmOp.LRETURN);
    e.handler(FIRST, SECOND, THIRD, first);
    e.handler(FIRST, SECOND, FOURTH, second);
  }
}
