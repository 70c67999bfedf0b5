/** What may end a run before it is done: limits of steps and time, interruption, a full heap. */
@NullMarked
package dev.mettle.vm.limits;

import org.jspecify.annotations.NullMarked;
