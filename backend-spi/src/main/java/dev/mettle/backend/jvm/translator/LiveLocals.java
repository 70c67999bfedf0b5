package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.ir.verify.FrameMap;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which locals of a function may still be read, before each of its instructions. */
final class LiveLocals {

  private final FrameMap map;
  private final @Nullable BitSet[] known;

  LiveLocals(FunctionCode code) {
    map = code.verified().frameMap();
    known = new @Nullable BitSet[code.function().code().size()];
  }

  /** The locals that may be read at {@code offset} or later; not to be changed. */
  BitSet at(int offset) {
    BitSet live = known[offset];
    if (live == null) {
      live = new BitSet();
      for (Integer local : map.at(offset).locals().keySet()) {
        live.set(local);
      }
      known[offset] = live;
    }
    return live;
  }
}
