package dev.mettle.conformance;

import static dev.mettle.conformance.Faults.fault;
import static java.lang.constant.ConstantDescs.CD_Throwable;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.jvm.assembler.ClassFileEmitter;
import dev.mettle.backend.spi.Backend;
import dev.mettle.conformance.Faults.Fault;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.SimpleVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** Faults of emitters. */
final class EmitterFaults {

  private EmitterFaults() {}

  private static Backend emitting(BiFunction<CodeBuilder, Integer, JvmEmitter> emitters) {
    return new ClassFileBackend() {
      @Override
      protected JvmEmitter emitter(CodeBuilder code, int labelCount) {
        return emitters.apply(code, labelCount);
      }
    };
  }

  /** Writes other stack-map frames. */
  private static Backend frames(BiConsumer<CodeBuilder, StackMapTableAttribute> by) {
    ClassFile writer = ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS);
    return new ClassFileBackend() {
      @Override
      protected byte[] assemble(JvmClass type) {
        return writer.transformClass(
            writer.parse(super.assemble(type)),
            ClassTransform.transformingMethodBodies(
                (code, element) -> {
                  if (element instanceof StackMapTableAttribute table) {
                    by.accept(code, table);
                  } else {
                    code.with(element);
                  }
                }));
      }
    };
  }

  private static StackMapFrameInfo withoutTop(StackMapFrameInfo frame) {
    return StackMapFrameInfo.of(
        frame.target(),
        frame.locals().stream()
            .map(t -> t == SimpleVerificationTypeInfo.TOP ? SimpleVerificationTypeInfo.INTEGER : t)
            .toList(),
        frame.stack());
  }

  static List<Fault> emitters() {
    return List.of(
        fault(
            "emitted sums wrap around",
            emitting(
                (code, labels) ->
                    new ClassFileEmitter(code, labels) {
                      @Override
                      public void invokeStatic(ClassDesc owner, String name, MethodTypeDesc type) {
                        if (name.equals("addExact")) {
                          op(JvmOp.LADD);
                        } else {
                          super.invokeStatic(owner, name, type);
                        }
                      }
                    }),
            "vector/add/the largest",
            "expected 9223372036854775808 but compiled code gave -9223372036854775808"),
        fault(
            "an emitted -0.0 is 0.0",
            emitting(
                (code, labels) ->
                    new ClassFileEmitter(code, labels) {
                      @Override
                      public void pushDouble(double value) {
                        super.pushDouble(value == 0 ? 0.0 : value);
                      }
                    }),
            "constant/div/as operand",
            "expected -0.0 but compiled code gave 0.0"),
        fault(
            "not less or equal passes for greater",
            emitting(
                (code, labels) ->
                    new ClassFileEmitter(code, labels) {
                      @Override
                      public void invokeStatic(ClassDesc owner, String name, MethodTypeDesc type) {
                        if (name.equals("gt") && type.descriptorString().equals("(DD)Z")) {
                          super.invokeStatic(owner, "le", type);
                          pushInt(1);
                          op(JvmOp.IXOR);
                        } else {
                          super.invokeStatic(owner, name, type);
                        }
                      }
                    }),
            "vector/gt/NaN twice",
            "expected False but compiled code gave True"),
        fault(
            "emitted integers are cut to 16 bits",
            emitting(
                (code, labels) ->
                    new ClassFileEmitter(code, labels) {
                      @Override
                      public void pushLong(long value) {
                        super.pushLong((short) value);
                      }
                    }),
            "constant/sub/as operand",
            "but compiled code gave"),
        fault(
            "integers meet floats as floats",
            emitting(
                (code, labels) ->
                    new ClassFileEmitter(code, labels) {
                      @Override
                      public void invokeStatic(ClassDesc owner, String name, MethodTypeDesc type) {
                        if (name.equals("eq") && type.descriptorString().equals("(JD)Z")) {
                          code.dstore(200).l2d().dload(200).dcmpl();
                          code.ifThenElse(b -> b.iconst_0(), b -> b.iconst_1());
                        } else {
                          super.invokeStatic(owner, name, type);
                        }
                      }
                    }),
            "vector/eq/close to 2^53",
            "expected False but compiled code gave True"),
        fault(
            "the cases of a table are reversed",
            emitting(
                (code, labels) ->
                    new ClassFileEmitter(code, labels) {
                      @Override
                      public void tableSwitch(int low, List<JvmLabel> targets, JvmLabel otherwise) {
                        super.tableSwitch(low, targets.reversed(), otherwise);
                      }
                    }),
            "emitter/control/table switches",
            "a table from -2 of 3"),
        fault(
            "a table always begins with 0",
            emitting(
                (code, labels) ->
                    new ClassFileEmitter(code, labels) {
                      @Override
                      public void tableSwitch(int low, List<JvmLabel> targets, JvmLabel otherwise) {
                        super.tableSwitch(0, targets, otherwise);
                      }
                    }),
            "emitter/control/table switches",
            "a table from -2 of 3"),
        fault(
            "increments know 256 slots",
            emitting(
                (code, labels) ->
                    new ClassFileEmitter(code, labels) {
                      @Override
                      public void increment(int slot, int delta) {
                        super.increment(slot & 0xff, delta);
                      }
                    }),
            "emitter/locals/increments",
            "increment slot 256 by 1"),
        fault(
            "increments are positive",
            emitting(
                (code, labels) ->
                    new ClassFileEmitter(code, labels) {
                      @Override
                      public void increment(int slot, int delta) {
                        super.increment(slot, delta & 0xff);
                      }
                    }),
            "emitter/locals/increments",
            "by -1"),
        fault(
            "arguments of linked calls are reversed",
            emitting(
                (code, labels) ->
                    new ClassFileEmitter(code, labels) {
                      @Override
                      public void invokeDynamic(
                          DirectMethodHandleDesc bootstrap,
                          String name,
                          MethodTypeDesc type,
                          List<ConstantDesc> arguments) {
                        List<ConstantDesc> turned = new ArrayList<>(arguments);
                        Collections.reverse(turned.subList(1, turned.size()));
                        super.invokeDynamic(bootstrap, name, type, turned);
                      }
                    }),
            "emitter/members/linked calls",
            "arguments of each kind"),
        fault(
            "places without a type are integers",
            frames(
                (code, table) ->
                    code.with(
                        StackMapTableAttribute.of(
                            table.entries().stream().map(EmitterFaults::withoutTop).toList()))),
            "emitter/frames/places without a type",
            "VerifyError"),
        fault(
            "there are no frames",
            frames((code, table) -> {}),
            "emitter/control/branches",
            "VerifyError"),
        fault(
            "later handlers come first",
            emitting(
                (code, labels) ->
                    new ClassFileEmitter(code, labels) {
                      @Override
                      public void handler(
                          JvmLabel start, JvmLabel end, JvmLabel handler, ClassDesc type) {
                        super.handler(start, end, handler, CD_Throwable);
                      }
                    }),
            "emitter/control/handlers",
            "the second of two handlers"),
        fault(
            "a null jumps like any object",
            emitting(
                (code, labels) ->
                    new ClassFileEmitter(code, labels) {
                      @Override
                      public void branch(JvmBranch branch, JvmLabel target) {
                        super.branch(
                            branch == JvmBranch.IFNULL ? JvmBranch.IFNONNULL : branch, target);
                      }
                    }),
            "emitter/control/branches",
            "IFNULL of null"),
        fault(
            "pairs are copied as one",
            emitting(
                (code, labels) ->
                    new ClassFileEmitter(code, labels) {
                      @Override
                      public void op(JvmOp op) {
                        if (op == JvmOp.DUP2) {
                          super.op(JvmOp.DUP);
                          super.op(JvmOp.DUP);
                        } else {
                          super.op(op);
                        }
                      }
                    }),
            "emitter/operations/the stack",
            "DUP2"),
        fault(
            "any NaN is the NaN",
            emitting(
                (code, labels) ->
                    new ClassFileEmitter(code, labels) {
                      @Override
                      public void pushDouble(double value) {
                        super.pushDouble(Double.isNaN(value) ? Double.NaN : value);
                      }
                    }),
            "emitter/constants/floats",
            "7ff8000000000123"));
  }
}
