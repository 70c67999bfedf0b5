package dev.mettle.cli.testing;

import dev.mettle.vm.tier.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of the tests of one run, those that are reported. */
final class TestResults {

  private final Instant began = Instant.now();
  private final List<Step> steps = new ArrayList<>();
  private Duration time = Duration.ZERO;

  /** Takes a step that is to be reported. */
  void add(Step step) {
    steps.add(step);
  }

  /** Says that the last test is done. */
  void end() {
    time = Duration.between(began, Instant.now());
  }

  Instant began() {
    return began;
  }

  Duration time() {
    return time;
  }

  /** All steps, in order. */
  List<Step> steps() {
    return steps;
  }

  /** The steps of one program on one tier. */
  List<Step> steps(String file, Tier tier) {
    return steps.stream().filter(step -> step.file().equals(file) && step.tier() == tier).toList();
  }

  long passed() {
    return steps.stream().filter(step -> step.isTest() && !step.hasFailed()).count();
  }

  long failed() {
    return steps.stream().filter(step -> step.isTest() && step.hasFailed()).count();
  }

  /** What went wrong and is no test. */
  long otherFailures() {
    return steps.stream().filter(step -> !step.isTest() && step.hasFailed()).count();
  }

  boolean isGood() {
    return failed() + otherFailures() == 0;
  }

  /** For each step that does not end alike on all tiers, how it ends on each. */
  List<String> differences() {
    Map<String, Map<Tier, Step>> byPlace = new LinkedHashMap<>();
    for (Step step : steps) {
      byPlace
          .computeIfAbsent(step.fullPlace(), place -> new EnumMap<>(Tier.class))
          .put(step.tier(), step);
    }
    List<String> differences = new ArrayList<>();
    byPlace.forEach(
        (place, ends) -> {
          if (ends.values().stream().map(Step::failure).distinct().count() > 1) {
            List<String> each = new ArrayList<>();
            ends.forEach(
                (tier, step) -> each.add((step.hasFailed() ? "fails on " : "passes on ") + tier));
            differences.add(place + " " + String.join(", ", each));
          }
        });
    return differences;
  }
}
