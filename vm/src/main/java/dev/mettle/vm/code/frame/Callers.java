package dev.mettle.vm.code.frame;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.machine.CallVisitor;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.space.RuleCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the functions whose calls wait for one that runs, with what they were called with. */
public final class Callers {

  /** Frames that are looked at; of a deeper recursion the outer ones are not found. */
  private static final int MAX_FRAMES = 10_000;

  /**
   * A function that waits.
   *
   * @param arguments what lies where its arguments were, which may be something else by now
   * @param expected the same for its expected type
   */
  public record Caller(Code code, List<Atom> arguments, Atom expected) {}

  private final FrameStack stack;
  private final Map<Code, Integer> found = new LinkedHashMap<>();
  private int looked;

  private Callers(FrameStack stack) {
    this.stack = stack;
  }

  /** The functions that wait for the frame at an index, the outermost first. */
  public static List<Caller> ofFrame(FrameStack stack, int at) {
    Callers callers = new Callers(stack);
    FrameWalk.walk(stack, at, null, callers.visitor());
    return callers.all();
  }

  /** The functions that wait in a frame of the machine, the outermost first. */
  public static List<Caller> of(FrameStack stack, Frame waiting) {
    Callers callers = new Callers(stack);
    FrameWalk.walk(stack, -1, waiting, callers.visitor());
    return callers.all();
  }

  private CallVisitor visitor() {
    return new FrameWalk.PlaceVisitor() {
      @Override
      public boolean waits(RuleCode code, int place) {
        return ++looked < MAX_FRAMES;
      }

      @Override
      public boolean waitsAt(Code code, int place, int at) {
        found.putIfAbsent(code, at);
        return ++looked < MAX_FRAMES;
      }
    };
  }

  private List<Caller> all() {
    List<Caller> callers = new ArrayList<>();
    found.forEach((code, at) -> callers.addFirst(caller(code, at)));
    return callers;
  }

  private Caller caller(Code code, int at) {
    int n = code.function.parameterCount() - 1;
    List<Atom> arguments = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      Atom there = look(at + Code.LOCALS + i);
      arguments.add(there == null ? Symbols.EMPTY : there);
    }
    Atom expected = look(at + Code.LOCALS + n);
    return new Caller(code, arguments, expected == null ? Symbols.UNDEFINED : expected);
  }

  /** What lies at an index, if that is an atom: places are used for other things, too. */
  private @Nullable Atom look(int index) {
    if (index >= stack.lane.length) {
      return null;
    }
    long word = stack.words[index];
    return word != Words.REFERENCE
        ? Words.toAtom(word)
        : stack.lane[index] instanceof Atom atom ? atom : null;
  }
}
