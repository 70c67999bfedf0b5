package dev.mettle.cli.repl;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.run.EngineSetup;
import dev.mettle.cli.run.InlineText;
import dev.mettle.cli.run.Source;
import dev.mettle.cli.run.TraceText;
import dev.mettle.engine.Engine;
import dev.mettle.engine.EngineBuilder;
import dev.mettle.engine.ProgramCursor;
import dev.mettle.engine.ProgramListener;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.tier.Tier;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An engine that somebody talks to. */
final class Session {

  /** What messages call what is typed. */
  static final String NAME = "repl";

  private final ConsoleOutput output;
  private Settings settings;
  private Engine engine;
  private boolean timed;

  Session(ConsoleOutput output, Settings settings) {
    this.output = output;
    this.settings = settings;
    this.engine = newEngine();
    loadPrograms();
  }

  private void loadPrograms() {
    for (Source program : settings.programs()) {
      load(program);
    }
  }

  /** Prints results as they are found. */
  private final class Printer implements ProgramListener {
    private final boolean unitIsShown;
    private final TraceText traces = new TraceText(List.of());
    private Atom goal = Expression.EMPTY;
    private int count;
    private long began;

    Printer(boolean unitIsShown) {
      this.unitIsShown = unitIsShown;
    }

    @Override
    public void begun(Atom goal, SourcePosition place) {
      this.goal = goal;
      count = 0;
      began = System.nanoTime();
    }

    @Override
    public void result(Atom result) {
      count++;
      if (unitIsShown || !result.equals(Expression.EMPTY)) {
        say(AtomPrinter.print(result));
      }
      if (Symbols.isError(result) && !result.equals(goal)) {
        traces.ofError(engine, result, Optional.empty()).forEach(line -> say(";" + line));
      }
    }

    @Override
    public boolean ended(boolean failed) {
      if (count == 0) {
        say("; no results");
      }
      if (timed) {
        say(String.format(Locale.ROOT, "; %.3f s", (System.nanoTime() - began) / 1e9));
      }
      // A mistake ends nothing here.
      return true;
    }
  }

  private Engine newEngine() {
    EngineBuilder builder =
        EngineSetup.of(settings.programs(), settings.files())
            .out(ConsoleOutput.ofProgram())
            .tier(settings.tier())
            .limits(settings.limits())
            .arguments(settings.arguments());
    settings.compilation().tell(builder);
    return builder.build();
  }

  Engine engine() {
    return engine;
  }

  Tier tier() {
    return settings.tier();
  }

  /** Whether the time of each evaluation is said from now on. */
  boolean toggleTimes() {
    timed = !timed;
    return timed;
  }

  void say(String line) {
    output.line(line);
  }

  /** Ends what is being evaluated; may be called from any thread. */
  void stop() {
    engine.stop();
  }

  /** Does what was typed: a single expression is evaluated, anything else runs as a program. */
  void enter(SourceText text) {
    run(InlineText.isToBeEvaluated(text) ? text.behind(InlineText.MARK) : text, true);
  }

  /**
   * Evaluates an expression, and prints what it gives unless that is nothing but the unit value.
   */
  void evaluate(String expression) {
    run(new SourceText(NAME, expression).behind(InlineText.MARK), false);
  }

  /** Evaluates an expression, and says how long that took. */
  void evaluateTimed(String expression) {
    boolean before = timed;
    timed = true;
    try {
      evaluate(expression);
    } finally {
      timed = before;
    }
  }

  /** Runs a file. */
  void load(Source source) {
    try {
      run(source.text(), true);
    } catch (IOException e) {
      say("; " + source.name() + ": " + source.problem(e));
    } catch (SyntaxException e) {
      say("; " + e.getMessage());
    }
  }

  private void run(SourceText text, boolean unitIsShown) {
    try {
      ProgramCursor program = engine.program(text, new Printer(unitIsShown));
      boolean more = true;
      while (more) {
        more = program.next(settings.limits());
      }
    } catch (SyntaxException e) {
      String.valueOf(e.getMessage()).lines().forEach(line -> say("; " + line));
    } catch (RunStoppedException e) {
      say("; " + e.getMessage());
      new TraceText(List.of()).ofEnd(e.trace(), Optional.empty()).forEach(line -> say(";" + line));
    }
  }

  /** Begins anew, with what was loaded at the beginning. */
  void reset() {
    engine = newEngine();
    loadPrograms();
  }

  /** Goes on with another engine that holds the same atoms. */
  void useTier(Tier tier) {
    String atoms = text();
    settings = settings.withTier(tier);
    engine = newEngine();
    try {
      engine.space().add(atoms);
    } catch (SyntaxException e) {
      say("; " + e.getMessage());
    }
  }

  /** The program as it is now. */
  String text() {
    return engine.space().atoms().stream()
        .map(AtomPrinter::print)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
