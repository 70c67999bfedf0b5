package dev.mettle.vm.code.decode;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.DecodedWords;
import dev.mettle.vm.code.EntryTable;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.Validity;
import dev.mettle.vm.code.link.FunctionTable;
import dev.mettle.vm.code.link.KernelMeaning;
import dev.mettle.vm.code.site.CheckSite;
import dev.mettle.vm.code.site.GatherSite;
import dev.mettle.vm.code.site.HeadSite;
import dev.mettle.vm.code.site.PatternSite;
import dev.mettle.vm.code.site.QueryPlaces;
import dev.mettle.vm.code.site.RowSite;
import dev.mettle.vm.code.site.SwitchTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns stack code into instructions over places. What is on the operand stack is followed while
 * decoding: a place of the frame, or a constant (a negative number, the complement of its index in
 * the pool). Where ways meet, everything lies at the place of its depth.
 */
final class CodeDecoder extends PlacedCode {

  private final VerifiedFunction verified;
  private final IrFunction function;
  private final FunctionTable functions;
  private final KernelMeaning kernels;

  private final int[] addresses;
  private final BitSet targets;
  private final Idioms idioms;
  private final QueryPlaces queries;

  /** Where barriers and scopes lie. */
  private final Set<Integer> shared = new LinkedHashSet<>();

  /** For each offset what is on the operand stack before it; null if nobody wants to know. */
  private int @Nullable [] @Nullable [] shapes;

  /** For each offset where the last word of its instruction lies. */
  private final int[] ends;

  /** The offset that is being decoded. */
  private int at;

  /** How many places above the operand stack instructions need that move operands. */
  private int spare;

  CodeDecoder(VerifiedFunction verified, FunctionTable functions, KernelMeaning kernels) {
    super(Code.LOCALS + verified.function().localCount());
    this.verified = verified;
    this.function = verified.function();
    this.targets = function.targets();
    this.idioms = new Idioms(function, targets);
    this.queries = QueryPlaces.of(function);
    this.functions = functions;
    this.kernels = kernels;
    this.addresses = new int[function.code().size()];
    this.ends = new int[addresses.length];
  }

  Code decode(Validity validity) {
    decode();
    int frameSize = stackBase + verified.maxStack() + 1 + spare;
    assert fault(frameSize).isEmpty() : fault(frameSize);
    return new Code(
        verified,
        Arrays.copyOf(code, length),
        pool.toArray(),
        frameSize,
        shared.stream().mapToInt(Integer::intValue).toArray(),
        functions,
        validity);
  }

  /** What is wrong with the code by the shapes of its instructions, which is a defect here. */
  private String fault(int frameSize) {
    DecodedWords words = new DecodedWords(code, length);
    return words
        .fault(frameSize, pool.size())
        .map(fault -> fault + " in the code of " + function.name() + ":\n" + words.listing())
        .orElse("");
  }

  /** Where the code can be entered besides its beginning. */
  EntryTable entries() {
    int[] @Nullable [] operands = new int[addresses.length][];
    shapes = operands;
    decode();
    return new EntryTable(addresses, operands, ends, stackBase);
  }

  private void decode() {
    List<Instruction> instructions = function.code();
    boolean open = true;
    for (int offset = 0; offset < instructions.size(); offset++) {
      if (targets.get(offset)) {
        if (open) {
          settle(stack.size());
        }
        lastStart = -1;
        resultEnd = -1;
        stack.clear();
        for (int i = 0; i < verified.depth(offset); i++) {
          stack.add(stackBase + i);
        }
      }
      addresses[offset] = length;
      at = offset;
      if (shapes != null) {
        shapes[offset] = stack.stream().mapToInt(Integer::intValue).toArray();
      }
      Instruction instruction = instructions.get(offset);
      if (instruction.opcode() == Opcode.FAIL_IF_EMPTY && idioms.evaluatesElement(offset)) {
        int x = popPlace();
        int place = stackBase + stack.size();
        settle(stack.size());
        put(Ops.OWN_VALUE, x, place);
        putTarget(idioms.afterElement(offset));
        stack.add(x);
      }
      GatherSite gathering = queries.gathering(offset);
      if (gathering != null) {
        settle(stack.size());
        put(Ops.GATHER_ROWS, stack.getLast(), pooled(gathering));
      }
      RowSite query = queries.query(offset);
      if (query != null) {
        settle(stack.size());
        put(Ops.QUERY_ROWS, stack.getLast(), pooled(query));
        putTarget(query.behind());
      }
      decode(instruction);
      ends[offset] = length - 1;
      open =
          switch (instruction.opcode().flow()) {
            case NEXT, BRANCH -> true;
            case JUMP, END -> false;
          };
    }
    resolve(addresses);
  }

