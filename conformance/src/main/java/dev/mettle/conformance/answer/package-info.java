/** Answers of whole programs: how they are written down and when two of them agree. */
@NullMarked
package dev.mettle.conformance.answer;

import org.jspecify.annotations.NullMarked;
