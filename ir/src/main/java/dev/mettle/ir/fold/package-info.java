/** Constant folding that never changes a result and records what it relied on. */
@NullMarked
package dev.mettle.ir.fold;

import org.jspecify.annotations.NullMarked;
