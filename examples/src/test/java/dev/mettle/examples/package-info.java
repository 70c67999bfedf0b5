/** Runs whole programs and compares their answers with recorded ones. */
@NullMarked
package dev.mettle.examples;

import org.jspecify.annotations.NullMarked;
