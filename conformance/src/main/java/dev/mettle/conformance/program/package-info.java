/** Generated programs: made at random, judged, shrunk when they fail, and saved. */
@NullMarked
package dev.mettle.conformance.program;

import org.jspecify.annotations.NullMarked;
