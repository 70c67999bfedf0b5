package dev.mettle.vm.tier;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.CompileOutcome;
import dev.mettle.backend.spi.CompileRequest;
import dev.mettle.backend.spi.EntryKind;
import dev.mettle.backend.spi.EntryPoint;
import dev.mettle.backend.spi.ExecutionContext;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.backend.spi.View;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.ir.opcode.Opcode;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;

/**
 * The smallest backend that works: sums of parameters, by calls of the kernel. Tests derive their
 * faulty backends from it.
 */
class KernelCallBackend implements Backend {

  static final ClassDesc ATOM = ClassDesc.of(Atom.class.getName());
  static final ClassDesc CONTEXT = ClassDesc.of(ExecutionContext.class.getName());
  static final MethodTypeDesc GENERIC =
      MethodTypeDesc.of(ATOM, CONTEXT, ClassDesc.of(View.class.getName()), ATOM, ATOM.arrayType());

  @Override
  public BackendDescriptor descriptor() {
    return descriptor("kernel-call", SpecVersion.CURRENT);
  }

  static BackendDescriptor descriptor(String id, SpecVersion version) {
    return new BackendDescriptor(
        id, "1", version, Set.of(Opcode.LOAD_LOCAL, Opcode.ADD, Opcode.RETURN), 10);
  }

  @Override
  public CompileOutcome compile(CompileRequest request) {
    return compiled(
        request,
        ClassFile.of()
            .build(
                request.className(),
                type ->
                    type.withMethodBody(
                        "run",
                        GENERIC,
                        ClassFile.ACC_STATIC,
                        code -> body(code, request.function()))));
  }

  static CompileOutcome.Compiled compiled(CompileRequest request, byte[] bytes) {
    return new CompileOutcome.Compiled(
        bytes,
        List.of(new EntryPoint(new EntryKind.Generic(), "run", GENERIC)),
        List.of(),
        List.of());
  }

  void body(CodeBuilder code, IrFunction function) {
    for (Instruction instruction : function.code()) {
      if (instruction.opcode() == Opcode.LOAD_LOCAL) {
        code.aload(3).loadConstant(instruction.immediate(0)).aaload();
      } else if (instruction.opcode() == Opcode.ADD) {
        code.invokestatic(
            ClassDesc.of(Kernels.class.getName()), "add", MethodTypeDesc.of(ATOM, ATOM, ATOM));
      } else {
        code.areturn();
      }
    }
  }

  /** Code that leaves at once, for the same reason each time. */
  static void leave(CodeBuilder code, LeaveReason reason) {
    ClassDesc reasons = ClassDesc.of(LeaveReason.class.getName());
    ClassDesc function = ClassDesc.of(IrFunction.class.getName());
    code.aload(0)
        .getstatic(reasons, reason.name(), reasons)
        .aconst_null()
        .iconst_0()
        .aload(3)
        .iconst_0()
        .anewarray(ATOM)
        .invokevirtual(
            CONTEXT,
            "leave",
            MethodTypeDesc.of(
                CD_void, reasons, function, CD_int, ATOM.arrayType(), ATOM.arrayType()))
        .getstatic(CONTEXT, "UNWINDING", ATOM)
        .areturn();
  }
}
