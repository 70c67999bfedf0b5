/**
 * The minimal instructions and what every evaluator of atoms shares; it evaluates nothing itself.
 */
@NullMarked
package dev.mettle.vm.minimal;

import org.jspecify.annotations.NullMarked;
