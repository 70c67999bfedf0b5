/** The machine, and on it the tree-walker, the virtual machine for code, and compiled code. */
@SuppressWarnings("module") // the modules that see the inner packages are compiled later
module dev.mettle.vm {
  requires transitive dev.mettle.ir;
  requires transitive dev.mettle.frontend;
  requires transitive dev.mettle.backend.spi;
  // Events are recorded where the JVM has Flight Recorder.
  requires static jdk.jfr;
  requires static transitive org.jspecify;

  exports dev.mettle.vm.files;
  exports dev.mettle.vm.limits;
  exports dev.mettle.vm.place;
  exports dev.mettle.vm.tier;
  // What operations are made of.
  exports dev.mettle.vm.machine to
      dev.mettle.library,
      dev.mettle.engine;
  exports dev.mettle.vm.operation to
      dev.mettle.library,
      dev.mettle.engine;
  exports dev.mettle.vm.query to
      dev.mettle.library,
      dev.mettle.engine;
  exports dev.mettle.vm.space to
      dev.mettle.library,
      dev.mettle.engine;
  exports dev.mettle.vm.types to
      dev.mettle.library,
      dev.mettle.engine;
  // What an engine is put together of.
  exports dev.mettle.vm.code.link to
      dev.mettle.engine;
  exports dev.mettle.vm.code.run to
      dev.mettle.engine;
  exports dev.mettle.vm.eval to
      dev.mettle.engine;
  exports dev.mettle.vm.minimal to
      dev.mettle.engine;
  exports dev.mettle.vm.tree to
      dev.mettle.engine;

  uses dev.mettle.backend.spi.Backend;
}
