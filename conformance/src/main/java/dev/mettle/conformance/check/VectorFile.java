package dev.mettle.conformance.check;

import dev.mettle.conformance.kit.AtomText;
import dev.mettle.conformance.kit.Harness;
import dev.mettle.conformance.kit.NamedValue;
import dev.mettle.conformance.kit.Trial;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.text.FunctionParser;
import dev.mettle.ir.text.FunctionText;
import dev.mettle.ir.text.TextFormatException;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.ir.verify.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Test vectors: IR functions in text form, with comments in front that say what they are about
 * ({@code opcode: add}), what they mean ({@code means: (+ $a $b)}), and what certain calls give
 * ({@code case the largest: 9223372036854775807 1 => 9223372036854775808}, with as many results as
 * there are). A function may need a program ({@code given: (= (f $x) $x)}, in as many lines as it
 * takes), and may be called with all combinations of some operands, for which its meaning says what
 * it gives ({@code matrix: values types}, a word of {@link BoundaryValues#named} for each
 * parameter).
 */
public final class VectorFile {

  /**
   * One function with its calls.
   *
   * @param opcode the opcode that it is about
   * @param meaning what it computes, over variables named like its parameters
   * @param given the program that it is part of; empty if it needs none
   * @param cases its calls as text, by their labels
   * @param matrix which operands each parameter is called with; empty if only the cases are
   * @param text the function as text
   * @param shape the function, in which grounded values are only names
   * @param place where it is written
   */
  public record Vector(
      Opcode opcode,
      String meaning,
      String given,
      List<Case> cases,
      List<String> matrix,
      String text,
      IrFunction shape,
      String place) {

    /** The function as part of a program. */
    public VerifiedFunction function(Harness.Program program) {
      return Verifier.verify(parsed(text, place, program::grounded).function());
    }

    /** One of its calls. */
    public Trial trial(Case call, Harness.Program program) {
      VerifiedFunction function = function(program);
      List<Atom> atoms = AtomText.parsed(call.text(), program::grounded);
      int arrow = function.function().parameterCount();
      return new Trial(
          call.label(),
          function,
          atoms.subList(0, arrow),
          atoms.subList(arrow + 1, atoms.size()),
          meaning);
    }

    /** All of its calls. */
    public List<Trial> trials(Harness.Program program) {
      return cases.stream().map(call -> trial(call, program)).toList();
    }
  }

  /** A call as text: its arguments, an arrow, its results. */
  public record Case(String label, String text) {}

  private static final List<String> NAMES =
      List.of(
          "stack",
          "arithmetic",
          "logic",
          "branches",
          "types",
          "evaluation",
          "nondeterminism",
          "data",
          "spaces");

  private static final Symbol ARROW = Symbol.of("=>");

  private VectorFile() {}

  private static final class Holder {
    static final List<Vector> ALL = List.copyOf(readAll());
  }

  /** All vectors of the kit. */
  public static List<Vector> all() {
    return Holder.ALL;
  }

  private static List<Vector> readAll() {
    List<Vector> vectors = new ArrayList<>();
    for (String name : NAMES) {
      String file = "/dev/mettle/conformance/vectors/" + name + ".vectors";
      try (InputStream in = VectorFile.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException("the kit lacks its file " + file);
        }
        vectors.addAll(read(new String(in.readAllBytes(), StandardCharsets.UTF_8), file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (TextFormatException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
    return vectors;
  }

  /** Reads vectors from text; each function ends with a bracket in a line of its own. */
  public static List<Vector> read(String text, String source) throws TextFormatException {
    List<Vector> vectors = new ArrayList<>();
    StringBuilder chunk = new StringBuilder();
    int lines = 0;
    for (String line : text.lines().toList()) {
      chunk.append(line).append('\n');
      if (line.equals("}")) {
        // Lines before it keep their numbers in messages.
        vectors.add(vector("\n".repeat(lines) + chunk, source));
        lines += (int) chunk.chars().filter(c -> c == '\n').count();
        chunk.setLength(0);
      }
    }
    if (!chunk.toString().isBlank()) {
      throw new IllegalStateException(source + ": text behind the last function");
    }
    return vectors;
  }

  private static Vector vector(String text, String source) throws TextFormatException {
    Optional<Opcode> opcode = Optional.empty();
    Optional<String> meaning = Optional.empty();
    StringBuilder given = new StringBuilder();
    List<Case> cases = new ArrayList<>();
    List<String> matrix = List.of();
    FunctionText function = FunctionParser.parseAll(text, source, NamedValue::of).getFirst();
    String place = source.substring(source.lastIndexOf('/') + 1) + ":" + function.line();
    for (String comment : function.comments()) {
      String line = comment.strip();
      String rest = line.substring(line.indexOf(": ") + 2);
      if (line.startsWith("opcode: ")) {
        opcode = Optional.ofNullable(Opcode.ofMnemonic(rest));
      } else if (line.startsWith("means: ")) {
        meaning = Optional.of(rest);
      } else if (line.startsWith("given: ")) {
        given.append(rest).append('\n');
      } else if (line.startsWith("matrix: ")) {
        matrix = List.of(rest.split(" "));
        checkMatrix(matrix, function.function(), place);
      } else if (line.startsWith("case ")) {
        cases.add(new Case(line.substring(5, line.indexOf(": ")), rest));
        checkCase(rest, function.function(), place);
      }
    }
    return new Vector(
        opcode.orElseThrow(() -> new IllegalStateException(place + ": no opcode is named")),
        meaning.orElseThrow(() -> new IllegalStateException(place + ": no meaning is given")),
        given.toString(),
        List.copyOf(cases),
        matrix,
        text,
        function.function(),
        place);
  }

  private static void checkCase(String text, IrFunction function, String place) {
    List<Atom> atoms = AtomText.parsed(text, NamedValue::of);
    int arrow = function.parameterCount();
    if (atoms.size() <= arrow || atoms.get(arrow) != ARROW) {
      throw new IllegalStateException(
          place + ": a case has one atom for each parameter, then => and the results: " + text);
    }
  }

  private static void checkMatrix(List<String> matrix, IrFunction function, String place) {
    if (matrix.size() != function.parameterCount()) {
      throw new IllegalStateException(place + ": a matrix has one word for each parameter");
    }
  }

  private static FunctionText parsed(
      String text, String source, Function<String, Optional<GroundedValue>> grounded) {
    try {
      return FunctionParser.parseAll(text, source, grounded).getFirst();
    } catch (TextFormatException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
