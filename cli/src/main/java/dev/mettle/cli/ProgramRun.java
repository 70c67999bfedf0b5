package dev.mettle.cli;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.vm.engine.Engine;
import dev.mettle.vm.engine.EngineBuilder;
import dev.mettle.vm.tier.UnknownBackendException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs programs and prints one line of results for each {@code !} expression. */
public final class ProgramRun {
  private final ConsoleOutput output;

  /** Prints to the given output. */
  public ProgramRun(ConsoleOutput output) {
    this.output = output;
  }

  /** Runs what was asked for and returns the exit status. */
  public int run(RunRequest request) {
    EngineBuilder builder = Engine.builder().out(programOutput()).tier(request.tier());
    if (request.backend() != null) {
      builder.backend(request.backend());
    }
    Engine engine;
    try {
      engine = builder.build();
    } catch (UnknownBackendException e) {
      System.err.println("mettle: " + e.getMessage());
      return ExitStatus.WRONG_USAGE;
    }
    int status = run(engine, request.sources());
    if (request.statistics()) {
      output.flush();
      engine.statistics().lines().forEach(System.err::println);
    }
    return status;
  }

  private int run(Engine engine, List<Source> sources) {
    for (Source source : sources) {
      String text;
      try {
        text = source.text();
      } catch (IOException e) {
        System.err.println("mettle: " + source.name() + ": " + source.problem(e));
        return ExitStatus.WRONG_USAGE;
      }
      try {
        if (!engine.run(new SourceText(source.name(), text), this::print)) {
          return ExitStatus.PROGRAM_ERROR;
        }
      } catch (SyntaxException e) {
        output.flush();
        System.err.println(e.getMessage());
        return ExitStatus.PROGRAM_ERROR;
      }
    }
    return ExitStatus.OK;
  }

  /** Delivered at once, as result lines are, so that the two never change places. */
  private static PrintStream programOutput() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  }

  private void print(List<Atom> results) {
    StringBuilder line = new StringBuilder("[");
    for (int i = 0; i < results.size(); i++) {
      if (i > 0) {
        line.append(", ");
      }
      AtomPrinter.print(results.get(i), line);
    }
    output.line(line.append(']').toString());
  }
}
