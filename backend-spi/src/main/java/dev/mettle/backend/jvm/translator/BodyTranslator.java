package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.spi.CodeSite;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.QuerySite;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Translates one version of a function, in as many passes as it takes. */
final class BodyTranslator {

  /**
   * A class file has 16 bits for a line; what does not fit is left out, since it would be wrong.
   */
  private static final int MAX_LINE = 0xFFFF;

  private final VersionCode version;
  private final IrFunction function;
  private final Blocks blocks;
  private final Slots slots;
  private final State entry;
  private final int roomSlot;

  // Of one pass.
  private final MethodWriter method;
  private final JvmLabel start;
  private final ArithmeticCode arithmetic;
  private final CallCode calls;
  private final CheckCode checks;
  private final EvaluationCode evaluation;
  private final DataCode data;
  private final HeadCode heads;
  private final RuleCode rules;
  private final ListCode lists;
  private final PatternCode patterns;
  private final SearchCode search;
  private final ScopeCode scopes;
  private final QueryCode queries;
  private @Nullable Opcode notCompiled;

  private BodyTranslator(Unit unit, VersionCode version, Constants constants, Layouts layouts) {
    this(unit, version, constants, layouts, null);
  }

  private BodyTranslator(
      Unit unit,
      VersionCode version,
      Constants constants,
      Layouts layouts,
      @Nullable BodyTranslator last) {
    this.version = version;
    this.function = version.function().function();
    if (last == null) {
      this.blocks = new Blocks(function);
      for (CodeSite site : version.function().sites().values()) {
        if (site instanceof QuerySite query) {
          blocks.addTarget(query.behind());
        }
      }
      this.slots = new Slots(1);
      this.entry = new State(slots, function.localCount());
      this.roomSlot = placeParameters();
    } else {
      this.blocks = last.blocks;
      this.slots = last.slots;
      this.entry = last.entry;
      this.roomSlot = last.roomSlot;
    }
    this.method = new MethodWriter(unit, version, constants, layouts, slots, roomSlot, entry);
    this.start = method.code().newLabel();
    this.arithmetic = new ArithmeticCode(method, blocks, function);
    this.search = new SearchCode(method, blocks);
    this.scopes = new ScopeCode(method, function);
    this.queries = new QueryCode(method, blocks, search);
    this.calls = new CallCode(unit, version, method, search, start, entry);
    this.checks = new CheckCode(method, blocks, function);
    BitSet mainWay = unit.mainWay(version.version().function());
    this.evaluation = new EvaluationCode(method, blocks, function, calls, checks, mainWay);
    this.data = new DataCode(method, blocks, version.function(), mainWay);
    this.heads = new HeadCode(unit, version, method, blocks, calls);
    this.rules = new RuleCode(method, blocks, version.function(), calls, heads, data);
    this.lists = new ListCode(method, blocks);
    this.patterns = new PatternCode(method, blocks, function);
  }

  /** Translates a version with what is known of the others. */
  static TranslatedBody translate(
      Unit unit, VersionCode version, Constants constants, Layouts layouts) {
    BodyTranslator pass = new BodyTranslator(unit, version, constants, layouts);
    boolean again = pass.run();
    while (again) {
      pass = new BodyTranslator(unit, version, constants, layouts, pass);
      again = pass.run();
    }
    return new TranslatedBody(pass.method.code(), Optional.ofNullable(pass.notCompiled));
  }

  private int placeParameters() {
    FrameLayout frame = version.resumed();
    if (frame != null) {
      return placeFrame(frame);
    }
    List<Lane> lanes = version.version().lanes();
    for (int i = 0; i < lanes.size(); i++) {
      entry.set(i, new Value.Stored(lanes.get(i), slots.home(i, lanes.get(i))));
    }
    int last = lanes.size();
    Value expected =
        version
            .version()
            .expected()
            .<Value>map(Value.Known::new)
            .orElseGet(() -> new Value.Stored(Lane.REFERENCE, slots.home(last, Lane.REFERENCE)));
    if (version.readsExpected()) {
      entry.set(last, expected);
    }
    if (!version.isResumable()) {
      // Whoever calls it has found it to be the code of its rules.
      entry.beSure(version.function().code());
    }
    return skipToRoom();
  }

