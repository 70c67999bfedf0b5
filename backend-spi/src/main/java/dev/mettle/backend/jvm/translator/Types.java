package dev.mettle.backend.jvm.translator;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.mettle.backend.jvm.JvmType;
import dev.mettle.backend.spi.ClassData;
import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;

/** The classes and method types that generated code names. */
public final class Types {

  public static final ClassDesc ATOM = desc(Atom.class);
  public static final ClassDesc ATOMS = ATOM.arrayType();
  public static final ClassDesc NUMBER_ATOM = desc(NumberAtom.class);
  public static final ClassDesc LONG_ATOM = desc(LongAtom.class);
  public static final ClassDesc DOUBLE_ATOM = desc(DoubleAtom.class);
  public static final ClassDesc BOOL_ATOM = desc(BoolAtom.class);
  public static final ClassDesc EXPRESSION = desc(Expression.class);
  public static final ClassDesc CLASS_DATA = desc(ClassData.class);
  public static final ClassDesc LOOKUPS = desc(MethodHandles.class);
  public static final ClassDesc LOOKUP = desc(MethodHandles.Lookup.class);
  public static final ClassDesc MATH = desc(Math.class);
  public static final ClassDesc ARITHMETIC_EXCEPTION = desc(ArithmeticException.class);

  public static final MethodTypeDesc INITIALISER = MethodTypeDesc.of(CD_void);
  public static final MethodTypeDesc GET_LOOKUP = MethodTypeDesc.of(LOOKUP);
  public static final MethodTypeDesc TAKE = MethodTypeDesc.of(CD_Object.arrayType(), LOOKUP);

  private Types() {}

  /** The descriptor of a class. */
  public static ClassDesc desc(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  /** The class whose objects carry values of a lane as atoms. */
  public static ClassDesc box(Lane lane) {
    return switch (lane) {
      case LONG -> LONG_ATOM;
      case DOUBLE -> DOUBLE_ATOM;
      case BOOLEAN -> BOOL_ATOM;
      case REFERENCE -> ATOM;
      case OBJECT -> throw new IllegalArgumentException("no atom carries an object of the machine");
    };
  }

  /** The method that makes an atom of a value of a lane. */
  public static MethodTypeDesc boxing(Lane lane) {
    return MethodTypeDesc.of(box(lane), lane.descriptor());
  }

  /** The method that gives the value of an atom. */
  public static MethodTypeDesc unboxing(Lane lane) {
    return MethodTypeDesc.of(lane.descriptor());
  }

  /** The kind of variable that a value of a lane lies in. */
  public static JvmType local(Lane lane) {
    return switch (lane) {
      case LONG -> JvmType.LONG;
      case DOUBLE -> JvmType.DOUBLE;
      case BOOLEAN -> JvmType.INT;
      case REFERENCE, OBJECT -> JvmType.REFERENCE;
    };
  }

  public static final MethodTypeDesc LONG_LONG = MethodTypeDesc.of(CD_long, CD_long, CD_long);
  public static final MethodTypeDesc LONG_1 = MethodTypeDesc.of(CD_long, CD_long);
  public static final MethodTypeDesc DOUBLE_1 = MethodTypeDesc.of(CD_double, CD_double);
}
