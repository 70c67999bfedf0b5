package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Splits a long function along its expression tree. HotSpot never compiles a method of more than
 * 8,000 bytes, so a function that is one would run slower than in the interpreter.
 *
 * <p>A run of instructions that starts with some stack, leaves that stack alone and pushes one
 * value onto it is an expression, and can be a method of its own that takes only parameters of the
 * function. The splitter walks the instructions once, adds up the bytes of each expression, and
 * cuts one off as soon as it is half as long as a method may be; from then on it counts as the call
 * that remains.
 */
final class Splitter {

  /**
   * An operand on the simulated stack.
   *
   * @param start where the expression that computes it starts
   * @param end its last instruction
   * @param cost its bytes in the method that it belongs to
   * @param separable whether it is an expression of its own
   */
  private record Operand(int start, int end, int cost, boolean separable) {}

  private final IrFunction function;
  private final LanePlan plan;
  private final int[] sizes;
  private final int target;
  private final String prefix;
  private final List<Operand> stack = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  private Splitter(
      IrFunction function, LanePlan plan, int[] sizes, int maxMethodBytes, String prefix) {
    this.function = function;
    this.plan = plan;
    this.sizes = sizes;
    // Two operands of just under the target, and the operation on them, still fit one method.
    this.target = (maxMethodBytes - 256) / 2;
    this.prefix = prefix;
  }

  /**
   * The parts of a function.
   *
   * @param sizes the bytes of each instruction
   * @param prefix what the names of the parts start with
   */
  static Parts split(
      IrFunction function, LanePlan plan, int[] sizes, int maxMethodBytes, String prefix) {
    Splitter splitter = new Splitter(function, plan, sizes, maxMethodBytes, prefix);
    for (int i = 0; i < sizes.length; i++) {
      splitter.step(i);
    }
    return new Parts(splitter.parts);
  }

  private void step(int at) {
    Instruction instruction = function.code().get(at);
    int pops = instruction.pops();
    int pushes = instruction.pushes();
    List<Operand> top = stack.subList(stack.size() - pops, stack.size());
    List<Operand> operands = new ArrayList<>(top);
    top.clear();
    int height = stack.size();
    int start = at;
    int cost = sizes[at];
    makeRoom(operands, cost);
    for (Operand operand : operands) {
      start = Math.min(start, operand.start());
      cost += operand.cost();
    }
    if (pushes == 0) {
      charge(cost);
      return;
    }
    boolean single = pushes == 1 && startsAtHeight(start, height);
    stack.add(new Operand(start, at, cost, single));
    for (int i = 1; i < pushes; i++) {
      stack.add(new Operand(start, at, 0, false));
    }
    if (single && cost > target && instruction.opcode() != Opcode.RETURN) {
      stack.set(stack.size() - 1, cut(stack.getLast()));
    }
  }

  /** Whether no operand that is still on the stack was made after {@code start}. */
  private boolean startsAtHeight(int start, int height) {
    return height == 0 || stack.get(height - 1).end() < start;
  }

  /** Code without a value of its own belongs to the expression around it. */
  private void charge(int cost) {
    if (!stack.isEmpty()) {
      Operand last = stack.getLast();
      stack.set(
          stack.size() - 1,
          new Operand(last.start(), last.end(), last.cost() + cost, last.separable()));
    }
  }

  /** Cuts off the longest operands if the operation on all of them would be too long. */
  private void makeRoom(List<Operand> operands, int own) {
    int total = own;
    for (Operand operand : operands) {
      total += operand.cost();
    }
    List<Integer> longestFirst = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      longestFirst.add(i);
    }
    longestFirst.sort(Comparator.comparingInt(i -> -operands.get(i).cost()));
    for (int i : longestFirst) {
      if (total <= 2 * target || !operands.get(i).separable()) {
        continue;
      }
      Operand rest = cut(operands.get(i));
      total += rest.cost() - operands.get(i).cost();
      operands.set(i, rest);
    }
  }

  private Operand cut(Operand operand) {
    TreeSet<Integer> parameters = new TreeSet<>();
    for (int i = operand.start(); i <= operand.end(); i++) {
      Instruction instruction = function.code().get(i);
      if (instruction.opcode() == Opcode.LOAD_LOCAL) {
        parameters.add(instruction.immediate(0));
      }
    }
    Part part =
        new Part(
            prefix + parts.size(),
            operand.start(),
            operand.end(),
            List.copyOf(parameters),
            laneAfter(operand.end()));
    int callCost = 3 + 4 * parameters.size();
    if (callCost >= operand.cost()) {
      return operand; // nothing would be gained
    }
    parts.add(part);
    return new Operand(operand.start(), operand.end(), callCost, true);
  }

  private Lane laneAfter(int at) {
    return switch (plan.steps().get(at)) {
      case Step.Push push -> push.lane();
      case Step.Load load -> load.lane();
      case Step.Typed typed -> typed.result();
      case Step.Generic generic -> Lane.REFERENCE;
      case Step.Native call -> Lane.REFERENCE;
      case Step.Shuffle shuffle -> shuffle.taken().get(shuffle.picked()[0]);
      case Step.Nothing nothing -> throw new IllegalStateException("nop leaves no value");
      case Step.Return ret -> throw new IllegalStateException("return leaves no value");
    };
  }
}
