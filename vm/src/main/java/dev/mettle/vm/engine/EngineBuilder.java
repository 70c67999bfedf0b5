package dev.mettle.vm.engine;

import dev.mettle.vm.runtime.EngineRuntime;
import dev.mettle.vm.runtime.Output;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** Describes an engine before it is made. */
public final class EngineBuilder {

  private PrintStream out = System.out;
  private PrintStream err = System.err;
  private Optional<Path> directory = Optional.empty();

  EngineBuilder() {}

  /** Where programs print; standard output by default. */
  public EngineBuilder out(PrintStream stream) {
    this.out = stream;
    return this;
  }

  /** Where programs trace; standard error by default. */
  public EngineBuilder err(PrintStream stream) {
    this.err = stream;
    return this;
  }

  /** Where the program's own imports are looked for. */
  public EngineBuilder programDirectory(Path path) {
    this.directory = Optional.of(path);
    return this;
  }

  /** Makes the engine. */
  public Engine build() {
    return new Engine(new EngineRuntime(new Output(out, err), directory));
  }
}
