package dev.mettle.cli;

import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.vm.engine.Engine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    if (request.tier() != TierChoice.TREE || request.backend() != null || request.statistics()) {
      System.err.println(
          "mettle: this build runs programs on the tree-walker alone;"
              + " --tier=vm, --tier=jit, --backend and --stats have no effect yet");
    }
    Engine engine = Engine.builder().out(programOutput()).build();
    for (Source source : request.sources()) {
      String text;
      try {
        text = source.text();
      } catch (IOException e) {
        System.err.println("mettle: " + source.name() + ": " + reason(source, e));
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

  private static String reason(Source source, IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof CharacterCodingException) {
      return "not a text file in UTF-8";
    }
    if (source instanceof Source.ProgramFile file && Files.isDirectory(file.path())) {
      return "is a directory";
    }
    return "cannot be read (" + e.getMessage() + ")";
  }
}
