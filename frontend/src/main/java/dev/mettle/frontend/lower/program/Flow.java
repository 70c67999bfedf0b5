package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.opcode.OperandKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known at one place of the code about the variables of the body. */
final class Flow {

  private final Set<Variable> set = new HashSet<>();
  private final Set<Variable> maybe = new HashSet<>();
  private final Map<Variable, OperandKind> kinds = new HashMap<>();

  /** Whether nothing has run since the assumptions were last looked at. */
  boolean unchanged = true;

  /**
   * Whether alternatives may have parted since the variables that get their first value here came
   * into being: those of the rule, or of a template for the child that it is run for.
   */
  boolean parted;

  /** How often something has run on the way here that has had the most of it. */
  int runs;

  /** Something has run that may have changed the program and may have alternatives. */
  void ran() {
    unchanged = false;
    parted = true;
    runs++;
  }

  Flow copy() {
    Flow copy = new Flow();
    copy.set.addAll(set);
    copy.maybe.addAll(maybe);
    copy.kinds.putAll(kinds);
    copy.unchanged = unchanged;
    copy.parted = parted;
    copy.runs = runs;
    return copy;
  }

  boolean isSet(Variable variable) {
    return set.contains(variable);
  }

  /** Whether the variable has a value on some of the ways that lead here. */
  boolean isMaybeSet(Variable variable) {
    return maybe.contains(variable);
  }

  void set(Variable variable, @Nullable OperandKind kind) {
    set.add(variable);
    if (kind != null) {
      kinds.put(variable, kind);
    }
  }

  /** The variable has got a value on some of the ways that lead here, unless it had one before. */
  void maySet(Variable variable) {
    if (!set.contains(variable)) {
      maybe.add(variable);
    }
  }

  /** What has a value on another way has one here, as it seems, though the value is gone. */
  void maySetAsOn(Flow other) {
    other.set.forEach(this::maySet);
    other.maybe.forEach(this::maySet);
  }

  @Nullable OperandKind kindOf(Variable variable) {
    return kinds.get(variable);
  }

  /** What is known where two ways meet. */
  static Flow join(@Nullable Flow a, Flow b) {
    if (a == null) {
      return b;
    }
    Flow joined = new Flow();
    for (Variable v : a.set) {
      if (b.set.contains(v)) {
        joined.set.add(v);
        OperandKind kind = a.kinds.get(v);
        if (kind != null && kind == b.kinds.get(v)) {
          joined.kinds.put(v, kind);
        }
      } else {
        joined.maybe.add(v);
      }
    }
    for (Variable v : b.set) {
      if (!a.set.contains(v)) {
        joined.maybe.add(v);
      }
    }
    joined.maybe.addAll(a.maybe);
    joined.maybe.addAll(b.maybe);
    joined.unchanged = a.unchanged && b.unchanged;
    joined.parted = a.parted || b.parted;
    joined.runs = Math.max(a.runs, b.runs);
    return joined;
  }
}
