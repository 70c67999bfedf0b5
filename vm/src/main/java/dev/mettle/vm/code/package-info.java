/**
 * The virtual machine for whole programs: functions are decoded into instructions over the places
 * of a frame, frames lie on one growing stack, and choice points protect what lies beneath them.
 */
@org.jspecify.annotations.NullMarked
package dev.mettle.vm.code;
