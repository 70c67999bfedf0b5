/**
 * Evaluation of atoms as they stand: checks, arguments, operations and the library functions that
 * are computed directly. What the tree-walker and the virtual machine have in common.
 */
@org.jspecify.annotations.NullMarked
package dev.mettle.vm.eval;
