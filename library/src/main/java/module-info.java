/** The standard library and the built-in modules. */
@SuppressWarnings("module") // the engine, which sees it, is compiled later
module dev.mettle.library {
  requires transitive dev.mettle.ir;
  requires transitive dev.mettle.frontend;
  requires transitive dev.mettle.vm;
  requires static transitive org.jspecify;

  exports dev.mettle.library to
      dev.mettle.engine;
}
