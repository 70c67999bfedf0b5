package dev.mettle.engine;

import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.PackedText;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Settings and programs that many engines begin with. The programs are read once, so that another
 * engine costs less than a millisecond as soon as the JVM has compiled what makes it; what stands
 * behind {@code !} is evaluated for each engine anew.
 *
 * <p>A template never changes, and any thread may use it.
 */
public final class EngineTemplate {

  private final EngineBuilder settings;
  private final List<Part> parts;

  /** One of the programs. */
  private sealed interface Part {
    /** What is run as it stands. */
    record Program(SourceText text) implements Part {}

    /**
     * Atoms that are added and nothing else.
     *
     * @param places where each of them is written
     */
    record Atoms(SourceText text, String packed, List<SourcePosition> places) implements Part {}
  }

  EngineTemplate(EngineBuilder settings, List<SourceText> programs) {
    this.settings = settings;
    this.parts = programs.stream().map(EngineTemplate::part).toList();
  }

  private static Part part(SourceText text) {
    List<SourcePosition> places = new ArrayList<>();
    AtomReader reader = new AtomReader(text, Tokenizer.empty());
    for (Optional<Atom> next = reader.read(); next.isPresent(); next = reader.read()) {
      if (next.get() == Symbols.BANG) {
        return new Part.Program(text);
      }
      places.add(reader.position());
    }
    return PackedText.fits(text)
        ? new Part.Atoms(text, PackedText.pack(text), List.copyOf(places))
        : new Part.Program(text);
  }

  /**
   * A new engine, in which the programs have run.
   *
   * @throws SyntaxException if a program cannot be read
   * @throws ErrorResultException if an evaluation in a program gives an error
   */
  public Engine create() {
    Engine engine = settings.build();
    for (Part part : parts) {
      switch (part) {
        case Part.Program(SourceText text) -> engine.run(text).forEach(Results::orThrow);
        case Part.Atoms(SourceText text, String packed, List<SourcePosition> places) -> {
          if (!engine.add(packed, places)) {
            engine.run(text).forEach(Results::orThrow);
          }
        }
      }
    }
    return engine;
  }
}
