package dev.mettle.engine.runtime;

import dev.mettle.library.StandardLibrary;

/** Assembles the standard library: operations of the host and functions written in MeTTa. */
final class CoreLibrary {

  private CoreLibrary() {}

  static void declareIn(Declarations d, EngineRuntime runtime, ModuleOperations modules) {
    StandardLibrary.operations().forEach(d::add);
    new CoreOperations(runtime.settings()).declareIn(d);
    new TypeOperations(runtime.evaluation()).declareIn(d);
    new QueryOperations(runtime.evaluation()).declareIn(d);
    modules.declareIn(d);
  }

  static void loadText(EngineRuntime runtime) {
    for (String name : StandardLibrary.sources()) {
      StandardLibrary.atoms(name, runtime.baseTokens()).forEach(runtime.library()::add);
    }
  }
}
