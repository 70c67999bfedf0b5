/** The checks of the kit, by kind. */
@NullMarked
package dev.mettle.conformance.check;

import org.jspecify.annotations.NullMarked;
