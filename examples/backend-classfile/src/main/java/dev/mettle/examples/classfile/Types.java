package dev.mettle.examples.classfile;

import dev.mettle.backend.spi.CallTarget;
import dev.mettle.backend.spi.Equality;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.SwitchSite;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;

/** The classes that generated code names. */
final class Types {

  static final ClassDesc CONTEXT = desc(ProgramContext.class);
  static final ClassDesc LAYOUT = desc(FrameLayout.class);
  static final ClassDesc TARGET = desc(CallTarget.class);
  static final ClassDesc CODE = desc(FunctionCode.class);
  static final ClassDesc SWITCH = desc(SwitchSite.class);
  static final ClassDesc EQUALITY = desc(Equality.class);
  static final ClassDesc ATOM = desc(Atom.class);
  static final ClassDesc ATOMS = ATOM.arrayType();
  static final ClassDesc EXPRESSION = desc(Expression.class);
  static final ClassDesc VARIABLE = desc(Variable.class);
  static final ClassDesc SYMBOL = desc(Symbol.class);
  static final ClassDesc SYMBOLS = desc(Symbols.class);
  static final ClassDesc BOOL = desc(BoolAtom.class);
  static final ClassDesc NUMBER = desc(NumberAtom.class);

  private Types() {}

  static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  /** How the JVM sees values of a lane. */
  static TypeKind kind(Lane lane) {
    return switch (lane) {
      case LONG -> TypeKind.LONG;
      case DOUBLE -> TypeKind.DOUBLE;
      case BOOLEAN -> TypeKind.BOOLEAN;
      case REFERENCE, OBJECT -> TypeKind.REFERENCE;
    };
  }

  /** The atom that holds a value of a primitive lane. */
  static ClassDesc box(Lane lane) {
    return switch (lane) {
      case LONG -> desc(LongAtom.class);
      case DOUBLE -> desc(DoubleAtom.class);
      case BOOLEAN -> BOOL;
      case REFERENCE, OBJECT -> ATOM;
    };
  }

  /** The lane of a Java type. */
  static Lane laneOf(Class<?> type) {
    for (Lane lane : Lane.values()) {
      if (lane.javaType() == type) {
        return lane;
      }
    }
    throw new IllegalArgumentException("no lane carries " + type);
  }
}
