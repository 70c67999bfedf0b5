package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;

/**
 * How a checked call is evaluated: the formal types against which its arguments are evaluated, and
 * the type against which its result is.
 *
 * @param formals the formal types, not to be changed
 * @param result the type of the result; {@code Atom} means that it is not evaluated
 */
public record CallPlan(Atom[] formals, Atom result) {}
