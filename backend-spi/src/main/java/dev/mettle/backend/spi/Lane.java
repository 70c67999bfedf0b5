package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/**
 * How a value travels through compiled code: unboxed where its kind is known, else as an atom.
 *
 * @since 1.0
 */
public enum Lane {
  /** A 64-bit integer as a Java {@code long}. */
  LONG(ConstantDescs.CD_long, long.class, 2),
  /** A float as a Java {@code double}. */
  DOUBLE(ConstantDescs.CD_double, double.class, 2),
  /** A Bool as a Java {@code boolean}. */
  BOOLEAN(ConstantDescs.CD_boolean, boolean.class, 1),
  /** Any atom. */
  REFERENCE(ClassDesc.of(Atom.class.getName()), Atom.class, 1),
  /** Something of the machine's own that no program sees, such as a list under construction. */
  OBJECT(ConstantDescs.CD_Object, Object.class, 1);

  private final ClassDesc descriptor;
  private final Class<?> javaType;
  private final int slots;

  Lane(ClassDesc descriptor, Class<?> javaType, int slots) {
    this.descriptor = descriptor;
    this.javaType = javaType;
    this.slots = slots;
  }

  /** The Java type as it stands in method descriptors. */
  public ClassDesc descriptor() {
    return descriptor;
  }

  /** The Java type. */
  public Class<?> javaType() {
    return javaType;
  }

  /** How many slots a value takes among locals and operands of the JVM. */
  public int slots() {
    return slots;
  }

  /** The narrowest lane that carries {@code value}; never {@link #OBJECT}. */
  public static Lane of(Atom value) {
    return switch (value) {
      case LongAtom n -> LONG;
      case DoubleAtom n -> DOUBLE;
      case BoolAtom b -> BOOLEAN;
      default -> REFERENCE; // everything else is an object on every tier
    };
  }
}
