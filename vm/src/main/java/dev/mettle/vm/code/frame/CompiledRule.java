package dev.mettle.vm.code.frame;

import dev.mettle.vm.space.RuleCode;

/** Compiled code, as a stack trace of the JVM tells of it: its places are lines of the program. */
record CompiledRule(String sourceName) implements RuleCode {

  @Override
  public int lineAt(int place) {
    return place;
  }

  /** The line tells which rule it is. */
  @Override
  public String functionName() {
    return "";
  }

  @Override
  public String calledAt(int place) {
    return "";
  }
}
