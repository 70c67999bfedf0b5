package dev.mettle.examples.classfile;

import dev.mettle.examples.classfile.Step.Edge;
import dev.mettle.ir.verify.FrameMap;
import java.util.BitSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known before each instruction of a method, by going over its control flow until nothing
 * changes. Instructions that are not reached have no step.
 */
final class Flow {

  /** Makes the step of an instruction. */
  interface Steps {
    Step step(int offset, State before);
  }

  private final FrameMap map;
  private final @Nullable State[] before;
  private final @Nullable Step[] steps;

  private Flow(FrameMap map) {
    this.map = map;
    this.before = new @Nullable State[map.size()];
    this.steps = new @Nullable Step[map.size()];
  }

  /** Follows the flow from a place of the code. */
  static Flow of(FrameMap map, State start, int offset, Steps steps) {
    Flow flow = new Flow(map);
    flow.arrive(start, offset);
    BitSet open = new BitSet();
    open.set(offset);
    for (int at = open.nextSetBit(0); at >= 0; at = open.nextSetBit(0)) {
      open.clear(at);
      Step step = steps.step(at, flow.before(at));
      flow.steps[at] = step;
      for (Edge edge : step.edges()) {
        if (flow.arrive(edge.state(), edge.target())) {
          open.set(edge.target());
        }
      }
    }
    return flow;
  }

  /** Takes in that control arrives with a state; says whether that is news. */
  private boolean arrive(State state, int target) {
    State arriving = state.copy().keep(map.at(target).locals().keySet());
    State known = before[target];
    State joined = known == null ? arriving : known.join(arriving);
    before[target] = joined;
    return !joined.equals(known);
  }

  int size() {
    return steps.length;
  }

  boolean isReached(int offset) {
    return steps[offset] != null;
  }

  /** What is known before an instruction that is reached. */
  State before(int offset) {
    return Objects.requireNonNull(before[offset]);
  }

  Step step(int offset) {
    return Objects.requireNonNull(steps[offset]);
  }

  /** What frames hold before an instruction. */
  Set<Integer> liveAt(int offset) {
    return map.at(offset).locals().keySet();
  }
}
