package dev.mettle.ir.opcode;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The description of one opcode while the table is being written down. */
final class OpcodeSpec {

  final int stage;
  final String picture;
  String atTargets;
  List<ImmediateKind> immediates = List.of();
  Set<Effect> effects = EnumSet.of(Effect.PURE);
  Flow flow = Flow.NEXT;
  String definition = "";
  String doc = "";

  private OpcodeSpec(int stage, String picture) {
    this.stage = stage;
    this.picture = picture;
    this.atTargets = picture;
  }

  /** An opcode of a stage, with its stack picture. */
  static OpcodeSpec op(int stage, String picture) {
    return new OpcodeSpec(stage, picture);
  }

  /** The stack picture on the way to a target, where it differs from the way to the next one. */
  OpcodeSpec atTargets(String other) {
    atTargets = other;
    return this;
  }

  OpcodeSpec takes(ImmediateKind... kinds) {
    immediates = List.copyOf(new ArrayList<>(List.of(kinds)));
    return this;
  }

  /** What it does; without this call it is pure. */
  OpcodeSpec effects(Effect first, Effect... rest) {
    effects = EnumSet.of(first, rest);
    return this;
  }

  OpcodeSpec flow(Flow to) {
    flow = to;
    return this;
  }

  /** One MeTTa expression for each operand that it leaves, over the names of its inputs. */
  OpcodeSpec means(String expression) {
    definition = expression;
    return this;
  }

  OpcodeSpec doc(String text) {
    doc = text;
    return this;
  }
}
