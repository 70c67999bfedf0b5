package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.Candidates;
import dev.mettle.vm.space.View;
import java.util.ArrayList;
import java.util.List;

/** Looks up atoms like {@code (: subject object)} in everything that a view can see. */
final class Declarations {

  private Declarations() {}

  /** The objects of all stored {@code (relation subject object)}, in order. */
  static List<Atom> objects(View view, Symbol relation, Atom subject, TypeInference inference) {
    List<Atom> found = new ArrayList<>();
    Variable object = Variable.of("X");
    Expression pattern = Expression.of(relation, subject, object);
    for (AtomSpace source : view.sources()) {
      collect(source, pattern, object, inference, found);
    }
    return found;
  }

  private static void collect(
      AtomSpace source,
      Expression pattern,
      Variable object,
      TypeInference inference,
      List<Atom> found) {
    Candidates candidates = source.candidates(pattern);
    while (candidates.hasNext()) {
      // A variable that is stored as an atom of its own matches everything.
      Atom stored = candidates.next();
      if (stored instanceof Expression e && e.get(1) == pattern.get(1)) {
        found.add(e.get(2));
      } else {
        Atom match = inference.solve(pattern, Terms.renamed(stored), object);
        if (match != object) {
          found.add(match);
        }
      }
    }
    if (source.holdsSpaces()) {
      for (AtomSpace nested : source.nestedSpaces()) {
        collect(nested, pattern, object, inference, found);
      }
    }
  }

  /** The subjects of all stored {@code (relation subject object)}, as they were written. */
  static List<Atom> subjects(View view, Symbol relation) {
    List<Atom> found = new ArrayList<>();
    Expression pattern = Expression.of(relation, Variable.of("S"), Variable.of("X"));
    for (AtomSpace source : view.sources()) {
      addSubjects(source, pattern, found);
    }
    return found;
  }

  private static void addSubjects(AtomSpace source, Expression pattern, List<Atom> found) {
    Candidates candidates = source.candidates(pattern);
    while (candidates.hasNext()) {
      if (candidates.next() instanceof Expression stored) {
        found.add(stored.get(1));
      }
    }
    if (source.holdsSpaces()) {
      for (AtomSpace nested : source.nestedSpaces()) {
        addSubjects(nested, pattern, found);
      }
    }
  }

  /** Whether some stored {@code (relation subject _)} can match. */
  static boolean exists(View view, Symbol relation, Atom subject) {
    Expression pattern = Expression.of(relation, subject, Variable.of("X"));
    for (AtomSpace source : view.sources()) {
      if (exists(source, pattern)) {
        return true;
      }
    }
    return false;
  }

  private static boolean exists(AtomSpace source, Expression pattern) {
    if (source.candidates(pattern).hasNext()) {
      return true;
    }
    if (source.holdsSpaces()) {
      for (AtomSpace nested : source.nestedSpaces()) {
        if (exists(nested, pattern)) {
          return true;
        }
      }
    }
    return false;
  }
}
