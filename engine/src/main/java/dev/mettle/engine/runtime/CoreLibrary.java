package dev.mettle.engine.runtime;

import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.library.StandardLibrary;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.space.AtomSpace;

/** Assembles the standard library: operations of the host and functions written in MeTTa. */
final class CoreLibrary {

  private CoreLibrary() {}

  static void declareIn(
      Declarations d, Settings settings, Evaluation evaluation, ModuleOperations modules) {
    StandardLibrary.operations().forEach(d::add);
    new CoreOperations(settings).declareIn(d);
    new TypeOperations(evaluation).declareIn(d);
    new QueryOperations(evaluation).declareIn(d);
    modules.declareIn(d);
  }

  static void loadText(AtomSpace library, Tokenizer tokens) {
    for (String name : StandardLibrary.sources()) {
      StandardLibrary.atoms(name, tokens).forEach(library::add);
    }
  }
}
