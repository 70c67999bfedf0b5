package dev.mettle.vm.code.decode;

import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.DecodedWords;
import dev.mettle.vm.code.EntryTable;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.Validity;
import dev.mettle.vm.code.link.FunctionTable;
import dev.mettle.vm.code.link.KernelMeaning;
import dev.mettle.vm.code.site.GatherSite;
import dev.mettle.vm.code.site.QueryPlaces;
import dev.mettle.vm.code.site.RowSite;
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
final class CodeDecoder extends EvaluationDecoder {

  private final int[] addresses;
  private final BitSet targets;
  private final Idioms idioms;
  private final QueryPlaces queries;

  /** Where barriers and scopes lie. */
  private final Set<Integer> shared = new LinkedHashSet<>();

  /** For each offset where the last word of its instruction lies. */
  private final int[] ends;

  CodeDecoder(VerifiedFunction verified, FunctionTable functions, KernelMeaning kernels) {
    super(verified, functions, kernels);
    this.targets = function.targets();
    this.idioms = new Idioms(function, targets);
    this.queries = QueryPlaces.of(function);
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
        sites,
        switches,
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
        put(Ops.QUERY_ROWS, stack.getLast(), site(query));
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
      case NEG, ABS, NOT -> unary(i);
      case RETURN -> put(Ops.RETURN, popPlace());
      case JUMP -> jump(i);
      case JUMP_IF_FALSE -> branch(i);
      case SWITCH -> switchOn(i);
      case STORE_LOCAL -> storeLocal(i);
      case FRESH_VAR -> put(Ops.FRESH, push(), pooled(function.constant(i.immediate(0))));
      case GUARD -> {
        settle(stack.size());
        put(Ops.GUARD);
        putTarget(i.immediate(0));
      }
      case JUMP_UNLESS_KIND -> unlessKind(i);
      case JUMP_UNLESS_ADMITS -> unlessAdmits(i);
      case CHECK_CALL -> checkCall(i);
      case LOAD_FORMAL -> put(Ops.LOAD_FORMAL, local(i.immediate(0)), i.immediate(1), push());
      case CAST -> withType(Ops.CAST, false);
      case JUMP_IF_ERROR -> ifError(i);
      case JUMP_IF_NEW_ERROR -> ifNewError(i);
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
      case TAIL_FUNCTION -> tailFunction(i);
      case RUN_FUNCTION -> runFunction(i);
      case JUMP_BY_HEAD -> byHead(i);
      case CALL_VALUE -> callTo(Ops.CALL_VALUE, i.count(), headSite(i));
      case TAIL_CALL_VALUE -> callTo(Ops.TAIL_CALL_VALUE, i.count(), headSite(i));
      case CALL_EVALUATED -> withType(Ops.CALL_EVALUATED, false);
      case JUMP_UNLESS_LIST -> localOrTarget(Ops.UNLESS_LIST, i);
      case JUMP_IF_FUNCTION -> localOrTarget(Ops.IF_FUNCTION, i);
      case JUMP_UNLESS_GROUND -> localOrTarget(Ops.UNLESS_GROUND, i);
      // Nothing refers to these locals but by name, so no operand has to be settled.
      case FIRST_CHILD -> put(Ops.CONSTANT, local(i.immediate(0)), pooled(LongAtom.of(0)));
      case NEW_LIST -> put(Ops.CONSTANT, local(i.immediate(0)), pooled(Expression.EMPTY));
      case NEXT_CHILD -> nextChild(i);
      case ADD_TO -> {
        int x = popPlace();
        put(Ops.ADD_TO, local(i.immediate(0)), x);
      }
      case TAKE_LIST -> {
        put(Ops.TAKE_LIST, local(i.immediate(0)), push());
        resultIsLast();
      }
      case FORK -> fork(i);
      case FAIL -> put(Ops.FAIL);
      case COLLECT -> collect(i);
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
      case CLAIM_VAR -> claim(i);
      case JUMP_UNLESS_VALUE -> unlessValue(i);
      case END_ALTERNATIVES -> endAlternatives(i);
      case IF_NO_RESULT -> {
        settle(stack.size());
        put(Ops.IF_NO_RESULT, local(i.immediate(0)));
        putTarget(i.immediate(1));
      }
      case HAS_RESULT -> put(Ops.HAS_RESULT, local(i.immediate(0)));
      case MAKE_EXPR -> makeExpression(i);
      case INSTANTIATE -> instantiate(i);
      case LOAD_CHILD -> loadChild(i);
      case UNIFY -> unify(i);
      case MATCH_PATTERN -> matchPattern(i);
      case CONS -> cons(i);
      case CAR -> part(Ops.CAR, i);
      case CDR -> part(Ops.CDR, i);
      case DECONS -> part(Ops.DECONS, i);
      case SPACE_MATCH -> spaceMatch(i);
    }
  }

  private void fork(Instruction i) {
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

  private void collect(Instruction i) {
    settle(stack.size());
    put(Ops.COLLECT, local(i.immediate(0)), stackBase + stack.size());
    putTarget(i.immediate(1));
  }

  private void endAlternatives(Instruction i) {
    int x = popPlace();
    settle(stack.size());
    put(Ops.END, local(i.immediate(0)), x, push());
    resultIsLast();
  }
}
