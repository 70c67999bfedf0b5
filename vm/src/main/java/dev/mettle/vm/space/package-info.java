/**
 * Spaces: indexed multisets of atoms with the logical update view, the rules in them, and the clock
 * that tells an engine what changed.
 *
 * <p>Everything here belongs to one engine, which runs on one thread at a time; nothing is locked.
 */
@NullMarked
package dev.mettle.vm.space;

import org.jspecify.annotations.NullMarked;
