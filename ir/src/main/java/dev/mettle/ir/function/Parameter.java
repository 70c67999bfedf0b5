package dev.mettle.ir.function;

import dev.mettle.ir.opcode.OperandKind;

/**
 * A parameter. An engine proves the kinds of all arguments once at entry; the code relies on it.
 *
 * @param name the name for readers; need not be unique
 * @param kind what the argument must be
 * @since 1.0
 */
public record Parameter(String name, OperandKind kind) {}
