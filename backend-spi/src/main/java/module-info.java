/** The contract between the engine and the backends that compile its functions. */
module dev.mettle.backend.spi {
  requires transitive dev.mettle.ir;
  requires static transitive org.jspecify;

  exports dev.mettle.backend.spi;
  exports dev.mettle.backend.jvm;
  exports dev.mettle.backend.jvm.assembler;
}
