/** What instructions mean, for whoever runs them: the loop and the context of compiled code. */
@org.jspecify.annotations.NullMarked
package dev.mettle.vm.code.meaning;
