package dev.mettle.conformance.program;

import dev.mettle.conformance.judge.TreeWalkerJudge;
import dev.mettle.conformance.kit.Trial;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.verify.Verifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A generated function with a call of it.
 *
 * @param meaning what the function computes, over the variables {@code $p0}, {@code $p1} ..
 * @param arguments the arguments of the call
 * @param style the seed of the choices that code generation makes
 * @since 1.0
 */
public record Program(Atom meaning, List<Atom> arguments, long style) {

  /** Copies the list. */
  public Program {
    arguments = List.copyOf(arguments);
  }

  /** The program as a trial, with the answer of the tree-walker. */
  public Trial trial() {
    Map<String, Atom> values = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      values.put(ProgramWriter.parameter(i), arguments.get(i));
    }
    Atom expected =
        TreeWalkerJudge.shared()
            .evaluate(meaning, values)
            .orElseThrow(() -> new IllegalStateException("no judge knows " + meaning));
    return new Trial(
        "a generated program that means " + meaning,
        Verifier.verify(ProgramWriter.write(meaning, arguments.size(), style)),
        arguments,
        expected);
  }
}
