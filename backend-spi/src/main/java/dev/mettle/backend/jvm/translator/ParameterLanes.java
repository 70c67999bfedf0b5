package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.CompileRequest;
import dev.mettle.backend.spi.EntryKind;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.Profile;
import dev.mettle.ir.function.Parameter;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Chooses the lane of each parameter. */
final class ParameterLanes {

  /** The JVM allows 255 slots; one is the context's, and a part takes no more than its caller. */
  private static final int MAX_SLOTS = 250;

  private ParameterLanes() {}

  /** The lanes that the request asks for, or else those of the kinds and the profile. */
  static List<Lane> choose(CompileRequest request) {
    for (EntryKind entry : request.entries()) {
      if (entry instanceof EntryKind.Typed typed) {
        return fitting(typed.lanes());
      }
    }
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < request.function().parameterCount(); i++) {
      lanes.add(lane(request.function().parameters().get(i), request.profile(), i));
    }
    return fitting(lanes);
  }

  /** Whether a method can have parameters of these lanes. */
  static boolean fit(List<Lane> lanes) {
    int slots = 0;
    for (Lane lane : lanes) {
      slots += lane.slots();
    }
    return slots <= MAX_SLOTS;
  }

  private static List<Lane> fitting(List<Lane> lanes) {
    return fit(lanes) ? lanes : Collections.nCopies(lanes.size(), Lane.REFERENCE);
  }

  private static Lane lane(Parameter parameter, Profile profile, int index) {
    if (parameter.kind() == OperandKind.BOOL) {
      return Lane.BOOLEAN;
    }
    if (parameter.kind() == OperandKind.FLOAT) {
      return Lane.DOUBLE;
    }
    Lane seen = profile.lane(index);
    // Once integers outgrew 64 bits, a long would only be boxed again for the kernels.
    return seen == Lane.LONG && profile.leftIntegerRange() ? Lane.REFERENCE : seen;
  }
}