  /** The slot of the room; that of what waits for the values, if there is one, lies before it. */
  private int skipToRoom() {
    if (version.isResumable()) {
      slots.skip();
    }
    return slots.skip();
  }

  /** What lies in a frame, and the value that it waited for, if any, as the topmost operand. */
  private int placeFrame(FrameLayout frame) {
    TreeMap<Integer, Value> operands = new TreeMap<>();
    for (FrameLayout.Slot slot : frame.slots()) {
      int place = slot.isLocal() ? slot.index() : entry.localCount() + slot.index();
      Value value = new Value.Stored(slot.lane(), slots.home(place, slot.lane()));
      if (slot.isLocal()) {
        entry.set(place, value);
      } else {
        operands.put(place, value);
      }
    }
    for (FrameLayout.Fixed fixed : frame.fixed()) {
      Value value = new Value.Known(fixed.value());
      if (fixed.isLocal()) {
        entry.set(fixed.index(), value);
      } else {
        operands.put(entry.localCount() + fixed.index(), value);
      }
    }
    operands.values().forEach(entry::push);
    Lane lane = version.delivered();
    if (lane != null) {
      entry.push(new Value.Stored(lane, slots.home(entry.nextPlace(), lane)));
    }
    blocks.addTarget(version.start());
    return skipToRoom();
  }

  /** One pass; says whether another one is needed. */
  private boolean run() {
    version.beginPass();
    blocks.begin();
    method.begin(0, false);
    FrameLayout frame = version.resumed();
    if (frame == null) {
      writeStart();
    } else {
      method.takeRoom();
      method.code().branch(JvmBranch.GOTO, blocks.edge(method, version.start()));
      method.endFlow();
    }
    int offset = 0;
    int line = 0;
    while (offset < function.code().size()) {
      if (blocks.isTarget(offset)) {
        blocks.enter(method, offset);
      }
      if (!method.isReachable()) {
        offset++;
        continue;
      }
      int newLine = function.line(offset);
      if (newLine != 0 && newLine <= MAX_LINE && newLine != line) {
        line = newLine;
        method.code().line(line);
      }
      method.begin(offset, mayRepeat(function.code().get(offset).opcode()));
      QuerySite query = method.querySite();
      if (query != null) {
        queries.rows(query);
      }
      Opcode opcode = function.code().get(offset).opcode();
      if (runsOther(opcode)) {
        method.runsOther();
      }
      offset = translate(offset, function.code().get(offset));
      if (runsOther(opcode) && method.isReachable()) {
        method.runsOther();
      }
    }
    blocks.writeEdges(method);
    if (blocks.hasChanged() || version.isStale()) {
      // What lies behind the code is for the last pass.
      return true;
    }
    method.finish();
    method.code().setReturnType(version.result().descriptor());
    return blocks.hasChanged() || version.isStale();
  }

  /** A call of itself as the last act goes on behind where the room is taken. */
  private void writeStart() {
    method.takeRoom();
    method.place(start);
  }

  /** Whether an instruction may be part of a stretch; what is no atom has no evaluation. */
  private boolean mayRepeat(Opcode opcode) {
    return Stretch.mayHold(opcode)
        || opcode == Opcode.EVAL_ATOM && method.state().fromTop(1).lane() != Lane.REFERENCE;
  }

