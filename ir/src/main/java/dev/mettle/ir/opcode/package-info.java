/**
 * The instruction set, declared once: {@link dev.mettle.ir.opcode.Opcode} is the only place where
 * an opcode is described, everything else is derived from it or checked against it.
 */
@NullMarked
package dev.mettle.ir.opcode;

import org.jspecify.annotations.NullMarked;