  private int sharedPlace(Instruction i) {
    shared.add(local(i.immediate(0)));
    return local(i.immediate(0));
  }

  // ---------------------------------------------------------------- instructions

  private void decode(Instruction i) {
    switch (i.opcode()) {
      case NOP -> {}
      case LOAD_LOCAL -> stack.add(local(i.immediate(0)));
      case PUSH_NIL, PUSH_UNIT -> stack.add(~pooled(Expression.EMPTY));
      case PUSH_TRUE, PUSH_FALSE, PUSH_LONG_SMALL, PUSH_LONG, PUSH_CONSTANT, PUSH_TYPE ->
          stack.add(~pooled(constantOf(i)));
      case POP -> pop();
      case DUP -> stack.add(stack.getLast());
      case POP_N -> stack.subList(stack.size() - i.count(), stack.size()).clear();
      case SWAP, ROT3 -> exchange(i);
      case OVER -> stack.add(stack.get(stack.size() - 2));
      case DUP_N ->
          stack.addAll(List.copyOf(stack.subList(stack.size() - i.count(), stack.size())));
      case ADD, SUB, MUL, DIV, MOD, FLOOR_DIV, AND, OR, XOR, LT, LE, GT, GE, EQ, NE, POW ->
          binary(Ops.ofValue(i.opcode()));
      case NEG, ABS, NOT -> {
        int x = popPlace();
        put(Ops.ofValue(i.opcode()), push(), x, pooled(kernels.headOf(i.opcode())));
      }
      case RETURN -> put(Ops.RETURN, popPlace());
      case JUMP -> {
        settle(stack.size());
        put(Ops.JUMP);
        putTarget(i.immediate(0));
      }
      case JUMP_IF_FALSE -> branch(i);
      case SWITCH -> {
        int x = popPlace();
        settle(stack.size());
        SwitchTable table = new SwitchTable((Expression) function.constant(i.immediate(0)));
        put(Ops.SWITCH, x, pooled(table), i.immediateCount() - 1);
        for (int t = 1; t < i.immediateCount(); t++) {
          putTarget(i.immediate(t));
        }
      }
      case STORE_LOCAL -> {
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
      case FRESH_VAR -> put(Ops.FRESH, push(), pooled(function.constant(i.immediate(0))));
      case GUARD -> {
        settle(stack.size());
        put(Ops.GUARD);
        putTarget(i.immediate(0));
      }
      case JUMP_UNLESS_KIND -> {
        settle(stack.size());
        put(Ops.UNLESS_KIND, local(i.immediate(0)), pooled(function.constant(i.immediate(1))));
        putTarget(i.immediate(2));
      }
      case JUMP_UNLESS_ADMITS -> {
        int type = pop();
        settle(stack.size());
        put(Ops.UNLESS_ADMITS, type, pooled(function.constant(i.immediate(0))));
        putTarget(i.immediate(1));
      }
      case CHECK_CALL -> {
        int type = pop();
        settle(stack.size());
        put(
            Ops.CHECK_CALL,
            type,
            pooled(new CheckSite((Expression) function.constant(i.immediate(0)))),
            local(i.immediate(1)));
        putTarget(i.immediate(2));
      }
      case LOAD_FORMAL -> put(Ops.LOAD_FORMAL, local(i.immediate(0)), i.immediate(1), push());
      case CAST -> withType(Ops.CAST, false);
      case JUMP_IF_ERROR -> {
        int x = popPlace();
        stack.add(x);
        int kept = stack.size() - 1 - i.count();
        settle(kept);
        put(Ops.IF_ERROR, x, stackBase + kept);
        putTarget(i.immediate(1));
      }
      case JUMP_IF_NEW_ERROR -> {
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
      case FAIL_IF_EMPTY -> {
        int x = popPlace();
        put(Ops.FAIL_IF_EMPTY, x);
        stack.add(x);
      }
      case MARK_EVALUATED -> {
        int x = popPlace();
        put(Ops.MARK, x, push());
      }
      case CALL -> call(i, Ops.CALL);
      case TAIL_CALL -> call(i, Ops.TAIL_CALL);
      case APPLY_RULES -> call(i, Ops.APPLY_RULES);
      case EVAL_ATOM -> withType(Ops.EVAL, false);
      case TAIL_EVAL -> withType(Ops.TAIL_EVAL, true);
      case REDUCE -> reduce(i, false);
      case TAIL_REDUCE -> reduce(i, true);
      case CALL_OPERATION -> callTo(Ops.CALL_OPERATION, i.count(), constantAt(i, 0));
      case TAIL_OPERATION -> callTo(Ops.TAIL_OPERATION, i.count(), constantAt(i, 0));
      case RUN_INSTRUCTION -> withType(Ops.INSTRUCTION, false);
      case TAIL_INSTRUCTION -> withType(Ops.TAIL_INSTRUCTION, true);
      case TAIL_FUNCTION -> {
        int type = pop();
        int x = popPlace();
        put(Ops.TAIL_FUNCTION, x, type, constantAt(i, 0));
      }
      case RUN_FUNCTION -> {
        int type = pop();
        int x = popPlace();
        settle(stack.size());
        put(Ops.RUN_FUNCTION, x, type, constantAt(i, 0));
        put(push());
      }
      case JUMP_BY_HEAD -> {
        settle(stack.size());
        put(Ops.BY_HEAD, pooled(new HeadSite(local(i.immediate(0)), i.immediate(1), functions)));
        putTarget(i.immediate(2));
        putTarget(i.immediate(3));
        putTarget(i.immediate(4));
      }
      case CALL_VALUE -> callTo(Ops.CALL_VALUE, i.count(), headSite(i));
      case TAIL_CALL_VALUE -> callTo(Ops.TAIL_CALL_VALUE, i.count(), headSite(i));
      case CALL_EVALUATED -> withType(Ops.CALL_EVALUATED, false);
      case JUMP_UNLESS_LIST -> localOrTarget(Ops.UNLESS_LIST, i);
      case JUMP_IF_FUNCTION -> localOrTarget(Ops.IF_FUNCTION, i);
      case JUMP_UNLESS_GROUND -> localOrTarget(Ops.UNLESS_GROUND, i);
      // Nothing refers to these locals but by name, so no operand has to be settled.
      case FIRST_CHILD -> put(Ops.CONSTANT, local(i.immediate(0)), pooled(LongAtom.of(0)));
      case NEW_LIST -> put(Ops.CONSTANT, local(i.immediate(0)), pooled(Expression.EMPTY));
      case NEXT_CHILD -> {
        settle(stack.size());
        put(Ops.NEXT_CHILD, local(i.immediate(0)), local(i.immediate(1)));
        putTarget(i.immediate(2));
        put(push());
        resultIsLast();
      }
      case ADD_TO -> {
        int x = popPlace();
        put(Ops.ADD_TO, local(i.immediate(0)), x);
      }
      case TAKE_LIST -> {
        put(Ops.TAKE_LIST, local(i.immediate(0)), push());
        resultIsLast();
      }
      case FORK -> {
        settle(stack.size());
        if (i.immediateCount() == 1) {
          put(Ops.JUMP);
        } else {
          put(Ops.FORK, i.immediateCount());
        }
        for (int t = 0; t < i.immediateCount(); t++) {
          putTarget(i.immediate(t));
        }
      }
      case FAIL -> put(Ops.FAIL);
      case COLLECT -> {
        settle(stack.size());
        put(Ops.COLLECT, local(i.immediate(0)), stackBase + stack.size());
        putTarget(i.immediate(1));
      }
      case YIELD -> {
        int x = popPlace();
        put(Ops.YIELD, local(i.immediate(0)), x);
      }
      case BEGIN_ALTERNATIVES -> {
        settle(stack.size());
        put(Ops.BEGIN, sharedPlace(i));
      }
      case NEW_SCOPE -> put(Ops.NEW_SCOPE, sharedPlace(i));
      case SCOPE_VAR -> {
        put(Ops.SCOPE_VAR, push(), constantAt(i, 0));
        put(local(i.immediate(1)), i.immediate(2));
      }
      case CHILD_SCOPE ->
          put(Ops.CHILD_SCOPE, sharedPlace(i), local(i.immediate(1)), local(i.immediate(2)));
      case CLAIM_VAR -> {
        int x = popPlace();
        put(Ops.CLAIM, x, push());
        put(constantAt(i, 0), local(i.immediate(1)), i.immediate(2));
        resultIsAt(length - Form.Claim.LENGTH + Form.Claim.RESULT);
      }
      case JUMP_UNLESS_VALUE -> {
        int type = pop();
        int x = popPlace();
        settle(stack.size());
        put(Ops.UNLESS_VALUE, x, type);
        put(push());
        putTarget(i.immediate(0));
        resultIsAt(length - Form.UnlessValue.LENGTH + Form.UnlessValue.RESULT);
      }
      case END_ALTERNATIVES -> {
        int x = popPlace();
        settle(stack.size());
        put(Ops.END, local(i.immediate(0)), x, push());
        resultIsLast();
      }
      case IF_NO_RESULT -> {
        settle(stack.size());
        put(Ops.IF_NO_RESULT, local(i.immediate(0)));
        putTarget(i.immediate(1));
      }
      case HAS_RESULT -> put(Ops.HAS_RESULT, local(i.immediate(0)));
      case MAKE_EXPR -> {
        int n = i.count();
        int[] operands = new int[n];
        for (int k = n - 1; k >= 0; k--) {
          operands[k] = pop();
        }
        put(Ops.MAKE_EXPR, n);
        put(operands);
        put(push());
        resultIsLast();
      }
      case INSTANTIATE -> {
        int template = constantAt(i, 0);
        boolean isError = Symbols.isError((Atom) pool.get(template));
        put(isError ? Ops.NEW_ERROR : Ops.INSTANTIATE, template, push());
        resultIsLast();
      }
      case LOAD_CHILD -> {
        int x = popPlace();
        put(Ops.CHILD, x, i.immediate(0), push());
        resultIsLast();
      }
      case UNIFY -> {
        int b = popPlace();
        int a = popPlace();
        settle(stack.size());
        put(Ops.UNIFY, a, b);
        putTarget(i.immediate(0));
      }
      case MATCH_PATTERN -> {
        int x = popPlace();
        settle(stack.size());
        put(Ops.MATCH, x, pooled(PatternSite.of((Expression) function.constant(i.immediate(0)))));
        putTarget(i.immediate(1));
      }
      case CONS -> {
        int b = popPlace();
        int a = popPlace();
        stack.add(a);
        stack.add(b);
        settle(stack.size());
        pop();
        pop();
        put(Ops.CONS, stackBase + stack.size(), stackBase + stack.size() + 1);
        putTarget(i.immediate(0));
        put(push());
      }
      case CAR -> part(Ops.CAR, i);
      case CDR -> part(Ops.CDR, i);
      case DECONS -> part(Ops.DECONS, i);
      case SPACE_MATCH -> {
        settle(stack.size());
        pop();
        pop();
        int first = stackBase + stack.size();
        put(Ops.SPACE_MATCH, first, first + 1);
        putTarget(i.immediate(0));
      }
    }
  }

  /**
   * Brings operands into another order. They go to places above the stack first, since where one
   * goes another one may lie.
   */
  private void exchange(Instruction i) {
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

  private int headSite(Instruction i) {
    return pooled(new HeadSite(local(i.immediate(0)), i.count(), functions));
  }

  private void localOrTarget(int op, Instruction i) {
    settle(stack.size());
    put(op, local(i.immediate(0)));
    putTarget(i.immediate(1));
  }

  private Object constantOf(Instruction i) {
    Atom constant = function.constantPushedBy(i);
    if (constant == null) {
      throw new IllegalStateException(i + " pushes no constant");
    }
    return constant;
  }

  private int constantAt(Instruction i, int immediate) {
    return pooled(function.constant(i.immediate(immediate)));
  }

  private void binary(int op) {
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

  private void branch(Instruction i) {
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

  private void call(Instruction i, int op) {
    CallKey key = CallKey.fromAtom(function.constant(i.immediate(0))).orElseThrow();
    callTo(op, i.count(), pooled(functions.link(key)));
  }

  private void reduce(Instruction i, boolean tail) {
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

  private void part(int op, Instruction i) {
    int x = popPlace();
    stack.add(x);
    settle(stack.size());
    pop();
    put(op, stackBase + stack.size());
    putTarget(i.immediate(0));
    put(push());
  }
}
