package dev.mettle.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.operation.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The text files of the library. */
class LibraryTextTest {

  private static final List<Operation> OPERATIONS = StandardLibrary.operations();

  static Stream<String> sources() {
    return Stream.concat(StandardLibrary.sources().stream(), Stream.of("json.metta", "skel.metta"));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void everyFunctionIsDocumented(String name) throws SyntaxException {
    Set<Atom> documented = new HashSet<>();
    Set<Atom> defined = new HashSet<>();
    for (Atom atom : atoms(name)) {
      Expression e = (Expression) atom;
      if (e.get(0) == Symbols.EQUALS) {
        defined.add(((Expression) e.get(1)).get(0));
      } else if (e.get(0) == Symbols.COLON) {
        defined.add(e.get(1));
      } else {
        assertEquals(Symbol.of("@doc"), e.get(0));
        assertTrue(documented.add(e.get(1)), () -> "documented twice: " + e.get(1));
      }
    }
    defined.removeAll(documented);
    assertEquals(Set.of(), defined);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void theBuildHasPackedThisText(String name) throws SyntaxException {
    assertEquals(atoms(name), StandardLibrary.atoms(name, tokenizer()));
  }

  @Test
  void sourcesOfModulesExist() {
    for (String module : List.of("random", "fileio", "json", "catalog", "skel")) {
      BuiltinModule built = BuiltinModules.named(module).orElseThrow();
      assertEquals(module, built.name());
      built.source().ifPresent(source -> assertTrue(!StandardLibrary.source(source).isEmpty()));
    }
    assertEquals(Optional.empty(), BuiltinModules.named("nosuch"));
  }

  private static List<Atom> atoms(String name) throws SyntaxException {
    AtomReader reader =
        new AtomReader(new SourceText(name, StandardLibrary.source(name)), tokenizer());
    List<Atom> atoms = new ArrayList<>();
    for (Optional<Atom> a = reader.read(); a.isPresent(); a = reader.read()) {
      atoms.add(a.get());
    }
    return atoms;
  }

  private static Tokenizer tokenizer() {
    Tokenizer tokenizer = Tokenizer.withLiterals();
    OPERATIONS.forEach(o -> tokenizer.define(o.name(), o));
    return tokenizer;
  }
}
