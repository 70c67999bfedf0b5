/** The language of the toolkit: atoms, opcodes and verified functions. */
module dev.mettle.ir {
  requires static org.jspecify;
}
