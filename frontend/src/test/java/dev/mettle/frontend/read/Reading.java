package dev.mettle.frontend.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mettle.ir.atom.Atom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads whole texts, for the tests of this package. */
final class Reading {

  private Reading() {}

  /** All atoms of {@code text}, with the literals of the language as tokens. */
  static List<Atom> all(String text) throws SyntaxException {
    return all(text, Tokenizer.withLiterals());
  }

  static List<Atom> all(String text, Tokenizer tokenizer) throws SyntaxException {
    AtomReader reader = new AtomReader(new SourceText("test.metta", text), tokenizer);
    List<Atom> atoms = new ArrayList<>();
    for (Optional<Atom> atom = reader.read(); atom.isPresent(); atom = reader.read()) {
      atoms.add(atom.get());
    }
    return atoms;
  }

  /** The only atom of {@code text}. */
  static Atom one(String text) throws SyntaxException {
    List<Atom> atoms = all(text);
    assertEquals(1, atoms.size(), () -> "atoms in " + text);
    return atoms.getFirst();
  }

  /** How the atoms of {@code text} print, separated by {@code |}. */
  static String printed(String text) throws SyntaxException {
    return String.join("|", all(text).stream().map(Atom::toString).toList());
  }

  static SyntaxException failure(String text) {
    return failure(text, Tokenizer.withLiterals());
  }

  static SyntaxException failure(String text, Tokenizer tokenizer) {
    return assertThrows(SyntaxException.class, () -> all(text, tokenizer), text);
  }
}
