package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
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
  static List<Atom> objects(View view, Symbol relation, Atom subject, TypeLookup inference) {
    List<Atom> found = new ArrayList<>();
    Variable object = Variable.of("X");
    Expression pattern = Expression.of(relation, subject, object);
    for (AtomSpace source : view.sources()) {
      for (AtomSpace space : source.withNested()) {
        collect(space, pattern, object, inference, found);
      }
    }
    return found;
  }

  private static void collect(
      AtomSpace space,
      Expression pattern,
      Variable object,
      TypeLookup inference,
      List<Atom> found) {
    int turn = 0;
    Candidates candidates = space.candidates(pattern);
    while (candidates.hasNext()) {
      Interruption.check(++turn);
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
  }

  /** The subjects of all stored {@code (relation subject object)}, as they were written. */
  static List<Atom> subjects(View view, Symbol relation) {
    List<Atom> found = new ArrayList<>();
    Expression pattern = Expression.of(relation, Variable.of("S"), Variable.of("X"));
    int turn = 0;
    for (AtomSpace source : view.sources()) {
      for (AtomSpace space : source.withNested()) {
        Candidates candidates = space.candidates(pattern);
        while (candidates.hasNext()) {
          Interruption.check(++turn);
          if (candidates.next() instanceof Expression stored) {
            found.add(stored.get(1));
          }
        }
      }
    }
    return found;
  }

  /** Whether some stored {@code (relation subject _)} can match. */
  static boolean exists(View view, Symbol relation, Atom subject) {
    Expression pattern = Expression.of(relation, subject, Variable.of("X"));
    for (AtomSpace source : view.sources()) {
      for (AtomSpace space : source.withNested()) {
        if (space.candidates(pattern).hasNext()) {
          return true;
        }
      }
    }
    return false;
  }
}
