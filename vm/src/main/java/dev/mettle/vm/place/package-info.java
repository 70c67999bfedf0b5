/** Where rules of programs are written, and which of them led to an error or to an end. */
@NullMarked
package dev.mettle.vm.place;

import org.jspecify.annotations.NullMarked;
