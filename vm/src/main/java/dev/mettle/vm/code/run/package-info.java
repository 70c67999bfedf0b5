/** The loop of the virtual machine, and the evaluator that runs functions as code. */
@org.jspecify.annotations.NullMarked
package dev.mettle.vm.code.run;
