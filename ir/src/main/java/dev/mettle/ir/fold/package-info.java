/** Folds constants without changing a result. */
@NullMarked
package dev.mettle.ir.fold;

import org.jspecify.annotations.NullMarked;
