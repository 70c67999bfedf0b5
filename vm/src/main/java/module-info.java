/** The engine: one machine, and on it the tree-walker, the VM and compiled code. */
module dev.mettle.vm {
  requires transitive dev.mettle.ir;
  requires transitive dev.mettle.frontend;
  requires transitive dev.mettle.backend.spi;
  requires com.google.gson;
  // Events are recorded where the JVM has Flight Recorder.
  requires static jdk.jfr;
  // Who uses javax.script requires it; nobody else pays for it.
  requires static java.scripting;
  requires static transitive org.jspecify;

  exports dev.mettle.vm.engine;
  exports dev.mettle.vm.files;
  exports dev.mettle.vm.limits;
  exports dev.mettle.vm.place;
  exports dev.mettle.vm.tier;

  uses dev.mettle.backend.spi.Backend;

  provides javax.script.ScriptEngineFactory with
      dev.mettle.vm.script.MettleScriptEngineFactory;
}
