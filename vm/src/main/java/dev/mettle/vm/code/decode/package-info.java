/** Makes decoded code of stack code. */
@org.jspecify.annotations.NullMarked
package dev.mettle.vm.code.decode;
