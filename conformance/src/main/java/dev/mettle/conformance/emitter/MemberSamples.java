package dev.mettle.conformance.emitter;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_char;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.mettle.backend.jvm.JvmField;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.conformance.kit.Check;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.StringConcatFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Samples of fields, methods, classes and linked calls. */
final class MemberSamples {

  private MemberSamples() {}

  static List<Check> checks() {
    return List.of(
        new EmitterCheck("emitter/members/fields", fields()),
        new EmitterCheck("emitter/members/methods", methods()),
        new EmitterCheck("emitter/members/classes", classes()),
        new EmitterCheck("emitter/members/linked calls", linked()));
  }

  private static List<Sample> fields() {
    return List.of(
        Sample.of(
            "a field of the JDK",
            CD_long,
            e -> {
              e.getStatic(Sample.jdk(Long.class), "MAX_VALUE", CD_long);
              e.op(JvmOp.LRETURN);
            },
            Long.MAX_VALUE),
        Sample.of(
                "a field of the class",
                CD_long,
                e -> {
                  e.getStatic(Sample.CLASS, "FIELD", CD_long);
                  e.op(JvmOp.LRETURN);
                },
                1L << 50)
            .with(
                new JvmField("FIELD", CD_long),
                e -> {
                  e.pushLong(1L << 50);
                  e.putStatic(Sample.CLASS, "FIELD", CD_long);
                  e.op(JvmOp.RETURN);
                }));
  }

  private static List<Sample> methods() {
    return List.of(
        Sample.of(
            "a static method of two longs",
            CD_long,
            e -> {
              e.pushLong(17);
              e.pushLong(5);
              e.invokeStatic(
                  Sample.jdk(Math.class),
                  "subtractExact",
                  MethodTypeDesc.of(CD_long, CD_long, CD_long));
              e.op(JvmOp.LRETURN);
            },
            12L),
        Sample.of(
            "a method of an object",
            CD_char,
            e -> {
              e.pushString("abc");
              e.pushInt(2);
              e.invokeVirtual(CD_String, "charAt", MethodTypeDesc.of(CD_char, CD_int));
              e.op(JvmOp.IRETURN);
            },
            'c'),
        Sample.of(
            "a method of an interface",
            CD_Object,
            e -> {
              e.pushString("abc");
              e.pushInt(1);
              e.pushInt(3);
              e.invokeInterface(
                  Sample.jdk(CharSequence.class),
                  "subSequence",
                  MethodTypeDesc.of(Sample.jdk(CharSequence.class), CD_int, CD_int));
              e.op(JvmOp.ARETURN);
            },
            "bc"),
        Sample.of(
            "a constructor with a long",
            CD_long,
            e -> {
              ClassDesc counter = Sample.jdk(AtomicLong.class);
              e.newObject(counter);
              e.op(JvmOp.DUP);
              e.pushLong(9);
              e.invokeConstructor(counter, MethodTypeDesc.of(ConstantDescs.CD_void, CD_long));
              e.invokeVirtual(counter, "incrementAndGet", MethodTypeDesc.of(CD_long));
              e.op(JvmOp.LRETURN);
            },
            10L),
        Sample.of(
            "an interface's method of one long",
            CD_long,
            e -> {
              ClassDesc stream = Sample.jdk(LongStream.class);
              e.invokeStatic(Sample.jdk(MemberSamples.class), "three", MethodTypeDesc.of(stream));
              e.pushLong(2);
              e.invokeInterface(stream, "skip", MethodTypeDesc.of(stream, CD_long));
              e.invokeInterface(stream, "sum", MethodTypeDesc.of(CD_long));
              e.op(JvmOp.LRETURN);
            },
            30L));
  }

  /** Called by a sample. */
  static LongStream three() {
    return LongStream.of(10, 20, 30);
  }

