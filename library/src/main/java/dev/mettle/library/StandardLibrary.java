package dev.mettle.library;

import dev.mettle.frontend.read.PackedText;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.operation.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What every program has: operations, and the rules, types and documentation of the text files. */
public final class StandardLibrary {

  private static final List<String> SOURCES =
      List.of(
          "language.metta",
          "control.metta",
          "types.metta",
          "lists.metta",
          "alternatives.metta",
          "spaces.metta",
          "asserts.metta",
          "documentation.metta");

  private StandardLibrary() {}

  /** The operations that need nothing but their arguments, in the order of the manual. */
  public static List<Operation> operations() {
    return Stream.of(
            ArithmeticOperations.all(),
            ComparisonOperations.all(),
            LogicOperations.all(),
            MathOperations.all(),
            EqualityOperations.all(),
            ExpressionOperations.all(),
            SetOperations.all(),
            StringOperations.all(),
            SpaceOperations.all(),
            StateOperations.all(),
            OutputOperations.all(),
            DocumentationOperations.all(),
            AssertOperations.all())
        .flatMap(List::stream)
        .toList();
  }

  /** The names of the text files, in the order in which they are read. */
  public static List<String> sources() {
    return SOURCES;
  }

  /** The atoms of a file of the library or of a built-in module; nothing is looked up on disk. */
  public static List<Atom> atoms(String name, Tokenizer tokenizer) {
    return PackedText.read(PackedLibrary.text(name), tokenizer);
  }

  /** The text of a file of the library or of a built-in module. */
  public static String source(String name) {
    try (InputStream in = StandardLibrary.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no such file of the library: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
