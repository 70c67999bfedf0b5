/**
 * Decides what of a program is lowered, answers what lowering asks about a view, and stands between
 * an evaluator and the code.
 */
@NullMarked
package dev.mettle.vm.promotion;

import org.jspecify.annotations.NullMarked;
