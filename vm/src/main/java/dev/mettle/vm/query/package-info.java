/** Searches of spaces: queries for stored atoms, and the rules that match a call. */
@NullMarked
package dev.mettle.vm.query;

import org.jspecify.annotations.NullMarked;
