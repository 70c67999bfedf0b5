/** Spaces: mutable, indexed multisets of atoms. */
@NullMarked
package dev.mettle.vm.space;

import org.jspecify.annotations.NullMarked;
