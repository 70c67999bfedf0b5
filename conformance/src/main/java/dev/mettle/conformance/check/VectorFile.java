package dev.mettle.conformance.check;

import dev.mettle.conformance.Trial;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
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

/**
 * Test vectors: IR functions in text form, with comments in front that say what they are about
 * ({@code opcode: add}), what they mean ({@code means: (+ $a $b)}), and what certain calls give
 * ({@code case the largest: 9223372036854775807 1 => 9223372036854775808}).
 */
public final class VectorFile {

  /**
   * One function with its calls.
   *
   * @param opcode the opcode that it is about
   * @param meaning what it computes, over variables named like its parameters
   * @param trials the calls
   */
  public record Vector(Opcode opcode, Atom meaning, List<Trial> trials) {}

  private static final List<String> NAMES = List.of("stack", "arithmetic", "logic", "calls");
  private static final Symbol ARROW = Symbol.of("=>");

  private VectorFile() {}

  /** All vectors of the kit. */
  public static List<Vector> all() {
    List<Vector> vectors = new ArrayList<>();
    for (String name : NAMES) {
      String file = "vectors/" + name + ".vectors";
      try (InputStream in = dev.mettle.conformance.Conformance.class.getResourceAsStream(file)) {
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

  /** Reads vectors from text. */
  public static List<Vector> read(String text, String source) throws TextFormatException {
    List<Vector> vectors = new ArrayList<>();
    for (FunctionText function : FunctionParser.parseAll(text, source)) {
      vectors.add(vector(function, source));
    }
    return vectors;
  }

  private static Vector vector(FunctionText text, String source) throws TextFormatException {
    Optional<Opcode> opcode = Optional.empty();
    Optional<Atom> meaning = Optional.empty();
    List<Trial> trials = new ArrayList<>();
    VerifiedFunction function = Verifier.verify(text.function());
    for (String comment : text.comments()) {
      String line = comment.strip();
      int colon = line.indexOf(": ");
      if (line.startsWith("opcode: ")) {
        opcode = Optional.ofNullable(Opcode.ofMnemonic(line.substring(colon + 2)));
      } else if (line.startsWith("means: ")) {
        meaning = Optional.of(atoms(line.substring(colon + 2)).getFirst());
      } else if (line.startsWith("case ")) {
        trials.add(trial(line.substring(5, colon), line.substring(colon + 2), function));
      }
    }
    String place = source + ":" + text.line();
    return new Vector(
        opcode.orElseThrow(() -> new IllegalStateException(place + ": no opcode is named")),
        meaning.orElseThrow(() -> new IllegalStateException(place + ": no meaning is given")),
        trials);
  }

  private static Trial trial(String label, String text, VerifiedFunction function)
      throws TextFormatException {
    List<Atom> atoms = atoms(text);
    int arrow = atoms.size() - 2;
    if (arrow != function.function().parameterCount() || atoms.get(arrow) != ARROW) {
      throw new IllegalStateException(
          "a case has one atom for each parameter, then => and one result: " + text);
    }
    return new Trial(label, function, atoms.subList(0, arrow), atoms.getLast());
  }

  /** Reads atoms with the reader of the IR's text form, as they stand in a constant pool. */
  static List<Atom> atoms(String text) throws TextFormatException {
    String function = "function \"atoms\" () -> unit const 0 (" + text + ") { push_unit return }";
    return ((Expression) FunctionParser.parse(function, text).constant(0)).children();
  }
}
