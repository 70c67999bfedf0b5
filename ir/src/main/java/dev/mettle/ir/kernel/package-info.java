/**
 * What the value opcodes compute, written once. Interpreters and compilers call these methods
 * wherever they have no fast path of their own.
 */
@NullMarked
package dev.mettle.ir.kernel;

import org.jspecify.annotations.NullMarked;
