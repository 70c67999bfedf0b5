/** Types of atoms, checked on calls and on results. */
@NullMarked
package dev.mettle.vm.types;

import org.jspecify.annotations.NullMarked;