  /** Whether what an instruction does besides calls of the class may change rules and types. */
  private static boolean runsOther(Opcode opcode) {
    return switch (opcode) {
      case NOP, POP, DUP, SWAP, ROT3, OVER, DUP_N, POP_N, LOAD_LOCAL, STORE_LOCAL -> false;
      case PUSH_NIL, PUSH_TRUE, PUSH_FALSE, PUSH_UNIT, PUSH_LONG_SMALL -> false;
      case PUSH_LONG, PUSH_CONSTANT, PUSH_TYPE -> false;
      case ADD, SUB, MUL, DIV, MOD, FLOOR_DIV, NEG, ABS, POW, AND, OR, NOT, XOR -> false;
      case LT, LE, GT, GE, EQ, NE, JUMP, JUMP_IF_FALSE, RETURN, FAIL -> false;
      case JUMP_UNLESS_KIND, JUMP_UNLESS_ADMITS, JUMP_IF_ERROR, JUMP_IF_NEW_ERROR -> false;
      case JUMP_UNLESS_VALUE, FAIL_IF_EMPTY, GUARD, CAST, CHECK_CALL, LOAD_FORMAL -> false;
      // What is not its own value is evaluated by the machine, and the code waits.
      case EVAL_ATOM, TAIL_EVAL, REDUCE, TAIL_REDUCE -> false;
      case SWITCH, MAKE_EXPR, LOAD_CHILD, INSTANTIATE, MARK_EVALUATED -> false;
      case CONS, CAR, CDR, DECONS, JUMP_UNLESS_LIST, JUMP_IF_FUNCTION, JUMP_UNLESS_GROUND -> false;
      case FIRST_CHILD, NEXT_CHILD, NEW_LIST, ADD_TO, TAKE_LIST -> false;
      // Each call tells by itself.
      case CALL, TAIL_CALL -> false;
      case CALL_OPERATION, TAIL_OPERATION, RUN_INSTRUCTION, TAIL_INSTRUCTION -> true;
      case RUN_FUNCTION, TAIL_FUNCTION, CALL_EVALUATED, APPLY_RULES -> true;
      case JUMP_BY_HEAD, CALL_VALUE, TAIL_CALL_VALUE, UNIFY, MATCH_PATTERN -> true;
      case FRESH_VAR, NEW_SCOPE, CHILD_SCOPE, SCOPE_VAR, CLAIM_VAR -> true;
      case FORK, COLLECT, YIELD, BEGIN_ALTERNATIVES, END_ALTERNATIVES -> true;
      case IF_NO_RESULT, HAS_RESULT, SPACE_MATCH -> true;
    };
  }

