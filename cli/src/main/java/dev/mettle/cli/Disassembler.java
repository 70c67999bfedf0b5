package dev.mettle.cli;

import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.Natives;
import dev.mettle.backend.spi.Profile;
import dev.mettle.frontend.lower.LoweringResult;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.function.Parameter;
import dev.mettle.ir.text.FunctionPrinter;
import dev.mettle.vm.engine.Engine;
import dev.mettle.vm.engine.ProgramLowering;
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
      print(unit, chosen, program.natives());
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
      print(unit, Optional.empty(), program.natives());
    }
    if (wanted.isEmpty()) {
      output.line("; there is nothing to lower");
    }
  }

  private static boolean isOf(ProgramLowering.Unit unit, String function) {
    return unit.key().filter(key -> key.toString().startsWith(function + " ")).isPresent();
  }

  private void print(
      ProgramLowering.Unit unit, Optional<AvailableBackend> backend, Natives natives) {
    switch (unit.result()) {
      case LoweringResult.Declined declined -> {
        output.line(
            "; line %d, %s: is no plain arithmetic: %s"
                .formatted(unit.line(), name(unit), declined));
        unit.whole()
            .ifPresentOrElse(
                whole -> output.line(forMachine(whole)),
                () ->
                    output.line(
                        unit.key().isPresent()
                            ? "; its rules are found by unification\n"
                            : "; it is evaluated as it stands\n"));
      }
      case LoweringResult.Lowered lowered -> {
        IrFunction function = lowered.function().function();
        output.line("; line %d, %s".formatted(unit.line(), name(unit)));
        output.line(FunctionPrinter.print(function));
        backend.ifPresent(
            chosen ->
                output.line(GeneratedClassText.of(function, chosen, profile(function), natives)));
      }
    }
  }

  /** What the virtual machine runs. */
  private static String forMachine(LoweringResult whole) {
    return switch (whole) {
      case LoweringResult.Declined declined -> "; its rules are found by unification: " + declined;
      case LoweringResult.Lowered lowered -> FunctionPrinter.print(lowered.function().function());
    };
  }

  private static String name(ProgramLowering.Unit unit) {
    return unit.key().map(key -> key.toString()).orElseGet(() -> "!" + cut(unit.atom()));
  }

  private static String cut(Atom atom) {
    String text = atom.toString();
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "..";
  }

  /** Integers for numbers: what most calls will bring. */
  private static Profile profile(IrFunction function) {
    List<Lane> lanes =
        function.parameters().stream()
            .map(Parameter::kind)
            .map(
                kind ->
                    switch (kind) {
                      case NUMBER, INTEGER -> Lane.LONG;
                      case FLOAT -> Lane.DOUBLE;
                      case BOOL -> Lane.BOOLEAN;
                      case STRING,
                          SYMBOL,
                          VARIABLE,
                          EXPRESSION,
                          UNIT,
                          SPACE,
                          STATE,
                          TYPE,
                          PLAN,
                          COLLECTOR,
                          BARRIER,
                          SCOPE,
                          SOFT_CUT,
                          BUILDER,
                          CURSOR,
                          OPERAND,
                          ANYTHING,
                          ATOM ->
                          Lane.REFERENCE;
                    })
            .toList();
    return Profile.ofLanes(lanes);
  }
}
