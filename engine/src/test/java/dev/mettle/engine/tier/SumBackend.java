package dev.mettle.engine.tier;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.ir.opcode.Opcode;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;

/**
 * A backend that compiles each function as the sum of its first two arguments, which are small
 * integers. Tests derive their faulty backends from it.
 */
class SumBackend implements Backend {

  static final ClassDesc CONTEXT = ClassDesc.of(ProgramContext.class.getName());

  @Override
  public BackendDescriptor descriptor() {
    return descriptor("sum", SpecVersion.CURRENT);
  }

  static BackendDescriptor descriptor(String id, SpecVersion version) {
    return new BackendDescriptor(
        id, "1", version, Set.of(Opcode.LOAD_LOCAL, Opcode.ADD, Opcode.RETURN), 10);
  }

  @Override
  public UnitOutcome compile(UnitRequest request) {
    return compiled(
        request,
        ClassFile.of()
            .build(
                request.className(),
                type ->
                    type.withMethodBody(
                        "run",
                        MethodTypeDesc.of(CD_void, CONTEXT),
                        ClassFile.ACC_STATIC,
                        this::body)));
  }

  static UnitOutcome.Compiled compiled(UnitRequest request, byte[] bytes) {
    return new UnitOutcome.Compiled(
        bytes,
        List.of(new UnitOutcome.Entry(request.wanted(), Lane.LONG, false, "run")),
        List.of(),
        List.of());
  }

  void body(CodeBuilder code) {
    MethodTypeDesc argument = MethodTypeDesc.of(CD_long, CD_int);
    code.aload(0);
    code.aload(0).iconst_0().invokevirtual(CONTEXT, "longArgument", argument);
    code.aload(0).iconst_1().invokevirtual(CONTEXT, "longArgument", argument);
    code.ladd().invokevirtual(CONTEXT, "giveLong", MethodTypeDesc.of(CD_void, CD_long)).return_();
  }
}