  /** Translates an instruction and says where to go on. */
  private int translate(int offset, Instruction instruction) {
    int next = offset + 1;
    Opcode opcode = instruction.opcode();
    switch (opcode) {
      case NOP, POP, DUP, SWAP, ROT3, OVER, DUP_N, POP_N -> rearrange(instruction);
      case LOAD_LOCAL -> method.state().push(method.state().local(instruction.immediate(0)));
      case STORE_LOCAL -> storeLocal(instruction.immediate(0));
      case PUSH_NIL, PUSH_TRUE, PUSH_FALSE, PUSH_UNIT, PUSH_LONG_SMALL -> pushKnown(instruction);
      case PUSH_LONG, PUSH_CONSTANT, PUSH_TYPE -> pushKnown(instruction);
      case ADD, SUB, MUL, DIV, MOD, FLOOR_DIV, NEG, ABS, POW -> arithmetic.compute(opcode);
      case AND, OR, NOT, XOR -> arithmetic.compute(opcode);
      case LT, LE, GT, GE, EQ, NE -> {
        return arithmetic.compare(opcode, offset);
      }
      case RETURN -> calls.ret(method.state().pop());
      case JUMP -> {
        method.code().branch(JvmBranch.GOTO, blocks.edge(method, instruction.immediate(0)));
        method.endFlow();
      }
      case JUMP_IF_FALSE -> checks.jumpIfFalse(instruction);
      case JUMP_UNLESS_KIND -> checks.jumpUnlessKind(instruction);
      case JUMP_UNLESS_ADMITS -> checks.jumpUnlessAdmits(instruction);
      case JUMP_IF_ERROR -> checks.jumpIfError(instruction);
      case JUMP_IF_NEW_ERROR -> checks.jumpIfNewError(instruction);
      case GUARD -> checks.guard();
      case CAST -> checks.cast();
      case EVAL_ATOM -> evaluation.evaluate(false);
      case TAIL_EVAL -> evaluation.evaluate(true);
      case JUMP_UNLESS_VALUE -> evaluation.jumpUnlessValue(instruction);
      case REDUCE -> evaluation.reduce(instruction, false);
      case TAIL_REDUCE -> evaluation.reduce(instruction, true);
      case FAIL_IF_EMPTY -> {
        return evaluation.failIfEmpty(offset);
      }
      case FAIL -> {
        evaluation.fail();
        method.endFlow();
      }
      case SWITCH -> data.branch(instruction);
      case MAKE_EXPR -> data.makeExpression(instruction.count());
      case LOAD_CHILD -> data.loadChild(instruction.immediate(0));
      case INSTANTIATE -> data.instantiate(instruction, offset);
      case MARK_EVALUATED -> data.markEvaluated();
      case CALL, TAIL_CALL -> {
        if (!calls.call(instruction)) {
          leaveUncompiled(opcode);
        }
      }
      case CHECK_CALL -> rules.checkCall(instruction);
      case LOAD_FORMAL -> rules.loadFormal(instruction);
      case CALL_OPERATION -> rules.operate(instruction, false);
      case TAIL_OPERATION -> rules.operate(instruction, true);
      case RUN_INSTRUCTION -> rules.run("runInstruction", false);
      case TAIL_INSTRUCTION -> rules.run("runInstruction", true);
      case RUN_FUNCTION -> rules.runFunction(instruction, false);
      case TAIL_FUNCTION -> rules.runFunction(instruction, true);
      case CALL_EVALUATED -> rules.run("callEvaluated", false);
      case APPLY_RULES -> rules.applyRules(instruction);
      case JUMP_BY_HEAD -> heads.jumpByHead(instruction);
      case CALL_VALUE -> heads.callValue(instruction, false);
      case TAIL_CALL_VALUE -> heads.callValue(instruction, true);
      case FRESH_VAR -> scopes.freshVariable(instruction);
      case NEW_SCOPE -> scopes.newScope(instruction);
      case CHILD_SCOPE -> scopes.childScope(instruction);
      case SCOPE_VAR -> scopes.variable(instruction);
      case CLAIM_VAR -> scopes.claim(instruction);
      case UNIFY -> patterns.unify(instruction);
      case MATCH_PATTERN -> patterns.match(instruction);
      case CONS -> lists.cons(instruction);
      case CAR -> lists.part("car", instruction);
      case CDR -> lists.part("cdr", instruction);
      case DECONS -> lists.part("decons", instruction);
      case JUMP_UNLESS_LIST -> lists.jumpUnlessList(instruction);
      case JUMP_IF_FUNCTION -> lists.jumpIfFunction(instruction);
      case JUMP_UNLESS_GROUND -> lists.jumpUnlessGround(instruction);
      case FIRST_CHILD -> lists.firstChild(instruction);
      case NEXT_CHILD -> lists.nextChild(instruction);
      case NEW_LIST -> lists.newList(instruction);
      case ADD_TO -> lists.addTo(instruction);
      case TAKE_LIST -> lists.takeList(instruction);
      case FORK -> search.fork(instruction);
      case COLLECT -> search.collect(instruction);
      case YIELD -> search.gather(instruction);
      case BEGIN_ALTERNATIVES -> search.beginAlternatives(instruction);
      case END_ALTERNATIVES -> search.endAlternatives(instruction);
      case IF_NO_RESULT -> search.ifNoResult(instruction);
      case HAS_RESULT -> search.hasResult(instruction);
      case SPACE_MATCH -> queries.query(instruction);
    }
    return next;
  }

  private void pushKnown(Instruction instruction) {
    method
        .state()
        .push(new Value.Known(Objects.requireNonNull(function.constantPushedBy(instruction))));
  }

  private void rearrange(Instruction instruction) {
    State state = method.state();
    List<Value> taken = state.pop(instruction.pops());
    instruction.opcode().picture().rearrange(taken, instruction.count()).forEach(state::push);
  }

  private void storeLocal(int local) {
    Value value = method.state().pop();
    if (value instanceof Value.Stored stored) {
      int home = slots.home(local, stored.lane());
      if (stored.slot() != home) {
        method.load(value, value.lane());
        method.storeAt(local, value.lane());
        return;
      }
    }
    method.state().set(local, value);
  }

  private void leaveUncompiled(Opcode opcode) {
    if (notCompiled == null) {
      notCompiled = opcode;
    }
    method.code().branch(JvmBranch.GOTO, method.leave(LeaveReason.NOT_COMPILED));
    method.endFlow();
  }
}
