package dev.mettle.engine.runtime;

import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.place.ModuleError;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Which errors have ended the texts of modules, and which others tell of them: the error of an
 * {@code import!} says no more than the reason.
 */
final class ModuleErrors {

  /** So many are remembered, the newest. */
  private static final int MOST = 16;

  private final SequencedMap<Atom, ModuleError> ended = new LinkedHashMap<>();
  private final SequencedMap<Atom, ModuleError> told = new LinkedHashMap<>();

  /** An error has ended the text of a module at a place. */
  void ended(Atom error, SourcePosition place) {
    keep(ended, error, new ModuleError(error, place, Optional.ofNullable(told.get(error))));
  }

  /** An error tells of another, which has ended a module. */
  void tells(Atom error, Atom inner) {
    of(inner).ifPresent(known -> keep(told, error, known));
  }

  private static void keep(SequencedMap<Atom, ModuleError> known, Atom by, ModuleError error) {
    known.remove(by);
    known.putLast(by, error);
    if (known.size() > MOST) {
      known.pollFirstEntry();
    }
  }

  /** What an error tells of, or where it has itself ended a module; empty if it has not. */
  Optional<ModuleError> of(Atom error) {
    return Optional.ofNullable(ended.get(error)).or(() -> Optional.ofNullable(told.get(error)));
  }
}
