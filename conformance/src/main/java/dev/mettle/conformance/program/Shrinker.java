package dev.mettle.conformance.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a failing program as small as it gets while it still fails.
 *
 * @since 1.0
 */
public final class Shrinker {

  private static final int MAX_ATTEMPTS = 2_000;

  private Shrinker() {}

  /** The smallest program that was found to fail, starting from one that does. */
  public static Program shrink(Program failing, Predicate<Program> fails) {
    Program smallest = failing;
    int attempts = 0;
    boolean progress = true;
    while (progress) {
      progress = false;
      for (Program candidate : candidates(smallest)) {
        if (++attempts > MAX_ATTEMPTS) {
          return smallest;
        }
        if (fails.test(candidate)) {
          smallest = candidate;
          progress = true;
          break;
        }
      }
    }
    return smallest;
  }

  /** Programs that are a step smaller, the boldest steps first. */
  private static List<Program> candidates(Program program) {
    List<Program> candidates = new ArrayList<>();
    if (program.style() != ProgramWriter.PLAIN) {
      candidates.add(new Program(program.meaning(), program.arguments(), ProgramWriter.PLAIN));
    }
    for (Atom meaning : smaller(program.meaning())) {
      candidates.add(new Program(meaning, program.arguments(), program.style()));
    }
    for (int i = 0; i < program.arguments().size(); i++) {
      for (long simple : new long[] {0, 1}) {
        if (size(program.arguments().get(i)) > Math.abs(simple)) {
          List<Atom> arguments = new ArrayList<>(program.arguments());
          arguments.set(i, LongAtom.of(simple));
          candidates.add(new Program(program.meaning(), arguments, program.style()));
        }
      }
    }
    return candidates;
  }

  private static List<Atom> smaller(Atom meaning) {
    List<Atom> smaller = new ArrayList<>();
    if (!(meaning instanceof Expression call) || call.size() == 0) {
      if (size(meaning) > 1) {
        smaller.add(LongAtom.of(1));
      }
      return smaller;
    }
    for (int i = 1; i < call.size(); i++) {
      smaller.add(call.get(i));
    }
    for (int i = 1; i < call.size(); i++) {
      for (Atom operand : smaller(call.get(i))) {
        Atom[] children = call.toArray();
        children[i] = operand;
        smaller.add(Expression.owning(children));
      }
    }
    return smaller;
  }

  /** How much there is to shrink: the length of the text, 0 and 1 being the smallest. */
  private static int size(Atom atom) {
    return atom instanceof LongAtom n && (n.value() == 0 || n.value() == 1)
        ? (int) n.value()
        : 1 + atom.toString().length();
  }
}
