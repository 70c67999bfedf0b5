package dev.mettle.cli.testing;

import dev.mettle.conformance.report.JUnitXml;
import dev.mettle.vm.tier.Tier;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import javax.xml.stream.XMLStreamException;

/** The report as JUnit XML: a suite for each program on each tier. */
final class JUnitReport {

  private JUnitReport() {}

  static void write(TestResults results, List<String> files, List<Tier> tiers, Path target)
      throws IOException, XMLStreamException {
    List<JUnitXml.Suite> suites = new ArrayList<>();
    for (Tier tier : tiers) {
      for (String file : files) {
        List<Step> steps =
            results.steps(file, tier).stream()
                .filter(step -> step.isTest() || step.hasFailed())
                .toList();
        suites.add(
            new JUnitXml.Suite(
                tiers.size() == 1 ? file : file + " (" + tier + ")",
                results.began(),
                steps.stream().map(Step::time).reduce(Duration.ZERO, Duration::plus),
                properties(tier),
                steps.stream().map(JUnitReport::test).toList()));
      }
    }
    try (Writer out = Files.newBufferedWriter(target)) {
      JUnitXml.write(suites, out);
    }
  }

  private static SequencedMap<String, String> properties(Tier tier) {
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("tier", tier.toString());
    properties.put("java.version", Runtime.version().toString());
    properties.put("java.vm.name", System.getProperty("java.vm.name", ""));
    return properties;
  }

  private static JUnitXml.Case test(Step step) {
    JUnitXml.Outcome outcome =
        !step.hasFailed()
            ? new JUnitXml.Outcome.Passed()
            : step.isTest()
                ? new JUnitXml.Outcome.Failed(step.explained())
                : new JUnitXml.Outcome.Broken(step.explained());
    return new JUnitXml.Case(step.file(), step.place() + " " + step.title(), step.time(), outcome);
  }
}
