package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.ir.function.IrFunction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known where jumps arrive. It is kept from one pass over the code to the next, and widened
 * by each edge that knows less.
 */
final class Blocks {

  /** A jump whose values may have to be moved on the way. */
  private record Edge(JvmLabel label, State from, int target, @Nullable Stretch stretch) {}

  private final BitSet targets;

  /** Blocks whose ways are parts of different stretches, as far as jumps back are concerned. */
  private final BitSet parted = new BitSet();

  /** The stretches that jumps back are part of, by their targets. */
  private final @Nullable Stretch[] later;

  private final @Nullable State[] entries;

  // Of one pass.
  private final @Nullable JvmLabel[] labels;
  private final List<Edge> edges = new ArrayList<>();
  private boolean changed;
  private int written = -1;

  Blocks(IrFunction function) {
    targets = function.targets();
    entries = new @Nullable State[function.code().size()];
    labels = new @Nullable JvmLabel[entries.length];
    later = new @Nullable Stretch[entries.length];
  }

  /** Begins a pass. */
  void begin() {
    java.util.Arrays.fill(labels, null);
    edges.clear();
    changed = false;
    written = -1;
  }

  /** Whether this pass found something that it had not known where it mattered. */
  boolean hasChanged() {
    return changed;
  }

  /** Has a block begin at an offset. */
  void addTarget(int offset) {
    targets.set(offset);
    parted.set(offset);
  }

  boolean isTarget(int offset) {
    return targets.get(offset);
  }

  /**
   * The label to jump to with the present state. What the target makes of it is settled once all
   * edges to it are known.
   */
  JvmLabel edge(MethodWriter method, int target) {
    State from = method.state().copy();
    arrive(method, from, target);
    if (target <= written) {
      arriveLater(method, from, target);
    }
    JvmLabel label = method.code().newLabel();
    edges.add(new Edge(label, from, target, method.stretch()));
    return label;
  }

  /** The same for a way that is seldom taken: it leaves, if such ways are not compiled. */
  JvmLabel seldom(MethodWriter method, int target, LeaveReason reason) {
    return method.isCompiled(target) ? edge(method, target) : method.leaveFor(target, reason);
  }

  /** Goes over into the block that begins here, and writes its label if anything gets here. */
  void enter(MethodWriter method, int offset) {
    if (method.isReachable()) {
      State to = arrive(method, method.state().copy(), offset);
      Stretch stretch = stretchInto(method, offset, to);
      method.move(to);
      method.setStretch(stretch);
    } else {
      method.setStretch(stretchInto(method, offset, entries[offset]));
    }
    written = offset;
    method.beginBlock(offset);
    State entry = entries[offset];
    if (entry == null) {
      method.endFlow();
      return;
    }
    method.setState(entry.copy());
    method.place(label(method, offset));
  }

  /** The stretch that goes on in a block: the one that all ways to it are part of. */
  private @Nullable Stretch stretchInto(MethodWriter method, int offset, @Nullable State to) {
    if (to == null || parted.get(offset) || !method.sharesExits()) {
      return null;
    }
    Stretch found = later[offset];
    if (method.isReachable()) {
      Stretch here = behindMove(method.stretch(), method.state(), to);
      if (here == null || found != null && !here.isSame(found)) {
        return null;
      }
      found = here;
    }
    for (Edge edge : edges) {
      if (edge.target() == offset) {
        Stretch here = behindMove(edge.stretch(), edge.from(), to);
        if (here == null || found != null && !here.isSame(found)) {
          return null;
        }
        found = here;
      }
    }
    return found;
  }

  /** A jump back arrives: what the block was written with has to hold for it as well. */
  private void arriveLater(MethodWriter method, State from, int target) {
    if (parted.get(target) || !method.sharesExits()) {
      return;
    }
    Stretch here = behindMove(method.stretch(), from, Objects.requireNonNull(entries[target]));
    Stretch known = later[target];
    if (here != null && known == null) {
      later[target] = here;
      changed = true;
    } else if (here == null || !here.isSame(Objects.requireNonNull(known))) {
      parted.set(target);
      changed = true;
    }
  }

  private static @Nullable Stretch behindMove(@Nullable Stretch stretch, State from, State to) {
    return stretch == null ? null : stretch.behindMove(from, to);
  }

  /** Writes the jumps that move values. */
  void writeEdges(MethodWriter method) {
    for (Edge edge : edges) {
      State to = Objects.requireNonNull(entries[edge.target()]);
      if (agrees(edge.from(), to)) {
        method.code().alias(edge.label(), label(method, edge.target()));
        continue;
      }
      method.setState(edge.from().copy());
      method.setStretch(edge.stretch());
      method.place(edge.label());
      method.move(to);
      method.code().branch(JvmBranch.GOTO, label(method, edge.target()));
    }
  }

  private State arrive(MethodWriter method, State from, int target) {
    from.keep(method.liveAt(target));
    State known = entries[target];
    if (known == null) {
      entries[target] = from.copy();
      changed |= target <= written;
      return from;
    }
    State merged = known.merge(from);
    if (!merged.equals(known) || !merged.isAsSure(known)) {
      entries[target] = merged;
      changed |= target <= written;
    }
    return merged;
  }

  private static boolean agrees(State from, State to) {
    for (int place = 0; place < to.places(); place++) {
      Value wanted = to.at(place);
      if (wanted != null && !wanted.equals(from.at(place))) {
        return false;
      }
    }
    return true;
  }

  private JvmLabel label(MethodWriter method, int offset) {
    JvmLabel known = labels[offset];
    if (known == null) {
      known = method.code().newLabel();
      labels[offset] = known;
    }
    return known;
  }
}
