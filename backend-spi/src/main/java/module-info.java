/** The contract between the engine and the backends that compile its functions. */
module dev.mettle.backend.spi {
  requires transitive dev.mettle.ir;
  requires static transitive org.jspecify;
}
