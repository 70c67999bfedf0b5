package dev.mettle.conformance.unit;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.conformance.kit.CheckFailedException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.verify.FrameMap;
import dev.mettle.ir.verify.Verifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the frames of a call hold at each instruction that the interpreter passes. A frame that
 * compiled code captures has to be one of these.
 */
final class Visits {

  private final Map<String, Set<String>> seen = new HashMap<>();
  private final Map<IrFunction, FrameMap> maps = new HashMap<>();

  private Set<Integer> live(IrFunction function, int offset) {
    return maps.computeIfAbsent(function, f -> Verifier.verify(f).frameMap())
        .at(offset)
        .locals()
        .keySet();
  }

  /** The interpreter is about to run an instruction. */
  void visit(IrFunction function, int offset, @Nullable Object[] locals, List<Atom> operands) {
    add(place(function, offset, false), text(live(function, offset), locals, operands));
    Instruction instruction = function.code().get(offset);
    if (instruction.opcode() == Opcode.CALL || instruction.opcode() == Opcode.CALL_VALUE) {
      List<Atom> beneath = operands.subList(0, operands.size() - instruction.pops());
      add(place(function, offset, true), text(live(function, offset + 1), locals, beneath));
    }
  }

  private void add(String place, String text) {
    seen.computeIfAbsent(place, p -> new LinkedHashSet<>()).add(text);
  }

  private static String place(IrFunction function, int offset, boolean waits) {
    return function.name() + (waits ? " waiting at " : " at ") + offset;
  }

  private static String text(Set<Integer> live, @Nullable Object[] locals, List<Atom> operands) {
    StringBuilder out = new StringBuilder();
    for (int local : live) {
      out.append("local ").append(local).append(" = ");
      out.append(textOf(locals[local])).append(", ");
    }
    return out.append("operands ")
        .append(operands.stream().map(Visits::textOf).toList())
        .toString();
  }

  /** What is no atom is told apart by its class alone; a variable may have become its value. */
  private static String textOf(@Nullable Object value) {
    if (value instanceof Variable variable && variable.binding() != null) {
      return textOf(variable.binding());
    }
    return value == null || value instanceof Atom
        ? ExactText.of((Atom) value)
        : value.getClass().getSimpleName();
  }

  /** Fails unless the interpreter has such a frame. */
  void check(HeapFrame frame, String input) {
    FrameLayout layout = frame.layout();
    IrFunction function = layout.code().function();
    String place = place(function, layout.irOffset(), layout.waits());
    Set<String> known = seen.getOrDefault(place, Set.of());
    if (layout.irOffset() < 0 || layout.irOffset() >= function.code().size()) {
      throw CheckFailedException.of("a frame names an instruction", input, "an offset", place);
    }
    @Nullable Object[] locals = new @Nullable Object[function.localCount()];
    List<Atom> operands = new ArrayList<>();
    String wrong = fill(frame, locals, operands);
    Set<Integer> live = live(function, layout.waits() ? layout.irOffset() + 1 : layout.irOffset());
    String text = text(live, locals, operands);
    if (wrong != null || !known.contains(text)) {
      throw CheckFailedException.of(
          "a captured frame holds what the interpreter has at its instruction, and is where the"
              + " interpreter passes",
          input + ", " + place,
          known.isEmpty()
              ? "no frame there"
              : String.join(" or ", known.stream().limit(3).toList()),
          wrong != null ? wrong : text);
    }
  }

  /** Takes a frame apart; says what is wrong with its layout, if anything is. */
  private static @Nullable String fill(
      HeapFrame frame, @Nullable Object[] locals, List<Atom> operands) {
    List<@Nullable Object> values = BenchContext.valuesOf(frame);
    TreeMap<Integer, Atom> found = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      FrameLayout.Slot slot = frame.layout().slots().get(i);
      Object value = Objects.requireNonNull(values.get(i));
      if (!slot.isLocal()) {
        found.put(slot.index(), (Atom) value);
      } else if (slot.index() < locals.length) {
        locals[slot.index()] = value;
      } else {
        return "a local " + slot.index() + ", which the function does not have";
      }
    }
    operands.addAll(found.values());
    return found.isEmpty() || found.lastKey() == found.size() - 1
        ? null
        : "operands at heights " + found.keySet();
  }
}
