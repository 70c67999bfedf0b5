package dev.mettle.benchmarks.subject;

import dev.mettle.ir.atom.Atom;

/** A measured expression as Java. */
@FunctionalInterface
public interface PrintedExpression {

  /** Its value for these inputs. */
  Atom call(Atom[] inputs);
}
