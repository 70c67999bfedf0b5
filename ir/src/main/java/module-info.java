/** The language of the toolkit: atoms, opcodes and verified functions. */
module dev.mettle.ir {
  requires static transitive org.jspecify;

  exports dev.mettle.ir.atom;
  exports dev.mettle.ir.function;
  exports dev.mettle.ir.kernel;
  exports dev.mettle.ir.opcode;
  exports dev.mettle.ir.testing;
  exports dev.mettle.ir.text;
  exports dev.mettle.ir.verify;
}
