/** The engine: what programs use that run MeTTa inside, and the command line. */
module dev.mettle.engine {
  requires transitive dev.mettle.ir;
  requires transitive dev.mettle.frontend;
  requires transitive dev.mettle.backend.spi;
  requires transitive dev.mettle.vm;
  requires dev.mettle.library;
  // Who uses javax.script requires it; nobody else pays for it.
  requires static java.scripting;
  requires static transitive org.jspecify;

  exports dev.mettle.engine;

  provides javax.script.ScriptEngineFactory with
      dev.mettle.engine.script.MettleScriptEngineFactory;
}
