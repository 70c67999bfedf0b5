/**
 * Decoded code: instructions over the places of a frame, as words, and what is known of each
 * function.
 */
@org.jspecify.annotations.NullMarked
package dev.mettle.vm.code;
