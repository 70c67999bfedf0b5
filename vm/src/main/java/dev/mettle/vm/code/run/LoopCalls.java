package dev.mettle.vm.code.run;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.code.link.FunctionLink;
import dev.mettle.vm.code.site.HeadSite;
import dev.mettle.vm.code.unit.CompiledCalls;
import dev.mettle.vm.eval.Call;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.operation.Operation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The calls of code that do not lead to interpreted code that is known already. */
final class LoopCalls {

  /** The loop enters {@link #callee()}. */
  static final int ENTER = Integer.MIN_VALUE;

  private final CallFrames vm;
  private final CodeEvaluator evaluator;
  private final CompiledCalls compiled;
  private final SlowRoads slow;
  private final Machine machine;
  private @Nullable Code callee;

  LoopCalls(CallFrames vm, CodeEvaluator evaluator, CompiledCalls compiled, SlowRoads slow) {
    this.vm = vm;
    this.evaluator = evaluator;
    this.compiled = compiled;
    this.slow = slow;
    this.machine = vm.machine;
  }

  /** The code to be entered, after {@link #ENTER}. */
  Code callee() {
    return Objects.requireNonNull(callee);
  }

  /**
   * Makes a call.
   *
   * @param link what the call reaches; null for a grounded operation
   * @return where the code goes on, {@link #ENTER} or {@link SlowRoads#LEAVE}
   */
  int call(Code code, int pc, @Nullable FunctionLink link, Atom expected) {
    int n = code.code[pc + Form.Call.COUNT];
    int operands = pc + Form.Call.ARGUMENTS;
    int next = operands + n;
    if (link == null) {
      callOperation(code, pc, operationOf(code, pc), expected, false);
      return SlowRoads.LEAVE;
    }
    Code reached = link.codeFor(expected);
    if (reached == null) {
      if (link.kind == FunctionLink.Kind.CONSTRUCTOR) {
        int at = vm.base + code.code[next];
        vm.lane[at] = slow.data.construct(code, link, operands, n);
        vm.words[at] = Words.REFERENCE;
        return next + 1;
      }
      Atom[] args = slow.children(code, link.head, operands, n);
      evaluator.callOut(machine, link, args, expected, vm.here(code, next));
      return SlowRoads.LEAVE;
    }
    if (reached.tier != null) {
      switch (compiled.call(code, reached, operands, n, expected, next)) {
        case CompiledCalls.DONE -> {
          return next + 1;
        }
        case CompiledCalls.LEFT -> {
          return SlowRoads.LEAVE;
        }
        default -> {}
      }
    }
    callee = reached;
    return ENTER;
  }

  /** The same as the last act, but {@link SlowRoads#RETURN_DATA} once the value is there. */
  int tailCall(Code code, int pc, @Nullable FunctionLink link, Atom expected) {
    int n = code.code[pc + Form.TailCall.COUNT];
    int operands = pc + Form.TailCall.ARGUMENTS;
    if (link == null) {
      callOperation(code, pc, operationOf(code, pc), expected, true);
      return SlowRoads.LEAVE;
    }
    Code reached = link.codeFor(expected);
    if (reached == null) {
      if (link.kind == FunctionLink.Kind.CONSTRUCTOR) {
        int at = vm.base + Code.LOCALS;
        vm.lane[at] = slow.data.construct(code, link, operands, n);
        vm.words[at] = Words.REFERENCE;
        return SlowRoads.RETURN_DATA;
      }
      Atom[] args = slow.children(code, link.head, operands, n);
      Frame k = vm.leave(code, pc);
      evaluator.callOut(machine, link, args, expected, k);
      return SlowRoads.LEAVE;
    }
    if (reached.tier != null) {
      switch (compiled.tailCall(code, reached, operands, n, expected)) {
        case CompiledCalls.DONE -> {
          return SlowRoads.RETURN_DATA;
        }
        case CompiledCalls.LEFT -> {
          return SlowRoads.LEAVE;
        }
        default -> {}
      }
    }
    callee = reached;
    return ENTER;
  }

  /** The grounded operation that the value is that stands as the head of a call. */
  private Operation operationOf(Code code, int pc) {
    HeadSite site = (HeadSite) code.pool[code.code[pc + Form.TailCall.CALLEE]];
    return (Operation) vm.at(vm.base + site.place);
  }

  /** Has a grounded operation called. */
  void callOperation(Code code, int pc, Operation operation, Atom expected, boolean tail) {
    int n = code.code[pc + Form.TailCall.COUNT];
    Atom[] children = new Atom[n + 1];
    children[0] = operation;
    for (int i = 0; i < n; i++) {
      children[i + 1] =
          Terms.resolve(vm.operand(code, code.code[pc + Form.TailCall.ARGUMENTS + i]));
    }
    Call call = Call.ofOperation(operation, n, Terms.dereference(expected));
    Frame k = tail ? vm.leave(code, pc) : vm.here(code, pc + Form.Call.RESULT + n);
    evaluator.execute(machine, operation, Expression.owning(children), call, k);
  }
}
