/** Functions of the IR: what a compiler makes, a verifier checks, and engines run. */
@NullMarked
package dev.mettle.ir.function;

import org.jspecify.annotations.NullMarked;
