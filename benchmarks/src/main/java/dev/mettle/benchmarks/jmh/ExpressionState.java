package dev.mettle.benchmarks.jmh;

import dev.mettle.benchmarks.expression.Family;
import dev.mettle.benchmarks.expression.InputTuples;
import dev.mettle.benchmarks.expression.Operands;
import dev.mettle.benchmarks.subject.Workload;
import dev.mettle.ir.atom.Atom;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Which expression is measured, and its inputs in turn. */
@State(Scope.Thread)
public abstract class ExpressionState {

  /** The family. */
  @Param({"ARITHMETIC", "BOOLEAN", "MIXED", "POW"})
  public Family family = Family.ARITHMETIC;

  /** The depth. */
  @Param({"10", "50", "100", "200"})
  public int depth = 10;

  /** What the leaves are. */
  @Param({"INPUTS", "CONSTANTS"})
  public Operands operands = Operands.INPUTS;

  private Atom[][] tuples = {};
  private int next;

  /** For JMH. */
  protected ExpressionState() {}

  /** Draws the inputs. Called first by the set-up of each state. */
  protected final Workload draw() {
    Workload workload = new Workload(family, depth, operands);
    tuples = workload.tuples();
    return workload;
  }

  /** The inputs of the next run. */
  protected final Atom[] next() {
    return tuples[next++ & InputTuples.COUNT - 1];
  }
}
