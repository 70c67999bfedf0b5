package dev.mettle.engine;

import dev.mettle.ir.atom.Atom;
import java.util.List;

/** Takes the results of a program, one list for each {@code !}, as soon as it is done. */
@FunctionalInterface
public interface ResultListener {

  /** Takes the results of the next {@code !}, in order. */
  void results(List<Atom> results);
}
