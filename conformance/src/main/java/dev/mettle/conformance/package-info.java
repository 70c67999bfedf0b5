/** The conformance kit for backends. */
@NullMarked
package dev.mettle.conformance;

import org.jspecify.annotations.NullMarked;
