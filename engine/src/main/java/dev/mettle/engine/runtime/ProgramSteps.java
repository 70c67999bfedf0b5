package dev.mettle.engine.runtime;

import dev.mettle.engine.module.Module;
import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import java.util.List;
import java.util.Optional;

/**
 * What a text asks for, one thing after the other: an atom is added to the module's space, one
 * behind {@code !} is to be evaluated. What follows an atom is read only when that is done, since
 * it may change what words mean.
 */
public final class ProgramSteps {

  /** What has come next. */
  public sealed interface Step {
    /** An atom is to be evaluated, which was written at that place. */
    record Goal(Atom atom, SourcePosition place) implements Step {}

    /** An atom was refused by the automatic type check; these are the errors. */
    record Refused(List<Atom> errors) implements Step {}

    /** Nothing but atoms to add came, and they are added; there may be more. */
    record Added() implements Step {}

    /** The text is at its end. */
    record End() implements Step {}
  }

  private static final Step ADDED = new Step.Added();
  private static final Step END = new Step.End();

  private final Goals goals;
  private final Module module;
  private final AtomReader reader;
  private boolean interpret;

  /** The steps of {@code text}, which is read as part of {@code module}. */
  ProgramSteps(Goals goals, Module module, SourceText text) {
    this.goals = goals;
    this.module = module;
    this.reader = new AtomReader(text, module.tokenizer());
  }

  /** Where the text has been read to: the beginning of the atom that came last. */
  public SourcePosition position() {
    return reader.position();
  }

  /**
   * Goes on to the next thing to be done.
   *
   * @param most how many atoms to add before there is a pause
   * @throws SyntaxException if the text cannot be read any further
   */
  public Step next(int most) throws SyntaxException {
    for (int added = 0; added < most; added++) {
      Optional<Atom> next = reader.read();
      if (next.isEmpty()) {
        return END;
      }
      Atom atom = next.get();
      if (atom == Symbols.BANG) {
        interpret = true;
      } else if (interpret) {
        interpret = false;
        return new Step.Goal(atom, reader.position());
      } else {
        List<Atom> errors = goals.add(module, atom, reader.position());
        if (!errors.isEmpty()) {
          return new Step.Refused(errors);
        }
      }
    }
    return ADDED;
  }
}
