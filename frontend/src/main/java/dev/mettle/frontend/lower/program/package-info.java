/**
 * Lowering of whole functions: the rules of one call key become a decision tree over the arguments
 * with the bodies as its leaves. What only a run can decide is left to it, as an instruction.
 */
@org.jspecify.annotations.NullMarked
package dev.mettle.frontend.lower.program;
