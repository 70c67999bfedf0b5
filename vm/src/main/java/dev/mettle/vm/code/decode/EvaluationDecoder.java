package dev.mettle.vm.code.decode;

import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.link.FunctionTable;
import dev.mettle.vm.code.link.KernelMeaning;
import dev.mettle.vm.code.site.CheckSite;
import dev.mettle.vm.code.site.HeadSite;

/** Instructions that call, evaluate, and look at what comes of it. */
abstract class EvaluationDecoder extends DataDecoder {

  final FunctionTable functions;

  EvaluationDecoder(VerifiedFunction verified, FunctionTable functions, KernelMeaning kernels) {
    super(verified, kernels);
    this.functions = functions;
  }

  final void call(Instruction i, int op) {
    CallKey key = CallKey.fromAtom(function.constant(i.immediate(0))).orElseThrow();
    callTo(op, i.count(), pooled(functions.link(key)));
  }

  final void callTo(int op, int count, int target) {
    int type = pop();
    int[] operands = popAll(count);
    boolean tail =
        op == Ops.TAIL_CALL
            || op == Ops.TAIL_CALL_VALUE
            || op == Ops.TAIL_OPERATION
            || op == Ops.APPLY_RULES;
    if (!tail) {
      settle(stack.size());
    }
    put(op == Ops.TAIL_CALL && areApart(operands) ? Ops.TAIL_CALL_APART : op, target, count, type);
    put(operands);
    if (!tail) {
      put(push());
      resultIsLast();
    }
  }

  /** Whether no operand of a tail call can be overwritten before it is read. */
  private static boolean areApart(int[] operands) {
    int end = Code.LOCALS + operands.length + 1;
    for (int i = 0; i < operands.length; i++) {
      if (operands[i] >= 0 && operands[i] < end && operands[i] != Code.LOCALS + i) {
        return false;
      }
    }
    return true;
  }

  final int headSite(Instruction i) {
    return site(new HeadSite(local(i.immediate(0)), i.count(), functions));
  }

  final void withType(int op, boolean tail) {
    int type = pop();
    int x = popPlace();
    if (!tail) {
      settle(stack.size());
    }
    put(op, x, type);
    if (!tail) {
      put(push());
      resultIsLast();
    }
  }

  final void reduce(Instruction i, boolean tail) {
    int type = pop();
    int x = popPlace();
    settle(stack.size());
    put(tail ? Ops.TAIL_REDUCE : Ops.REDUCE, x, type);
    putTarget(i.immediate(0));
    putTarget(i.immediate(1));
    if (!tail) {
      put(push());
    }
  }

  final void unlessAdmits(Instruction i) {
    int type = pop();
    settle(stack.size());
    put(Ops.UNLESS_ADMITS, type, pooled(function.constant(i.immediate(0))));
    putTarget(i.immediate(1));
  }

  final void checkCall(Instruction i) {
    int type = pop();
    settle(stack.size());
    put(
        Ops.CHECK_CALL,
        type,
        site(new CheckSite((Expression) function.constant(i.immediate(0)))),
        local(i.immediate(1)));
    putTarget(i.immediate(2));
  }

  final void ifError(Instruction i) {
    int x = popPlace();
    stack.add(x);
    int kept = stack.size() - 1 - i.count();
    settle(kept);
    put(Ops.IF_ERROR, x, stackBase + kept);
    putTarget(i.immediate(1));
  }

  final void ifNewError(Instruction i) {
    int x = popPlace();
    int written = pop();
    int kept = stack.size() - i.count();
    settle(kept);
    put(Ops.IF_NEW_ERROR, x, written, stackBase + kept);
    putTarget(i.immediate(1));
    stack.add(x);
    if (x == stackBase + stack.size()) {
      // It lies one place above that of its depth.
      put(Ops.MOVE, stackBase + stack.size() - 1, x);
      stack.set(stack.size() - 1, stackBase + stack.size() - 1);
    }
  }

  final void tailFunction(Instruction i) {
    int type = pop();
    int x = popPlace();
    put(Ops.TAIL_FUNCTION, x, type, constantAt(i, 0));
  }

  final void runFunction(Instruction i) {
    int type = pop();
    int x = popPlace();
    settle(stack.size());
    put(Ops.RUN_FUNCTION, x, type, constantAt(i, 0));
    put(push());
  }

  final void byHead(Instruction i) {
    settle(stack.size());
    put(Ops.BY_HEAD, site(new HeadSite(local(i.immediate(0)), i.immediate(1), functions)));
    putTarget(i.immediate(2));
    putTarget(i.immediate(3));
    putTarget(i.immediate(4));
  }

  final void unlessValue(Instruction i) {
    int type = pop();
    int x = popPlace();
    settle(stack.size());
    put(Ops.UNLESS_VALUE, x, type);
    put(push());
    putTarget(i.immediate(0));
    resultIsAt(length - Form.UnlessValue.LENGTH + Form.UnlessValue.RESULT);
  }
}
