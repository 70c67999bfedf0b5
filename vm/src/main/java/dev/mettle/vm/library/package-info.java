/** The standard library: grounded operations and rules. */
@NullMarked
package dev.mettle.vm.library;

import org.jspecify.annotations.NullMarked;
