package dev.mettle.cli.command;

import dev.mettle.cli.run.CompileOptions;
import dev.mettle.cli.run.RunRequest;
import dev.mettle.vm.tier.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of all commands that run programs: how far they are compiled, and by what. */
final class TierOptions {
  private static final String ALL = "all";

  /** What a shell completes; only a test runs on all of them. */
  private static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    /** Called by picocli. */
    @SuppressWarnings("unused")
    Names() {
      for (Tier tier : Tier.values()) {
        add(tier.toString());
      }
    }
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      completionCandidates = Names.class,
      description =
          "How far to compile: tree, vm or jit, the default; 'mettle test' takes all, too: each in"
              + " turn, with differences.")
  private String tier = RunRequest.DEFAULT_TIER.toString();

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The backend that compiles hot functions; see 'mettle backends'.")
  private @Nullable String backend;

  @Option(
      names = "--threshold",
      paramLabel = "N",
      description =
          "After how many calls a function is hot; 0 compiles each at its first call, before it"
              + " runs.")
  private @Nullable Integer threshold;

  /** Called by picocli. */
  @SuppressWarnings("NullAway.Init")
  TierOptions() {}

  /** The tier that was asked for. */
  Tier tier() {
    return one("");
  }

  /** The tiers that were asked for, one or all. */
  List<Tier> tiers() {
    return tier.equalsIgnoreCase(ALL) ? List.of(Tier.values()) : List.of(one(", " + ALL));
  }

  /** The only tier that was asked for; the message names what else there is. */
  private Tier one(String more) {
    Tier chosen = Tier.of(tier).orElseThrow(() -> unknown(more));
    if (chosen != Tier.JIT && compilation().areSaid()) {
      String option = backend == null ? "--threshold" : "--backend";
      throw wrong(option + " is for --tier=jit, and the tier is " + chosen);
    }
    return chosen;
  }

  /** What was asked for of the tier that compiles. */
  CompileOptions compilation() {
    if (threshold != null && !CompileOptions.isThreshold(threshold)) {
      throw wrong("--threshold wants a number of calls, and " + threshold + " is none");
    }
    return new CompileOptions(
        Optional.ofNullable(backend),
        threshold == null ? OptionalInt.empty() : OptionalInt.of(threshold));
  }

  private ParameterException unknown(String more) {
    return wrong("'" + tier + "' is no tier; there are " + Tier.names() + more);
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
