package dev.mettle.vm.code.decode;

import dev.mettle.backend.spi.CodeSite;
import dev.mettle.backend.spi.SwitchSite;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.link.KernelMeaning;
import dev.mettle.vm.code.site.SwitchTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How operands and locals are moved, arithmetic, and the branches that take in a comparison: the
 * instructions that follow what is on the operand stack.
 */
abstract class OperandDecoder extends PlacedCode {

  final VerifiedFunction verified;
  final IrFunction function;
  private final KernelMeaning kernels;

  /** For each offset what is on the operand stack before it; null if nobody wants to know. */
  int @Nullable [] @Nullable [] shapes;

  /** The offset that is being decoded. */
  int at;

  /** What is remembered at instructions, by their offsets. */
  final Map<Integer, CodeSite> sites = new HashMap<>();

  /** The tables of switches, by the offsets of these. */
  final Map<Integer, SwitchSite> switches = new HashMap<>();

  /** How many places above the operand stack instructions need that move operands. */
  int spare;

  OperandDecoder(VerifiedFunction verified, KernelMeaning kernels) {
    super(Code.LOCALS + verified.function().localCount());
    this.verified = verified;
    this.function = verified.function();
    this.kernels = kernels;
  }

  /** Puts what is remembered at the present instruction into the pool. */
  final int site(CodeSite site) {
    sites.put(at, site);
    return pooled(site);
  }

  final Object constantOf(Instruction i) {
    Atom constant = function.constantPushedBy(i);
    if (constant == null) {
      throw new IllegalStateException(i + " pushes no constant");
    }
    return constant;
  }

  final int constantAt(Instruction i, int immediate) {
    return pooled(function.constant(i.immediate(immediate)));
  }

  final void localOrTarget(int op, Instruction i) {
    settle(stack.size());
    put(op, local(i.immediate(0)));
    putTarget(i.immediate(1));
  }

  final void storeLocal(Instruction i) {
    int operand = pop();
    int to = local(i.immediate(0));
    settleUsesOf(to);
    if (operand >= stackBase
        && resultEnd == length
        && code[resultWord] == operand
        && !stack.contains(operand)) {
      // What was computed just before goes there right away.
      code[resultWord] = to;
      int[] shape = shapes == null ? null : shapes[at];
      if (shape != null) {
        shape[stack.size()] = to;
      }
      lastStart = -1;
      resultEnd = -1;
    } else if (operand < 0) {
      put(Ops.CONSTANT, to, ~operand);
    } else if (operand != to) {
      put(Ops.MOVE, to, operand);
    }
  }

  /**
   * Brings operands into another order. They go to places above the stack first, since where one
   * goes another one may lie.
   */
  final void exchange(Instruction i) {
    int n = i.pops();
    int above = stackBase + verified.maxStack() + 1;
    List<Integer> taken = stack.subList(stack.size() - n, stack.size());
    List<Integer> moved = new ArrayList<>();
    for (int operand : taken) {
      if (operand < 0) {
        moved.add(operand);
      } else {
        put(Ops.MOVE, above + moved.size(), operand);
        moved.add(above + moved.size());
      }
    }
    spare = Math.max(spare, n);
    taken.clear();
    for (int operand : i.opcode().picture().rearrange(moved, i.count())) {
      if (operand < 0) {
        stack.add(operand);
      } else {
        put(Ops.MOVE, push(), operand);
      }
    }
  }

  final void unary(Instruction i) {
    int x = popPlace();
    put(Ops.ofValue(i.opcode()), push(), x, pooled(kernels.headOf(i.opcode())));
  }

  final void binary(int op) {
    int right = stack.getLast();
    int small = Ops.withSmall(op);
    if (right < 0
        && small >= 0
        && pool.get(~right) instanceof LongAtom n
        && n.value() == (int) n.value()) {
      pop();
      int x = popPlace();
      lastStart = length;
      put(small, push(), x, (int) n.value(), pooled(kernels.headOf(Ops.valueOpcode(op))));
      resultIsAt(lastStart + Form.Binary.RESULT);
      return;
    }
    int y = popPlace();
    int x = popPlace();
    lastStart = length;
    put(op, push(), x, y, pooled(kernels.headOf(Ops.valueOpcode(op))));
    resultIsAt(lastStart + Form.Binary.RESULT);
  }

  final void branch(Instruction i) {
    int x = popPlace();
    boolean sure = i.immediate(0) == i.immediate(1) && i.immediate(0) == i.immediate(2);
    int fused = sure ? fusable(x) : -1;
    if (fused >= 0) {
      int[] compare = Arrays.copyOfRange(code, length - Form.Binary.LENGTH, length);
      length -= Form.Binary.LENGTH;
      // The condition is nowhere by itself, so nothing enters here.
      if (shapes != null) {
        shapes[at] = null;
      }
      settle(stack.size());
      put(fused, compare[Form.Binary.LEFT], compare[Form.Binary.RIGHT]);
      put(compare[Form.Binary.RESULT], compare[Form.Binary.OPERATION]);
      putTarget(i.immediate(0));
      return;
    }
    settle(stack.size());
    put(Ops.BRANCH, x);
    putTarget(i.immediate(0));
    putTarget(i.immediate(1));
    putTarget(i.immediate(2));
  }

  /** The branch that takes in the comparison just before it, or -1. */
  private int fusable(int x) {
    int compare = length - Form.Binary.LENGTH;
    if (compare < 0 || lastStart != compare || code[compare + Form.Binary.RESULT] != x) {
      return -1;
    }
    return switch (code[compare]) {
      case Ops.LT_SMALL -> Ops.BRANCH_LT_SMALL;
      case Ops.EQ_SMALL -> Ops.BRANCH_EQ_SMALL;
      case Ops.LT -> Ops.BRANCH_LT;
      case Ops.EQ -> Ops.BRANCH_EQ;
      default -> -1;
    };
  }

  final void jump(Instruction i) {
    settle(stack.size());
    put(Ops.JUMP);
    putTarget(i.immediate(0));
  }

  final void switchOn(Instruction i) {
    int x = popPlace();
    settle(stack.size());
    SwitchTable table = new SwitchTable((Expression) function.constant(i.immediate(0)));
    switches.put(at, table);
    put(Ops.SWITCH, x, pooled(table), i.immediateCount() - 1);
    for (int t = 1; t < i.immediateCount(); t++) {
      putTarget(i.immediate(t));
    }
  }
}
