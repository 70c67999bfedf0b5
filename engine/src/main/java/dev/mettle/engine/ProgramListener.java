package dev.mettle.engine;

import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.ir.atom.Atom;
import java.util.ArrayList;
import java.util.List;

/** Hears of what a program does, and of each result as soon as it is known to count. */
public interface ProgramListener {

  /** Atoms have been added, and there are more: the text has been read up to {@code place}. */
  default void read(SourcePosition place) {}

  /** A {@code !} begins to be evaluated. */
  default void begun(Atom goal, SourcePosition place) {}

  /** The atom at {@code place} is not added: the automatic type check refuses it. */
  default void refused(SourcePosition place) {}

  /**
   * A result. Errors come last: they count only if there is no other result (SEMANTICS §1.4). An
   * atom that the automatic type check refuses to add gives errors without having begun.
   */
  void result(Atom result);

  /**
   * What began has no more results.
   *
   * @param failed whether a result was an error
   * @return whether the program goes on; the language lets it end where {@code failed}
   */
  boolean ended(boolean failed);

  /** A listener that takes the results of each {@code !} when it is done. */
  static ProgramListener of(ResultListener listener) {
    return new ProgramListener() {
      private final List<Atom> results = new ArrayList<>();

      @Override
      public void result(Atom result) {
        results.add(result);
      }

      @Override
      public boolean ended(boolean failed) {
        List<Atom> all = List.copyOf(results);
        results.clear();
        listener.results(all);
        return !failed;
      }
    };
  }
}
