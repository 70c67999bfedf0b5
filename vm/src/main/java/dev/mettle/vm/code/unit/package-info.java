/** Runs compiled code on the machine, and goes on with what it leaves. */
@org.jspecify.annotations.NullMarked
package dev.mettle.vm.code.unit;