  private static List<Sample> classes() {
    return List.of(
        Sample.of(
            "a cast that passes",
            CD_String,
            e -> {
              e.pushString("s");
              e.checkCast(CD_String);
              e.op(JvmOp.ARETURN);
            },
            "s"),
        Sample.of(
            "a cast of an array",
            CD_Object,
            e -> {
              e.op(JvmOp.ACONST_NULL);
              e.checkCast(CD_Object.arrayType());
              e.op(JvmOp.ARETURN);
            },
            "null"),
        Sample.of(
            "a cast that fails",
            CD_Object,
            e -> {
              e.pushInt(0);
              e.newArray(CD_Object);
              e.checkCast(CD_String.arrayType());
              e.op(JvmOp.ARETURN);
            },
            "throws java.lang.ClassCastException"),
        isString("\"s\"", true),
        isString("null", false),
        Sample.of(
            "an array of arrays",
            CD_int,
            e -> {
              e.pushInt(4);
              e.newArray(CD_String.arrayType());
              e.checkCast(CD_String.arrayType().arrayType());
              e.op(JvmOp.ARRAYLENGTH);
              e.op(JvmOp.IRETURN);
            },
            4));
  }

  private static Sample isString(String what, boolean is) {
    return Sample.of(
        "whether %s is a string".formatted(what),
        CD_boolean,
        e -> {
          if (is) {
            e.pushString("s");
          } else {
            e.op(JvmOp.ACONST_NULL);
          }
          e.instanceOf(CD_String);
          e.op(JvmOp.IRETURN);
        },
        is);
  }

  /** Calls that are linked with arguments of each kind, in order. */
  private static List<Sample> linked() {
    DirectMethodHandleDesc bootstrap =
        MethodHandleDesc.ofMethod(
            DirectMethodHandleDesc.Kind.STATIC,
            Sample.jdk(StringConcatFactory.class),
            "makeConcatWithConstants",
            MethodTypeDesc.of(
                Sample.jdk(CallSite.class),
                Sample.jdk(MethodHandles.Lookup.class),
                CD_String,
                Sample.jdk(MethodType.class),
                CD_String,
                CD_Object.arrayType()));
    List<ConstantDesc> kinds = List.of("a", 70_000, 1L << 40, -0.0, CD_String);
    return List.of(
        concat(bootstrap, "arguments of each kind", kinds),
        concat(bootstrap, "numbers that are equal", List.of(1, 1L, 1.0, 0.0, -0.0)),
        Sample.of(
            "two calls of one name with other arguments",
            CD_String,
            e -> {
              for (String constant : List.of("x", "y")) {
                e.invokeDynamic(
                    bootstrap, "text", MethodTypeDesc.of(CD_String), List.of("\u0002", constant));
              }
              e.invokeVirtual(CD_String, "concat", MethodTypeDesc.of(CD_String, CD_String));
              e.op(JvmOp.ARETURN);
            },
            "xy"),
        Sample.of(
            "a linked call of three operands",
            CD_String,
            e -> {
              e.pushInt(1);
              e.pushLong(2);
              e.pushString("3");
              e.invokeDynamic(
                  bootstrap,
                  "text",
                  MethodTypeDesc.of(CD_String, CD_int, CD_long, CD_String),
                  List.of("\u0001-\u0001-\u0001"));
              e.op(JvmOp.ARETURN);
            },
            "1-2-3"));
  }

  private static Sample concat(
      DirectMethodHandleDesc bootstrap, String label, List<ConstantDesc> constants) {
    String recipe = String.join(",", Collections.nCopies(constants.size(), "\u0002"));
    String expected =
        String.join(
            ",",
            constants.stream()
                .map(c -> c instanceof ClassDesc ? "class java.lang.String" : String.valueOf(c))
                .toList());
    ConstantDesc[] arguments = new ConstantDesc[constants.size() + 1];
    arguments[0] = recipe;
    for (int i = 0; i < constants.size(); i++) {
      arguments[i + 1] = constants.get(i);
    }
    return Sample.of(
        label,
        CD_String,
        e -> {
          e.invokeDynamic(
              bootstrap, "text", MethodTypeDesc.of(CD_String), Arrays.asList(arguments));
          e.op(JvmOp.ARETURN);
        },
        expected);
  }
}
