/** What operations in Java are: the contract between them and the machine. */
@org.jspecify.annotations.NullMarked
package dev.mettle.vm.operation;
