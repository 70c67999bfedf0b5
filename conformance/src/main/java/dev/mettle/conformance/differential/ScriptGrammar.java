package dev.mettle.conformance.differential;

import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The weighted grammar of generated programs, read from the text beside this class. */
final class ScriptGrammar {

  private static final String RESOURCE = "programs.grammar";

  /**
   * A way to make something.
   *
   * @param weight how often it is taken, against the others
   * @param feature what it brings along
   * @param template what it makes
   */
  record Entry(int weight, Feature feature, Atom template) {
    /** Whether it needs nothing else, so that making it comes to an end. */
    boolean isLeaf() {
      return sortsIn(template).isEmpty();
    }
  }

  /**
   * A function.
   *
   * @param entry its forms; the name is {@code f}
   * @param parameters the sorts of its arguments
   * @param result the sort of its result
   */
  record Definition(Entry entry, List<Symbol> parameters, Symbol result) {}

  private final Map<Symbol, List<Entry>> atoms = new HashMap<>();
  private final List<Definition> definitions = new ArrayList<>();
  private final List<Entry> forms = new ArrayList<>();

  private ScriptGrammar() {}

  /** Reads the grammar. */
  static ScriptGrammar load() {
    try (InputStream stream = ScriptGrammar.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(RESOURCE + " is missing");
      }
      AtomReader reader =
          new AtomReader(
              SourceText.decode(RESOURCE, stream.readAllBytes()), Tokenizer.withLiterals());
      ScriptGrammar grammar = new ScriptGrammar();
      for (Optional<Atom> next = reader.read(); next.isPresent(); next = reader.read()) {
        grammar.add((Expression) next.get());
      }
      grammar.check();
      return grammar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(Expression line) {
    Symbol kind = (Symbol) line.get(0);
    int weight = (int) ((LongAtom) line.get(1)).value();
    Feature feature = Feature.valueOf(line.get(2).toString().toUpperCase(Locale.ROOT));
    Entry entry = new Entry(weight, feature, line.get(line.size() - 1));
    if (isSort(kind)) {
      atoms.computeIfAbsent(kind, sort -> new ArrayList<>()).add(entry);
    } else if (kind.name().equals("define")) {
      List<Symbol> parameters = new ArrayList<>();
      for (Atom sort : (Expression) line.get(3)) {
        parameters.add((Symbol) sort);
      }
      definitions.add(new Definition(entry, List.copyOf(parameters), (Symbol) line.get(4)));
    } else {
      forms.add(entry);
    }
  }

  private void check() {
    List<Entry> all = new ArrayList<>(forms);
    atoms.values().forEach(all::addAll);
    definitions.forEach(definition -> all.add(definition.entry()));
    for (Entry entry : all) {
      for (Symbol sort : sortsIn(entry.template())) {
        if (atoms(sort, EnumSet.of(Feature.PLAIN)).isEmpty()) {
          throw new IllegalStateException(
              "%s: nothing plain makes the %s of %s".formatted(RESOURCE, sort, entry.template()));
        }
      }
    }
  }

  /** The ways to make an atom of {@code sort}. */
  List<Entry> atoms(Symbol sort, Set<Feature> allowed) {
    return atoms.getOrDefault(sort, List.of()).stream()
        .filter(entry -> allowed.contains(entry.feature()))
        .toList();
  }

  List<Definition> definitions(Set<Feature> allowed) {
    return definitions.stream().filter(d -> allowed.contains(d.entry().feature())).toList();
  }

  List<Entry> forms(Set<Feature> allowed) {
    return forms.stream().filter(entry -> allowed.contains(entry.feature())).toList();
  }

  /** Whether {@code atom} stands for any atom of a sort. */
  static boolean isSort(Atom atom) {
    return atom instanceof Symbol s
        && s.name().length() > 2
        && s.name().startsWith("<")
        && s.name().endsWith(">");
  }

  private static List<Symbol> sortsIn(Atom template) {
    List<Symbol> found = new ArrayList<>();
    List<Atom> pending = new ArrayList<>(List.of(template));
    while (!pending.isEmpty()) {
      Atom next = pending.removeLast();
      if (next instanceof Expression e) {
        e.forEach(pending::add);
      } else if (isSort(next)) {
        found.add((Symbol) next);
      }
    }
    return found;
  }
}
