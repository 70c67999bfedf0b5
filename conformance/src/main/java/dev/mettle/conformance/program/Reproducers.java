package dev.mettle.conformance.program;

import dev.mettle.conformance.kit.Trial;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.text.FunctionPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Saves failing programs in the form of the kit's vectors, so that they become tests.
 *
 * @since 1.0
 */
public final class Reproducers {

  private static final String SUFFIX = ".vectors";

  private Reproducers() {}

  /** Saves a program and gives the file. */
  public static Path save(Path directory, String backend, Program program) {
    String text = text(program);
    Path file = directory.resolve("%s-%08x%s".formatted(backend, text.hashCode(), SUFFIX));
    try {
      Files.createDirectories(directory);
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program as a vector. */
  public static String text(Program program) {
    Trial trial = program.trial();
    IrFunction function = trial.function().function();
    List<Atom> line = new ArrayList<>(trial.arguments());
    line.add(Symbol.of("=>"));
    line.add(trial.onlyAnswer());
    return "; opcode: %s\n; means: %s\n; case reproducer: %s\n%s"
        .formatted(
            subject(function).mnemonic(),
            program.meaning(),
            constants(line),
            FunctionPrinter.print(function));
  }

  /** The last operation, which a report can be filed under. */
  private static Opcode subject(IrFunction function) {
    Opcode subject = Opcode.RETURN;
    for (Instruction instruction : function.code()) {
      if (instruction.opcode().operation().isPresent() && instruction.pops() > 0) {
        subject = instruction.opcode();
      }
    }
    return subject;
  }

  /** Atoms as the text form writes constants. */
  private static String constants(List<Atom> atoms) {
    FunctionBuilder holder = FunctionBuilder.named("holder").appendConstant(Expression.of(atoms));
    String text = FunctionPrinter.print(holder.emit(Opcode.PUSH_UNIT).emit(Opcode.RETURN).build());
    String start = "const 0 (";
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf('\n', from) - 1);
  }

  /** The files saved in a directory. */
  public static List<Path> saved(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
