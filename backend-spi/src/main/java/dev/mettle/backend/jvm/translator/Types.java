package dev.mettle.backend.jvm.translator;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.spi.ClassData;
import dev.mettle.backend.spi.ExecutionContext;
import dev.mettle.backend.spi.KernelResult;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.Unwinding;
import dev.mettle.backend.spi.View;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.NativeOperation;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;

/** The classes and method types that generated code names. */
final class Types {

  static final ClassDesc ATOM = desc(Atom.class);
  static final ClassDesc ATOMS = ATOM.arrayType();
  static final ClassDesc LONG_ATOM = desc(LongAtom.class);
  static final ClassDesc DOUBLE_ATOM = desc(DoubleAtom.class);
  static final ClassDesc BOOL_ATOM = desc(BoolAtom.class);
  static final ClassDesc EXPRESSION = desc(Expression.class);
  static final ClassDesc FUNCTION = desc(IrFunction.class);
  static final ClassDesc NATIVE = desc(NativeOperation.class);
  static final ClassDesc CONTEXT = desc(ExecutionContext.class);
  static final ClassDesc VIEW = desc(View.class);
  static final ClassDesc UNWINDING = desc(Unwinding.class);
  static final ClassDesc LEAVE_REASON = desc(LeaveReason.class);
  static final ClassDesc KERNEL_RESULT = desc(KernelResult.class);
  static final ClassDesc CLASS_DATA = desc(ClassData.class);
  static final ClassDesc LOOKUPS = desc(MethodHandles.class);
  static final ClassDesc LOOKUP = desc(MethodHandles.Lookup.class);
  static final ClassDesc MATH = desc(Math.class);
  static final ClassDesc ARITHMETIC_EXCEPTION = desc(ArithmeticException.class);

  static final MethodTypeDesc GENERIC_ENTRY = MethodTypeDesc.of(ATOM, CONTEXT, VIEW, ATOM, ATOMS);
  static final MethodTypeDesc LEAVE =
      MethodTypeDesc.of(
          CD_void, LEAVE_REASON, FUNCTION, java.lang.constant.ConstantDescs.CD_int, ATOMS, ATOMS);
  static final MethodTypeDesc LEAVE_TYPED = LEAVE.changeReturnType(UNWINDING);
  static final MethodTypeDesc APPLY = MethodTypeDesc.of(ATOM, ATOMS);
  static final MethodTypeDesc SETTLE_1 = MethodTypeDesc.of(ATOM, ATOM, ATOM, ATOM);
  static final MethodTypeDesc SETTLE_2 = MethodTypeDesc.of(ATOM, ATOM, ATOM, ATOM, ATOM);
  static final MethodTypeDesc SETTLE_N = MethodTypeDesc.of(ATOM, ATOMS, ATOM, ATOM);
  static final MethodTypeDesc INITIALISER = MethodTypeDesc.of(CD_void);
  static final MethodTypeDesc GET_LOOKUP = MethodTypeDesc.of(LOOKUP);
  static final MethodTypeDesc TAKE = MethodTypeDesc.of(CD_Object.arrayType(), LOOKUP);

  private Types() {}

  static ClassDesc desc(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  /** The class whose objects carry values of a lane as atoms. */
  static ClassDesc box(Lane lane) {
    return switch (lane) {
      case LONG -> LONG_ATOM;
      case DOUBLE -> DOUBLE_ATOM;
      case BOOLEAN -> BOOL_ATOM;
      case REFERENCE -> ATOM;
    };
  }

  static MethodTypeDesc boxing(Lane lane) {
    return MethodTypeDesc.of(box(lane), lane.descriptor());
  }

  static MethodTypeDesc unboxing(Lane lane) {
    return MethodTypeDesc.of(lane.descriptor());
  }

  static JvmType local(Lane lane) {
    return switch (lane) {
      case LONG -> JvmType.LONG;
      case DOUBLE -> JvmType.DOUBLE;
      case BOOLEAN -> JvmType.INT;
      case REFERENCE -> JvmType.REFERENCE;
    };
  }

  static final MethodTypeDesc LONG_LONG = MethodTypeDesc.of(CD_long, CD_long, CD_long);
  static final MethodTypeDesc LONG_1 = MethodTypeDesc.of(CD_long, CD_long);
  static final MethodTypeDesc DOUBLE_1 = MethodTypeDesc.of(CD_double, CD_double);
  static final MethodTypeDesc TO_BOOLEAN = MethodTypeDesc.of(CD_boolean);
}
