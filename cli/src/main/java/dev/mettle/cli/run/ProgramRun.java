package dev.mettle.cli.run;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ExitStatus;
import dev.mettle.cli.console.ProcessEnd;
import dev.mettle.engine.Engine;
import dev.mettle.engine.EngineBuilder;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.tier.UnknownBackendException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs programs and prints what each {@code !} expression gives. */
public final class ProgramRun {
  private final ConsoleOutput output;

  /** Prints to the given output. */
  public ProgramRun(ConsoleOutput output) {
    this.output = output;
  }

  /** Runs what was asked for and returns the exit status. */
  public int run(RunRequest request) {
    if (request.sources().size() > 1 && !Source.areThere(request.sources())) {
      return ExitStatus.WRONG_USAGE;
    }
    EngineBuilder builder =
        EngineSetup.of(request.sources(), request.files())
            .out(ConsoleOutput.ofProgram())
            .tier(request.tier())
            .limits(request.limits())
            .arguments(request.arguments());
    request.compilation().tell(builder);
    Engine engine;
    try {
      engine = builder.build();
    } catch (UnknownBackendException e) {
      System.err.println("mettle: " + e.getMessage());
      return ExitStatus.WRONG_USAGE;
    }
    ProcessEnd.running(engine);
    int status;
    try {
      status = run(engine, request);
    } finally {
      // Also where nobody reads what is printed any more: the end need not wait for a run then.
      ProcessEnd.running(null);
    }
    if (request.statistics()) {
      output.flush();
      engine.statistics().lines().forEach(System.err::println);
    }
    return status;
  }

  private int run(Engine engine, RunRequest request) {
    FoundResults results = new FoundResults(output, request.streaming());
    List<Source> sources = request.sources();
    for (int i = 0; i < sources.size(); i++) {
      Source source = sources.get(i);
      List<Source> later = sources.subList(i + 1, sources.size());
      results.next();
      try {
        boolean goesOn = run(engine, source, results);
        results.hideProgress();
        if (!goesOn) {
          output.flush();
          new ErrorEnding(engine, texts(sources, results.place()))
              .describe(results.place(), results.goal(), results.errors())
              .forEach(System.err::println);
          RestOfProgram.notRun(source, results.place(), later).ifPresent(System.err::println);
          return ExitStatus.PROGRAM_ERROR;
        }
      } catch (IOException e) {
        System.err.println("mettle: " + source.name() + ": " + source.problem(e));
        return ExitStatus.WRONG_USAGE;
      } catch (SyntaxException e) {
        output.flush();
        System.err.println(e.getMessage());
        return ExitStatus.PROGRAM_ERROR;
      } catch (RunStoppedException e) {
        output.flush();
        System.err.print(results.ofStopped());
        System.err.println(e.getMessage() + advice(e.reason()));
        new TraceText(texts(sources, results.place()))
            .ofEnd(e.trace(), results.place())
            .forEach(System.err::println);
        RestOfProgram.notRun(source, results.place(), later).ifPresent(System.err::println);
        return ExitStatus.STOPPED;
      }
    }
    return ExitStatus.OK;
  }

  /** The texts of a program that has run, as far as they can be read again. */
  private static List<SourceText> texts(List<Source> sources, Optional<SourcePosition> last) {
    List<SourceText> texts = new ArrayList<>();
    // Of standard input this is all that is known.
    last.map(SourcePosition::source).ifPresent(texts::add);
    for (Source source : sources) {
      if (!(source instanceof Source.StandardInput)) {
        try {
          texts.add(source.text());
        } catch (IOException | SyntaxException e) {
          // It has gone, or has another text now: what is said of the error is shorter then.
        }
      }
    }
    return texts;
  }

  private static boolean run(Engine engine, Source source, FoundResults results)
      throws IOException, SyntaxException {
    if (!(source instanceof Source.StandardInput input)) {
      return engine.run(source.text(), results);
    }
    input.sayThatItIsAwaited();
    ArrivingInput lines = input.lines();
    for (Optional<SourceText> next = lines.next(); next.isPresent(); next = lines.next()) {
      if (!engine.run(next.get(), results)) {
        return false;
      }
    }
    return true;
  }

  /** What to do about a program that was stopped. */
  public static String advice(RunStoppedException.Reason reason) {
    return switch (reason) {
      case STEP_LIMIT -> "; --max-steps sets it";
      case TIME_LIMIT -> "; --timeout sets it";
      case OUT_OF_MEMORY -> "; METTLE_OPTS=-Xmx4g would give it 4 GB";
      case STACK_OVERFLOW, INTEGER_TOO_LARGE, STOPPED, INTERRUPTED -> "";
    };
  }
}
