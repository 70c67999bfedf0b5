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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

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

  /** What is checked of a program in a configuration. */
  @FunctionalInterface
  interface Trial {
    /** Checks it. */
    void check(Path program, Configuration configuration) throws IOException;
  }

  /** Tests of all programs in each of the configurations. */
  static Stream<DynamicContainer> tests(
      List<Path> programs, Function<Path, String> name, Trial trial) {
    return Arrays.stream(values())
        .map(
            configuration ->
                DynamicContainer.dynamicContainer(
                    configuration.name(),
                    programs.stream()
                        .map(
                            program ->
                                DynamicTest.dynamicTest(
                                    name.apply(program),
                                    () -> trial.check(program, configuration)))));
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
