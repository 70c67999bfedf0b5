/**
 * Frames of the virtual machine on their stack, and what waits in them: calls, barriers, scopes.
 */
@org.jspecify.annotations.NullMarked
package dev.mettle.vm.code.frame;
