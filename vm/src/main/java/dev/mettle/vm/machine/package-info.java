/** The one control structure: frames, choice points, trail, barriers and limits. */
@NullMarked
package dev.mettle.vm.machine;

import org.jspecify.annotations.NullMarked;
