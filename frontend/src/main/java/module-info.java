/** Reads MeTTa text and lowers atoms to IR. */
module dev.mettle.frontend {
  requires transitive dev.mettle.ir;
  requires org.antlr.antlr4.runtime;
  requires static transitive org.jspecify;

  exports dev.mettle.frontend.lower;
  exports dev.mettle.frontend.lower.program;
  exports dev.mettle.frontend.read;
}
