/** Runs generated programs in two ways and compares the answers. */
@NullMarked
package dev.mettle.conformance.differential;

import org.jspecify.annotations.NullMarked;
