package dev.mettle.engine;

import dev.mettle.engine.module.ModulePath;
import dev.mettle.engine.runtime.EngineRuntime;
import dev.mettle.engine.runtime.Output;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.vm.files.FileAccess;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.Tiers;
import dev.mettle.vm.tier.UnknownBackendException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Describes an engine before it is made. */
public final class EngineBuilder {

  private PrintStream out = System.out;
  private PrintStream err = System.err;
  private final List<Path> programDirectories = new ArrayList<>();
  private final List<Path> includePath = new ArrayList<>();
  private Path workingDirectory = Path.of("");
  private FileAccess files = FileAccess.nothing();
  private TierOptions tiers = TierOptions.DEFAULT;
  private boolean intrinsics = true;
  private RunLimits limits = RunLimits.none();
  private List<String> arguments = List.of();

  EngineBuilder() {}

  /** What {@code other} says, whatever it says later. */
  private EngineBuilder(EngineBuilder other) {
    out = other.out;
    err = other.err;
    programDirectories.addAll(other.programDirectories);
    includePath.addAll(other.includePath);
    workingDirectory = other.workingDirectory;
    files = other.files;
    tiers = other.tiers;
    intrinsics = other.intrinsics;
    limits = other.limits;
    arguments = other.arguments;
  }

  /** Where programs print; standard output by default. */
  public EngineBuilder out(PrintStream stream) {
    this.out = stream;
    return this;
  }

  /**
   * Who takes what programs print, line by line, without the line feeds; in place of {@link #out}.
   */
  public EngineBuilder onPrint(Consumer<String> listener) {
    return out(LineOutput.to(listener));
  }

  /** Who takes what programs trace, line by line; in place of {@link #err}. */
  public EngineBuilder onTrace(Consumer<String> listener) {
    return err(LineOutput.to(listener));
  }

  /** Where programs trace; standard error by default. */
  public EngineBuilder err(PrintStream stream) {
    this.err = stream;
    return this;
  }

  /**
   * Which files programs may use: for their imports, {@code include} and {@code register-module!},
   * and through the module {@code fileio}. None by default; the modules that come with the engine
   * can be imported in any case.
   */
  public EngineBuilder files(FileAccess access) {
    this.files = access;
    return this;
  }

  /**
   * A directory of the program, where its own imports are looked for first, if {@link #files}
   * allows it; may be called several times.
   */
  public EngineBuilder programDirectory(Path path) {
    programDirectories.add(path);
    return this;
  }

  /**
   * The directory that relative paths of programs start from, and where modules are looked for
   * next; that of the process by default.
   */
  public EngineBuilder workingDirectory(Path path) {
    this.workingDirectory = path;
    return this;
  }

  /** A further directory to look for modules in, behind all others; may be called several times. */
  public EngineBuilder includePath(Path path) {
    includePath.add(path);
    return this;
  }

  /**
   * Whether library functions that are defined by rules may be computed directly, as they are by
   * default. Answers do not depend on it; without, every function runs by its rules, which is what
   * tests compare with.
   */
  public EngineBuilder intrinsics(boolean allowed) {
    this.intrinsics = allowed;
    return this;
  }

  /** How long runs may take for which nothing else is said; without limit by default. */
  public EngineBuilder limits(RunLimits runLimits) {
    this.limits = runLimits;
    return this;
  }

  /** What programs are told; they find it by the module {@code command-line}. */
  public EngineBuilder arguments(List<String> words) {
    this.arguments = List.copyOf(words);
    return this;
  }

  /** How far programs are compiled; as far as possible by default. */
  public EngineBuilder tier(Tier tier) {
    this.tiers = tiers.withTier(tier);
    return this;
  }

  /**
   * The backend that compiles hot functions, by its id. By default the one that the system property
   * {@code mettle.backend} names, else the environment variable {@code METTLE_BACKEND}, else the
   * one with the highest priority.
   */
  public EngineBuilder backend(String id) {
    this.tiers = tiers.withBackend(id);
    return this;
  }

  /** How many calls of a function the interpreter runs before a backend compiles it. */
  public EngineBuilder callThreshold(int calls) {
    this.tiers = tiers.withCallThreshold(calls);
    return this;
  }

  /**
   * Whether the program waits while a function is compiled, as by default, or goes on meanwhile.
   */
  public EngineBuilder synchronousCompilation(boolean waits) {
    this.tiers = tiers.withSynchronous(waits);
    return this;
  }

  /**
   * What calls of compiled functions may take of the Java stack, in bytes, before they go on on the
   * heap. More makes recursions that stay within it faster; threads with small stacks need less.
   */
  public EngineBuilder compiledStack(int bytes) {
    this.tiers = tiers.withRuns(tiers.runs().withRoom(bytes / 64));
    return this;
  }

  /** Everything about tiers at once, in place of what was said so far. */
  public EngineBuilder tierOptions(TierOptions options) {
    this.tiers = options;
    return this;
  }

  /**
   * A template for engines with these settings, in which these programs have run. One engine is
   * made of it at once, so what is wrong with a program is found here.
   *
   * @throws SyntaxException if a program cannot be read
   * @throws ErrorResultException if an evaluation in a program gives an error
   */
  public EngineTemplate template(SourceText... programs) {
    EngineTemplate template = new EngineTemplate(new EngineBuilder(this), List.of(programs));
    template.create();
    return template;
  }

  /**
   * Makes the engine.
   *
   * @throws UnknownBackendException if hot functions are to be compiled by a backend that is not
   *     there
   */
  public Engine build() {
    ModulePath path = new ModulePath(programDirectories, workingDirectory, includePath);
    EngineRuntime runtime =
        new EngineRuntime(new Output(out, err), files, path, tiers, intrinsics, arguments);
    if (tiers.tier() == Tier.JIT) {
      runtime.tiers().ifPresent(Tiers::checkChoice);
    }
    return new Engine(runtime, limits);
  }
}
