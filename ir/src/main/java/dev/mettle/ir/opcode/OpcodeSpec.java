package dev.mettle.ir.opcode;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The description of one opcode while the table is being written down. */
final class OpcodeSpec {

  final int stage;
  final String picture;
  String atTargets;
  List<Immediate> immediates = List.of();
  Set<Effect> effects = EnumSet.of(Effect.PURE);
  Flow flow = Flow.NEXT;
  String definition = "";
  @Nullable Rule rule;
  boolean partial;
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

  /** What is written behind it. One that sets a local has the effect of that. */
  OpcodeSpec takes(Immediate... kinds) {
    immediates = List.of(kinds);
    for (Immediate immediate : kinds) {
      if (immediate instanceof LocalImmediate local && local.access().sets()
          || immediate == ImmediateKind.PATTERN) {
        does(Effect.WRITES_LOCAL);
      }
    }
    return this;
  }

  /** What it does; without this call, and if it sets no local, it is pure. */
  OpcodeSpec effects(Effect... some) {
    for (Effect effect : some) {
      does(effect);
    }
    return this;
  }

  /** It may run any code. */
  OpcodeSpec runsCode() {
    return effects(
        Effect.BINDS,
        Effect.MAY_FORK,
        Effect.MAY_FAIL,
        Effect.READS_SPACE,
        Effect.WRITES_SPACE,
        Effect.IO);
  }

  /** It has no value for some operands of its domain. */
  OpcodeSpec partial() {
    partial = true;
    return this;
  }

  private void does(Effect effect) {
    effects.remove(Effect.PURE);
    effects.add(effect);
  }

  /** The rule that says what it means, where no expression can. */
  OpcodeSpec rule(Rule of) {
    rule = of;
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
