package dev.mettle.cli.why;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ExitStatus;
import dev.mettle.cli.console.ProcessEnd;
import dev.mettle.cli.run.EngineSetup;
import dev.mettle.cli.run.FileOptions;
import dev.mettle.cli.run.ProgramRun;
import dev.mettle.cli.run.Source;
import dev.mettle.cli.run.TraceText;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.limits.RunStoppedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a program, and explains what became of an expression then. */
public final class WhyRun {

  /** What is explained of an expression, once the program has been run. */
  private interface Subject {
    List<String> lines(Engine engine, List<SourceText> texts, Atom goal) throws SyntaxException;
  }

  private final ConsoleOutput output;
  private final Subject subject;

  private WhyRun(ConsoleOutput output, Subject subject) {
    this.output = output;
    this.subject = subject;
  }

  /** Why an expression is given back as it stands; prints to {@code output}. */
  public WhyRun(ConsoleOutput output) {
    this(output, (engine, texts, goal) -> Explanation.of(engine, new RulePlaceTable(texts), goal));
  }

  /** How a query would be answered; prints to {@code output}. */
  public static WhyRun ofQueries(ConsoleOutput output) {
    return new WhyRun(output, (engine, texts, goal) -> QueryExplanation.of(engine, goal));
  }

  /** Explains {@code expression} and returns the exit status. */
  public int run(List<Source> programs, String expression, FileOptions files, RunLimits limits) {
    if (!Source.areThere(programs)) {
      return ExitStatus.WRONG_USAGE;
    }
    Engine engine = EngineSetup.of(programs, files).out(System.err).limits(limits).build();
    ProcessEnd.running(engine);
    List<SourceText> texts = new ArrayList<>();
    try {
      for (Source program : programs) {
        SourceText text = program.text();
        texts.add(text);
        engine.run(text, results -> {});
      }
      Atom goal = engine.parse(withoutMark(expression));
      subject.lines(engine, texts, goal).forEach(output::line);
      return ExitStatus.OK;
    } catch (IOException e) {
      System.err.println("mettle: " + e.getMessage());
      return ExitStatus.WRONG_USAGE;
    } catch (SyntaxException e) {
      System.err.println(e.getMessage());
      return ExitStatus.PROGRAM_ERROR;
    } catch (RunStoppedException e) {
      System.err.println(e.getMessage() + ProgramRun.advice(e.reason()));
      new TraceText(texts).ofEnd(e.trace(), Optional.empty()).forEach(System.err::println);
      return ExitStatus.STOPPED;
    } catch (IllegalArgumentException e) {
      System.err.println("mettle: what is to be explained is " + e.getMessage());
      return ExitStatus.WRONG_USAGE;
    } finally {
      ProcessEnd.running(null);
    }
  }

  /** An expression may have the mark in front that {@code run} would take, too. */
  private static String withoutMark(String expression) {
    String text = expression.strip();
    return text.startsWith("!") ? text.substring(1) : text;
  }
}
