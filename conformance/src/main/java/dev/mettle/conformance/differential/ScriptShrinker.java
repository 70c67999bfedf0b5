package dev.mettle.conformance.differential;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a program as small as it gets while it keeps a property.
 *
 * @since 1.0
 */
public final class ScriptShrinker {

  private static final int MAX_ATTEMPTS = 600;
  private static final Atom SIMPLEST = Symbol.of("a");

  private final Predicate<Script> keeps;
  private int attempts;

  private ScriptShrinker(Predicate<Script> keeps) {
    this.keeps = keeps;
  }

  /** The smallest program found that {@code keeps} accepts, starting from one that it accepts. */
  public static Script shrink(Script script, Predicate<Script> keeps) {
    return new ScriptShrinker(keeps).shrink(script);
  }

  private Script shrink(Script script) {
    Script smallest = script;
    boolean progress = true;
    while (progress && attempts < MAX_ATTEMPTS) {
      Script before = smallest;
      smallest = atoms(withoutForms(smallest));
      progress = !smallest.equals(before);
    }
    return smallest;
  }

  private boolean accept(Script candidate) {
    return ++attempts <= MAX_ATTEMPTS && keeps.test(candidate);
  }

  private Script withoutForms(Script script) {
    Script smallest = script;
    for (int length = script.forms().size() / 2; length > 0; length /= 2) {
      int from = 0;
      while (from < smallest.forms().size()) {
        List<Script.Form> rest = new ArrayList<>(smallest.forms());
        rest.subList(from, Math.min(rest.size(), from + length)).clear();
        Script candidate = smallest.with(rest);
        if (accept(candidate)) {
          smallest = candidate;
        } else {
          from += length;
        }
      }
    }
    return smallest;
  }

  private Script atoms(Script script) {
    Script smallest = script;
    for (int i = 0; i < smallest.forms().size(); i++) {
      boolean progress = true;
      while (progress && attempts < MAX_ATTEMPTS) {
        progress = false;
        Script.Form form = smallest.forms().get(i);
        for (Atom atom : smaller(form.atom())) {
          List<Script.Form> forms = new ArrayList<>(smallest.forms());
          forms.set(i, new Script.Form(form.evaluated(), atom));
          Script candidate = smallest.with(forms);
          if (accept(candidate)) {
            smallest = candidate;
            progress = true;
            break;
          }
        }
      }
    }
    return smallest;
  }

  /** Atoms that are a step smaller, the boldest steps first; each has fewer or simpler leaves. */
  private static List<Atom> smaller(Atom atom) {
    List<Atom> smaller = new ArrayList<>();
    if (!(atom instanceof Expression e) || e.size() == 0) {
      if (!isSimple(atom)) {
        smaller.add(SIMPLEST);
      }
      return smaller;
    }
    smaller.add(SIMPLEST);
    for (int i = 0; i < e.size(); i++) {
      smaller.add(e.get(i));
    }
    for (int i = 0; i < e.size(); i++) {
      Atom[] rest = new Atom[e.size() - 1];
      for (int j = 0; j < rest.length; j++) {
        rest[j] = e.get(j < i ? j : j + 1);
      }
      smaller.add(Expression.owning(rest));
    }
    for (int i = 0; i < e.size(); i++) {
      for (Atom part : smaller(e.get(i))) {
        Atom[] children = e.toArray();
        children[i] = part;
        smaller.add(Expression.owning(children));
      }
    }
    return smaller;
  }

  /** Names carry meaning and numbers are small: what is left to simplify is the rest. */
  private static boolean isSimple(Atom atom) {
    return atom instanceof Symbol || atom instanceof LongAtom;
  }
}
