package dev.mettle.conformance;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.CompileOutcome;
import dev.mettle.backend.spi.CompileRequest;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Backends with one defect each, of the kinds that authors make. */
final class WrongBackends {

  private WrongBackends() {}

  // ------------------------------------------------------------------ in the code

  private static Backend emitting(BiFunction<CodeBuilder, Integer, JvmEmitter> emitters) {
    return new ClassFileBackend() {
      @Override
      protected JvmEmitter emitter(CodeBuilder code, int labelCount) {
        return emitters.apply(code, labelCount);
      }
    };
  }

  /** Sums wrap around at 64 bits. */
  static Backend wrapsAround() {
    return emitting(
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
            });
  }

  /** The constant -0.0 becomes 0.0, since they are equal. */
  static Backend losesMinusZero() {
    return emitting(
        (code, labels) ->
            new ClassFileEmitter(code, labels) {
              @Override
              public void pushDouble(double value) {
                super.pushDouble(value == 0 ? 0.0 : value);
              }
            });
  }

  /** "Not less or equal" passes for "greater". */
  static Backend forgetsNaN() {
    return emitting(
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
            });
  }

  /** The kinds of arguments are not tested. */
  static Backend trustsArguments() {
    return emitting(
        (code, labels) ->
            new ClassFileEmitter(code, labels) {
              @Override
              public void branch(JvmBranch branch, JvmLabel target) {
                if (branch == JvmBranch.IFEQ) {
                  op(JvmOp.POP);
                } else {
                  super.branch(branch, target);
                }
              }
            });
  }

  /** An overflow is reported as an argument of another kind. */
  static Backend leavesForTheWrongReason() {
    return emitting(
        (code, labels) ->
            new ClassFileEmitter(code, labels) {
              @Override
              public void getStatic(ClassDesc owner, String name, ClassDesc type) {
                super.getStatic(owner, name.equals("INTEGER_RANGE") ? "ARGUMENT_KIND" : name, type);
              }
            });
  }

  // ------------------------------------------------------------------ in the translation

  private static Backend rewriting(UnaryOperator<Instruction> rewrite) {
    return compiling(
        (backend, request) -> backend.compile(with(request, rewrite(request.function(), rewrite))));
  }

  private static IrFunction rewrite(IrFunction function, UnaryOperator<Instruction> rewrite) {
    FunctionBuilder builder = FunctionBuilder.copyOfFrame(function);
    function.code().forEach(instruction -> builder.add(rewrite.apply(instruction)));
    return builder.build();
  }

  private static CompileRequest with(CompileRequest request, IrFunction function) {
    return new CompileRequest(
        request.className(),
        function,
        request.entries(),
        request.profile(),
        request.callees(),
        request.natives(),
        request.limits());
  }

  /** The operands of a difference come in the wrong order. */
  static Backend swapsOperands() {
    return compiling(
        (backend, request) -> {
          FunctionBuilder builder = FunctionBuilder.copyOfFrame(request.function());
          for (Instruction instruction : request.function().code()) {
            if (instruction.opcode() == Opcode.SUB) {
              builder.emit(Opcode.SWAP);
            }
            builder.add(instruction);
          }
          return backend.compile(with(request, builder.build()));
        });
  }

  /** Integers beyond 16 bits are cut off. */
  static Backend cutsConstants() {
    return rewriting(
        instruction ->
            instruction.opcode() == Opcode.PUSH_LONG_SMALL
                ? Instruction.of(Opcode.PUSH_LONG_SMALL, (short) instruction.immediate(0))
                : instruction);
  }

  /** Division rounds towards zero where it should round down. */
  static Backend roundsTowardsZero() {
    return rewriting(
        instruction ->
            instruction.opcode() == Opcode.FLOOR_DIV ? Instruction.of(Opcode.DIV) : instruction);
  }

  /** Equality of unequal kinds is always false. */
  static Backend comparesFloatsAsIntegers() {
    return emitting(
        (code, labels) ->
            new ClassFileEmitter(code, labels) {
              @Override
              public void invokeStatic(ClassDesc owner, String name, MethodTypeDesc type) {
                if (name.equals("eq") && type.descriptorString().equals("(JD)Z")) {
                  code.dstore(20).l2d().dload(20);
                  super.invokeStatic(owner, "eq", MethodTypeDesc.ofDescriptor("(DD)Z"));
                } else {
                  super.invokeStatic(owner, name, type);
                }
              }
            });
  }

  // ------------------------------------------------------------------ in the contract

  private static Backend compiling(BiFunction<Backend, CompileRequest, CompileOutcome> compiler) {
    return described(ClassFileBackend.DESCRIPTOR, compiler);
  }

  private static Backend described(
      BackendDescriptor descriptor, BiFunction<Backend, CompileRequest, CompileOutcome> compiler) {
    Backend right = new ClassFileBackend();
    return new Backend() {
      @Override
      public BackendDescriptor descriptor() {
        return descriptor;
      }

      @Override
      public CompileOutcome compile(CompileRequest request) {
        return compiler.apply(right, request);
      }
    };
  }

  private static boolean uses(CompileRequest request, Opcode opcode) {
    return request.function().code().stream().anyMatch(i -> i.opcode() == opcode);
  }

  /** Claims to cover powers, and declines them. */
  static Backend liesAboutOpcodes() {
    return compiling(
        (backend, request) ->
            uses(request, Opcode.POW)
                ? new CompileOutcome.Declined(
                    DeclineReason.UNSUPPORTED, Optional.of(Opcode.POW), "powers come later")
                : backend.compile(request));
  }

  /** Throws for products. */
  static Backend throwsForProducts() {
    return compiling(
        (backend, request) -> {
          if (uses(request, Opcode.MUL)) {
            throw new IndexOutOfBoundsException("Index 2 out of bounds for length 2");
          }
          return backend.compile(request);
        });
  }

  /** Returns bytes that are no class. */
  static Backend returnsGarbage() {
    return compiling(
        (backend, request) -> {
          CompileOutcome outcome = backend.compile(request);
          return outcome instanceof CompileOutcome.Compiled compiled
              ? new CompileOutcome.Compiled(
                  new byte[] {1, 2, 3}, compiled.entryPoints(), compiled.classData(), List.of())
              : outcome;
        });
  }

  /** Forgets its class data. */
  static Backend losesClassData() {
    return compiling(
        (backend, request) -> {
          CompileOutcome outcome = backend.compile(request);
          return outcome instanceof CompileOutcome.Compiled compiled
              ? new CompileOutcome.Compiled(
                  compiled.classFile(), compiled.entryPoints(), List.of(), List.of())
              : outcome;
        });
  }

  /** Keeps the request in a field while it works. */
  static Backend isNotThreadSafe() {
    CompileRequest[] current = new CompileRequest[1];
    return compiling(
        (backend, request) -> {
          current[0] = request;
          try {
            Thread.sleep(1);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          CompileRequest mixed = with(request, current[0].function());
          return backend.compile(mixed);
        });
  }

  /** Describes itself anew each time. */
  static Backend changesItsDescriptor() {
    AtomicInteger count = new AtomicInteger();
    return new ClassFileBackend() {
      @Override
      public BackendDescriptor descriptor() {
        return new BackendDescriptor(
            "classfile",
            "1." + count.incrementAndGet(),
            SpecVersion.CURRENT,
            translatedOpcodes(),
            1);
      }
    };
  }

  /** Was written for a later version of the contract. */
  static Backend isFromTheFuture() {
    BackendDescriptor d = ClassFileBackend.DESCRIPTOR;
    return described(
        new BackendDescriptor(d.id(), d.version(), new SpecVersion(2, 0), d.opcodes(), 1),
        Backend::compile);
  }
}
