package dev.mettle.examples;

import dev.mettle.conformance.answer.ProgramOutput;
import dev.mettle.engine.Engine;
import dev.mettle.engine.EngineBuilder;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.vm.files.FileAccess;
import dev.mettle.vm.tier.FailurePolicy;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The ways in which programs are run; each has to give the same answers. */
enum Configuration {
  /** The tree-walker alone. */
  TREE(TierOptions.DEFAULT.withTier(Tier.TREE)),
  /** With the interpreter. */
  VM(TierOptions.DEFAULT.withTier(Tier.VM)),
  /** As programs run by default, but with functions that are hot after a few calls. */
  JIT(TierOptions.DEFAULT.withCallThreshold(3)),
  /** All that is lowered is compiled before it runs; what is not is an error. */
  BYTEBUDDY(TierOptions.COMPILE_EVERYTHING.withBackend("bytebuddy")),
  /** The same with the other backend. */
  JAVASSIST(TierOptions.COMPILE_EVERYTHING.withBackend("javassist")),
  /** With the example, which shares no code with the others and compiles no straight chains. */
  CLASSFILE(
      TierOptions.DEFAULT
          .withCallThreshold(0)
          .withSynchronous(true)
          .withFailurePolicy(FailurePolicy.FAIL)
          .withBackend("classfile"));

  /** The configurations in which the interpreter must not run. */
  static final List<Configuration> COMPILED_AT_ONCE = List.of(BYTEBUDDY, JAVASSIST);

  private final TierOptions options;

  Configuration(TierOptions options) {
    this.options = options;
  }

  TierOptions options() {
    return options;
  }

  /** Describes an engine. */
  EngineBuilder engine() {
    return Engine.builder().tierOptions(options);
  }

  /** Runs a program in an engine of its own. */
  ProgramOutput run(Path program) throws IOException, SyntaxException {
    Path directory = Optional.ofNullable(program.getParent()).orElse(Path.of("."));
    return ProgramOutput.of(
        engine().programDirectory(directory).files(FileAccess.directories(directory)),
        SourceText.load(program));
  }
}
