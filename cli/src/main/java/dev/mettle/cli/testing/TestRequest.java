package dev.mettle.cli.testing;

import dev.mettle.cli.run.CompileOptions;
import dev.mettle.cli.run.FileOptions;
import dev.mettle.cli.run.Source;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.tier.Tier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A wish to test programs.
 *
 * @param files the programs, each with an engine of its own
 * @param tiers the tiers to test on, one after the other
 * @param compilation what compiles hot functions on the tier JIT, and when
 * @param options which files the programs may use
 * @param limits how long each {@code !} may take
 * @param arguments what the programs find as the arguments of their command line
 * @param filter only tests with this text in their place or expression are reported
 * @param tap whether the report is for a machine, as TAP says it
 * @param junitXml where to write the report as JUnit XML
 */
public record TestRequest(
    List<Source.ProgramFile> files,
    List<Tier> tiers,
    CompileOptions compilation,
    FileOptions options,
    RunLimits limits,
    List<String> arguments,
    String filter,
    boolean tap,
    Optional<Path> junitXml) {

  /** Copies of the lists are kept. */
  public TestRequest {
    files = List.copyOf(files);
    tiers = List.copyOf(tiers);
    arguments = List.copyOf(arguments);
  }

  /** Whether the same tests run on several tiers. */
  boolean comparesTiers() {
    return tiers.size() > 1;
  }
}
