package dev.mettle.cli.inspect;

import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.cli.console.ExitStatus;
import dev.mettle.cli.run.Source;
import dev.mettle.engine.Engine;
import dev.mettle.engine.ProgramLowering;
import dev.mettle.frontend.lower.LoweringResult;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.text.FunctionPrinter;
import dev.mettle.vm.tier.AvailableBackend;
import dev.mettle.vm.tier.BackendCatalog;
import dev.mettle.vm.tier.Tier;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Prints what a program is lowered to, and what a backend makes of that. */
public final class Disassembler {

  private static final int MAX_TEXT = 70;

  private final ConsoleOutput output;

  /** Prints to the given output. */
  public Disassembler(ConsoleOutput output) {
    this.output = output;
  }

  /**
   * Prints the code of a program, without running it.
   *
   * @param backend the backend whose classes are printed as well, if any
   * @return the exit status
   * @throws dev.mettle.vm.tier.UnknownBackendException if there is no backend of that name
   */
  public int run(Source source, Optional<String> backend) {
    Optional<AvailableBackend> chosen =
        backend.isPresent() ? BackendCatalog.discover().select(backend) : Optional.empty();
    ProgramLowering program;
    try {
      program = Engine.builder().tier(Tier.VM).build().lower(source.text());
    } catch (IOException e) {
      System.err.println("mettle: " + source.name() + ": " + source.problem(e));
      return ExitStatus.WRONG_USAGE;
    } catch (SyntaxException e) {
      System.err.println(e.getMessage());
      return ExitStatus.PROGRAM_ERROR;
    }
    for (ProgramLowering.Unit unit : program.units()) {
      print(unit, chosen);
    }
    if (program.units().isEmpty()) {
      output.line(
          "; there is nothing to lower: no rule that names a function, no expression behind !");
    }
    return ExitStatus.OK;
  }

  /**
   * Prints the code of a program.
   *
   * @param function the only function to print; all where it is empty
   * @throws SyntaxException if the text cannot be read
   */
  public void print(SourceText text, String function) throws SyntaxException {
    ProgramLowering program = Engine.builder().tier(Tier.VM).build().lower(text);
    List<ProgramLowering.Unit> wanted =
        program.units().stream()
            .filter(unit -> function.isEmpty() || isOf(unit, function))
            .toList();
    for (ProgramLowering.Unit unit : wanted) {
      print(unit, Optional.empty());
    }
    if (wanted.isEmpty()) {
      output.line("; there is nothing to lower");
    }
  }

  private static boolean isOf(ProgramLowering.Unit unit, String function) {
    return unit.key().filter(key -> key.toString().startsWith(function + " ")).isPresent();
  }

  private void print(ProgramLowering.Unit unit, Optional<AvailableBackend> backend) {
    output.line("; line %d, %s".formatted(unit.line(), name(unit)));
    if (unit.result().isEmpty()) {
      output.line(
          unit.key().isPresent()
              ? "; its rules are found by unification\n"
              : "; it is evaluated as it stands\n");
      return;
    }
    switch (unit.result().get()) {
      case LoweringResult.Declined declined ->
          output.line("; its rules are found by unification: " + declined + "\n");
      case LoweringResult.Lowered lowered ->
          output.line(FunctionPrinter.print(lowered.function().function()));
    }
    if (backend.isPresent() && unit.request().isPresent()) {
      output.line(GeneratedClassText.of(unit.request().get(), backend.get()));
    }
  }

  private static String name(ProgramLowering.Unit unit) {
    return unit.key().map(key -> key.toString()).orElseGet(() -> "!" + cut(unit.atom()));
  }

  private static String cut(Atom atom) {
    String text = atom.toString();
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "..";
  }
}
