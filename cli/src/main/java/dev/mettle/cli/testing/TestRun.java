package dev.mettle.cli.testing;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ExitStatus;
import dev.mettle.cli.console.ProcessEnd;
import dev.mettle.cli.run.EngineSetup;
import dev.mettle.cli.run.Source;
import dev.mettle.engine.Engine;
import dev.mettle.engine.EngineBuilder;
import dev.mettle.vm.tier.Tier;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** Tests programs, on one tier or on each in turn. */
public final class TestRun {

  /** Tests are short: where tiers are compared, the one that compiles begins early. */
  private static final int HOT = 2;

  private final ConsoleOutput output;
  private final TestRequest request;

  /** A run that prints its report to {@code output}. */
  public TestRun(ConsoleOutput output, TestRequest request) {
    this.output = output;
    this.request = request;
  }

  /** Runs all tests once and returns the exit status. */
  public int run() {
    if (!Source.areThere(List.copyOf(request.files()))) {
      return ExitStatus.WRONG_USAGE;
    }
    TestResults results = new TestResults();
    if (request.tap()) {
      TapReport tap = new TapReport(output, request.comparesTiers());
      boolean done = runAll(results, tap::step, file -> {});
      results.end();
      if (done) {
        tap.end();
      } else {
        output.line("Bail out! stopped");
      }
    } else {
      TextReport text = new TextReport(output, request.comparesTiers());
      if (!runAll(results, text::step, text::file)) {
        output.line("stopped; until then:");
      }
      results.end();
      text.end(results);
    }
    if (!writeXml(results)) {
      return ExitStatus.WRONG_USAGE;
    }
    if (!request.filter().isEmpty() && results.steps().isEmpty()) {
      System.err.println("mettle: no test has '%s' in it".formatted(request.filter()));
      return ExitStatus.PROGRAM_ERROR;
    }
    return results.isGood() && results.differences().isEmpty()
        ? ExitStatus.OK
        : ExitStatus.PROGRAM_ERROR;
  }

  /** Hears of a step. */
  private interface OnStep {
    void done(Step step);
  }

  /** Hears of all steps of a program. */
  private interface OnFile {
    void done(List<Step> steps);
  }

  /** Runs everything; false if somebody has stopped it. */
  private boolean runAll(TestResults results, OnStep onStep, OnFile onFile) {
    for (Tier tier : request.tiers()) {
      for (Source.ProgramFile file : request.files()) {
        Engine engine = engine(file, tier);
        FileTests tests =
            new FileTests(
                tier,
                file,
                request.limits(),
                step -> {
                  if (step.matches(request.filter())) {
                    results.add(step);
                    onStep.done(step);
                  }
                });
        ProcessEnd.running(engine);
        boolean done;
        try {
          done = tests.run(engine);
        } finally {
          ProcessEnd.running(null);
        }
        onFile.done(results.steps(file.name(), tier));
        if (!done) {
          return false;
        }
      }
    }
    return true;
  }

  private Engine engine(Source.ProgramFile file, Tier tier) {
    EngineBuilder builder = EngineSetup.of(List.of(file), request.options()).tier(tier);
    if (request.comparesTiers()) {
      builder.callThreshold(HOT).synchronousCompilation(true);
    }
    request.compilation().tell(builder);
    PrintStream printed = request.tap() ? System.err : ConsoleOutput.ofProgram();
    return builder.out(printed).arguments(request.arguments()).build();
  }

  private boolean writeXml(TestResults results) {
    if (request.junitXml().isEmpty()) {
      return true;
    }
    try {
      List<String> names = request.files().stream().map(Source.ProgramFile::name).toList();
      JUnitReport.write(results, names, request.tiers(), request.junitXml().get());
      return true;
    } catch (IOException e) {
      System.err.println(
          "mettle: cannot write %s (%s)"
              .formatted(request.junitXml().get(), Source.reason(request.junitXml().get(), e)));
    } catch (XMLStreamException e) {
      System.err.println(
          "mettle: cannot write %s (%s)".formatted(request.junitXml().get(), e.getMessage()));
    }
    return false;
  }
}
