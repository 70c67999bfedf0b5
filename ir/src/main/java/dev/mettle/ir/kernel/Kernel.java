package dev.mettle.ir.kernel;

import dev.mettle.ir.opcode.Opcode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which opcode a kernel method computes; a test holds it against the opcode table.
 *
 * @since 1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Kernel {
  /** The opcode. */
  Opcode value();
}
