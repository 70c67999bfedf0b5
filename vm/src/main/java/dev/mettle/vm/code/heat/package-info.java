/** Decides what is compiled, and when code that does not fit is given up. */
@org.jspecify.annotations.NullMarked
package dev.mettle.vm.code.heat;
