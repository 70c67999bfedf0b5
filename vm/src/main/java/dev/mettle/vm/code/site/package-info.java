/** What is remembered at one place of the code: verdicts, heads, patterns, queries, branches. */
@org.jspecify.annotations.NullMarked
package dev.mettle.vm.code.site;
