package dev.mettle.cli.testing;

import dev.mettle.cli.run.Source;
import dev.mettle.cli.run.TraceText;
import dev.mettle.engine.Engine;
import dev.mettle.engine.ProgramCursor;
import dev.mettle.engine.ProgramListener;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.tier.Tier;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs all that one program does, failed tests or not. */
final class FileTests {

  private final Tier tier;
  private final Source.ProgramFile file;
  private final RunLimits limits;
  private final Consumer<Step> report;
  private Optional<ProgramCursor> program = Optional.empty();

  /** The step that runs, as far as it has come. */
  private final class Running implements ProgramListener {
    private final List<Atom> results = new ArrayList<>();
    private final Engine engine;
    private final TraceText traces;
    private Atom goal = Expression.EMPTY;
    private Optional<SourcePosition> place = Optional.empty();
    private long began = System.nanoTime();

    Running(Engine engine, SourceText text) {
      this.engine = engine;
      this.traces = new TraceText(List.of(text));
    }

    @Override
    public void begun(Atom next, SourcePosition position) {
      goal = next;
      place = Optional.of(position);
      began = System.nanoTime();
    }

    @Override
    public void result(Atom result) {
      results.add(result);
    }

    @Override
    public boolean ended(boolean failed) {
      end(FailureText.of(goal, results), errorTrace());
      return true;
    }

    /** Which rules led to the errors among the results, where no assert has looked at them. */
    private List<String> errorTrace() {
      List<String> lines = new ArrayList<>();
      if (!Asserts.isAssert(goal)) {
        for (Atom error : results) {
          if (Symbols.isError(error) && !error.equals(goal)) {
            lines.addAll(traces.ofError(engine, error, place));
          }
        }
      }
      return lines;
    }

    /** Reports that the step was stopped. */
    void stopped(RunStoppedException stop) {
      end(String.valueOf(stop.getMessage()), traces.ofEnd(stop.trace(), place));
    }

    /** Reports the step; one that never began was refused where the text had been read to. */
    private void end(String failure, List<String> trace) {
      Duration time = Duration.ofNanos(System.nanoTime() - began);
      String where =
          place.or(() -> program.map(ProgramCursor::position)).map(FileTests::at).orElse("");
      report.accept(
          new Step(
              tier,
              file.name(),
              where,
              AtomPrinter.print(goal),
              Asserts.isAssert(goal),
              time,
              failure,
              trace));
      results.clear();
      goal = Expression.EMPTY;
      place = Optional.empty();
      began = System.nanoTime();
    }
  }

  FileTests(Tier tier, Source.ProgramFile file, RunLimits limits, Consumer<Step> report) {
    this.tier = tier;
    this.file = file;
    this.limits = limits;
    this.report = report;
  }

  /**
   * Runs the program.
   *
   * @return false if somebody has stopped it
   */
  boolean run(Engine engine) {
    Running running;
    ProgramCursor cursor;
    try {
      SourceText text = file.text();
      running = new Running(engine, text);
      cursor = engine.program(text, running);
      program = Optional.of(cursor);
    } catch (IOException e) {
      broken("1:1", file.problem(e));
      return true;
    } catch (SyntaxException e) {
      broken(at(e.position()), e.description());
      return true;
    }
    while (true) {
      try {
        if (!cursor.next(limits)) {
          return true;
        }
      } catch (SyntaxException e) {
        broken(at(e.position()), e.description());
        return true;
      } catch (RunStoppedException e) {
        running.stopped(e);
        if (e.reason() == RunStoppedException.Reason.STOPPED) {
          return false;
        }
      }
    }
  }

  private void broken(String place, String problem) {
    report.accept(new Step(tier, file.name(), place, "", false, Duration.ZERO, problem, List.of()));
  }

  private static String at(SourcePosition position) {
    return position.line() + ":" + position.column();
  }
}
