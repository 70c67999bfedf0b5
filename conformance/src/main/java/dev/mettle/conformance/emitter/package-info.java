/** Checks of emitters, instruction by instruction, without the translator. */
@org.jspecify.annotations.NullMarked
package dev.mettle.conformance.emitter;
