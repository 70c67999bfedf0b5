/** Which code a call reaches in a view, and what that code relies on. */
@org.jspecify.annotations.NullMarked
package dev.mettle.vm.code.link;
