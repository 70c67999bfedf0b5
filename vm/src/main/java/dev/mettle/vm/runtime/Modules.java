package dev.mettle.vm.runtime;

import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.vm.module.Module;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.View;
import java.nio.file.Path;
import java.util.Optional;

/** The modules of an engine, and the one whose text is running. */
public final class Modules {

  private final EngineRuntime runtime;
  private final Module core;
  private final Optional<Path> directory;
  private Module current;

  Modules(EngineRuntime runtime, Module core, Optional<Path> directory) {
    this.runtime = runtime;
    this.core = core;
    this.directory = directory;
    this.current = core;
  }

  /** Makes the top module. */
  void start() {
    current = create("top", directory);
  }

  /** A new module with a space of its own that sees the core library. */
  Module create(String name, Optional<Path> resources) {
    AtomSpace space = new AtomSpace("ModuleSpace(GroundingSpace-" + name + ")", runtime.clock());
    View view = new View(space, runtime.clock());
    view.addDependency(core.space());
    runtime.evaluation().register(space, view);
    Tokenizer tokens = runtime.baseTokens().copy();
    tokens.define("&self", space);
    return new Module(name, space, view, tokens, resources);
  }

  /** The module whose text is running. */
  public Module current() {
    return current;
  }

  void setCurrent(Module module) {
    current = module;
  }
}
