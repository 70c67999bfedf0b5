/** The interpreter of IR functions. */
@NullMarked
package dev.mettle.vm.interp;

import org.jspecify.annotations.NullMarked;
