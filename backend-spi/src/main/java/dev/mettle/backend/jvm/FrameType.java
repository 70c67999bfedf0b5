package dev.mettle.backend.jvm;

import java.lang.constant.ClassDesc;

/**
 * The type of one local or operand in a stack-map frame.
 *
 * @since 1.0
 */
public sealed interface FrameType {

  /** A type that needs no class. */
  enum Simple implements FrameType {
    /** Nothing usable. */
    TOP,
    /** {@code int} or {@code boolean}. */
    INT,
    /** {@code long}; stands for both of its slots. */
    LONG,
    /** {@code double}; stands for both of its slots. */
    DOUBLE,
    /** The null reference. */
    NULL
  }

  /**
   * An object.
   *
   * @param type its class, or an array
   */
  record Reference(ClassDesc type) implements FrameType {}

  /** The frame type of values of a Java type. */
  static FrameType of(ClassDesc type) {
    return switch (type.descriptorString().charAt(0)) {
      case 'J' -> Simple.LONG;
      case 'D' -> Simple.DOUBLE;
      case 'L', '[' -> new Reference(type);
      default -> Simple.INT; // boolean, byte, char, short and int are ints to the verifier
    };
  }
}
