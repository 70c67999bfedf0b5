package dev.mettle.vm.code.run;

import dev.mettle.backend.spi.ResumableFrame;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.kernel.TypedKernels;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.frame.Callers;
import dev.mettle.vm.code.frame.ForkChoice;
import dev.mettle.vm.code.frame.RunStacks;
import dev.mettle.vm.code.heat.TierUp;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.code.link.FunctionLink;
import dev.mettle.vm.code.meaning.Meanings;
import dev.mettle.vm.code.site.HeadSite;
import dev.mettle.vm.code.site.SwitchTable;
import dev.mettle.vm.code.unit.CompiledCalls;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Limits;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.EvaluatedMark;
import dev.mettle.vm.space.ChangeClock;
import dev.mettle.vm.space.RuleCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs decoded functions. Frames lie on one stack of words with a lane of references beside it. A
 * choice point protects what lies beneath the top that the stack had when it was made: a frame down
 * there is copied up before anything in it changes, so that alternatives find it as it was. In the
 * tradition of Warren's abstract machine, but frames are copied where its environments are kept.
 *
 * <p>The loop has the short roads; whatever takes longer is done by {@link LoopInstructions}, and
 * what another evaluator has to do is set up as the next step of the {@link Machine}.
 */
public final class VirtualMachine extends CallFrames {

  final LoopInstructions rest;
  private final ChangeClock clock;
  private final TierUp tierUp;
  private final CompiledCalls compiled;

  /** Calls that the machine made; of those between two looks at the limits one is a sample. */
  private int entered;

  VirtualMachine(Machine machine, CodeEvaluator evaluator, TierUp tierUp) {
    super(machine);
    this.clock = machine.view().clock();
    Meanings meanings = new Meanings(this, evaluator);
    this.tierUp = tierUp;
    this.compiled = new CompiledCalls(this, evaluator, meanings, tierUp);
    SlowRoads slow = new SlowRoads(this, evaluator, meanings);
    this.rest = new LoopInstructions(this, evaluator, slow, compiled);
    machine.setOperandStack(new RunStacks(this, compiled::runEnded));
  }

  /**
   * Looks at the limits, and forgets what lies above the frames in use, so that it can be
   * collected.
   */
  private void poll(int top, Code callee, int at) {
    if (tierUp.isOn()) {
      sample(callee, at);
    }
    machine.setRunning(callee, RuleCode.ANYWHERE);
    machine.passed(takeWork());
    stride = machine.stride();
    fuel = stride;
    if (high > top) {
      Arrays.fill(lane, top, Math.min(high, lane.length), null);
      high = top;
    }
  }

  /** Notes that a function was found running, in a frame that has its arguments. */
  private void sample(Code callee, int at) {
    int n = callee.function.parameterCount() - 1;
    List<Atom> arguments = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      arguments.add(at(at + Code.LOCALS + i));
    }
    tierUp.sample(callee, arguments, at(at + Code.LOCALS + n), () -> Callers.ofFrame(this, at));
  }

  // ---------------------------------------------------------------- entering and returning

  /** Calls a function for a frame of the machine; the next step runs its code. */
  void enter(Code code, Expression call, Atom type, Frame k) {
    enter(code, call.toArray(), type, k);
  }

  /** The same for a call by its children. */
  void enter(Code code, Atom[] call, Atom type, Frame k) {
    if (code.tier != null && compiled.enter(code, call, type, k)) {
      return;
    }
    if ((++entered & Limits.STRIDE - 1) == 0) {
      tierUp.sample(code, List.of(call).subList(1, call.length), type, () -> Callers.of(this, k));
    }
    int at = push(k, machine.stackTop(), code);
    int n = call.length - 1;
    for (int i = 0; i < n; i++) {
      put(at + Code.LOCALS + i, call[i + 1]);
    }
    putType(at + Code.LOCALS + n, type);
    machine.proceed(m -> run(code, at, 0));
  }

  @Override
  protected @Nullable ResumableFrame compiled(int at, Code code, int pc) {
    return compiled.begun().waiting(at, code, pc);
  }

  @Override
  protected void goOn(ResumableFrame frame, Atom value) {
    compiled.goOn(frame, value);
  }

  // ---------------------------------------------------------------- the loop

  /**
   * Runs until something is to be done that is not code; that is set up in the machine then.
   *
   * <p>What an instruction does most of the time is written here, and goes on with the loop. All
   * else leaves the switch, and is for {@link LoopInstructions}: the smaller this method, the more
   * of it the compiler of the JVM makes well, and the sooner. The same goes for loops in here: each
   * would be one more place where the whole method is entered, and compiled once more.
   */
  @Override
  public void run(Code start, int startBase, int startPc) {
    Code code = start;
    int b = startBase;
    int pc = startPc;
    int[] c = code.code;
    long[] w = words;
    @Nullable Object[] a = lane;
    Object[] pool = code.pool;
    // Fields would be read at the head of the loop, for all instructions; locals where they matter.
    Machine machine = this.machine;
    ChangeClock clock = this.clock;
    LoopInstructions rest = this.rest;
    // Code of other views is entered by steps of the machine, so it stays the same in here.
    long tag = EvaluatedMark.tag(machine.view());
    while (true) {
      switch (c[pc]) {
        case Ops.ADD_SMALL -> {
          long x = w[b + c[pc + Form.Small.LEFT]];
          long n = TypedKernels.add(Words.integer(x), c[pc + Form.Small.RIGHT]);
          if (Words.isInteger(x) && Words.fits(n)) {
            w[b + c[pc + Form.Small.RESULT]] = Words.ofInteger(n);
            pc += Form.Small.LENGTH;
            continue;
          }
        }
        case Ops.SUB_SMALL -> {
          long x = w[b + c[pc + Form.Small.LEFT]];
          long n = TypedKernels.sub(Words.integer(x), c[pc + Form.Small.RIGHT]);
          if (Words.isInteger(x) && Words.fits(n)) {
            w[b + c[pc + Form.Small.RESULT]] = Words.ofInteger(n);
            pc += Form.Small.LENGTH;
            continue;
          }
        }
        case Ops.ADD -> {
          long x = w[b + c[pc + Form.Binary.LEFT]];
          long y = w[b + c[pc + Form.Binary.RIGHT]];
          long n = TypedKernels.add(Words.integer(x), Words.integer(y));
          if (Words.areIntegers(x, y) && Words.fits(n)) {
            w[b + c[pc + Form.Binary.RESULT]] = Words.ofInteger(n);
            pc += Form.Binary.LENGTH;
            continue;
          }
          if (Words.isDouble(x) && Words.isDouble(y)) {
            w[b + c[pc + Form.Binary.RESULT]] = Words.ofDouble(Words.number(x) + Words.number(y));
            pc += Form.Binary.LENGTH;
            continue;
          }
        }
        case Ops.SUB -> {
          long x = w[b + c[pc + Form.Binary.LEFT]];
          long y = w[b + c[pc + Form.Binary.RIGHT]];
          long n = TypedKernels.sub(Words.integer(x), Words.integer(y));
          if (Words.areIntegers(x, y) && Words.fits(n)) {
            w[b + c[pc + Form.Binary.RESULT]] = Words.ofInteger(n);
            pc += Form.Binary.LENGTH;
            continue;
          }
          if (Words.isDouble(x) && Words.isDouble(y)) {
            w[b + c[pc + Form.Binary.RESULT]] = Words.ofDouble(Words.number(x) - Words.number(y));
            pc += Form.Binary.LENGTH;
            continue;
          }
        }
        case Ops.MUL -> {
          long x = w[b + c[pc + Form.Binary.LEFT]];
          long y = w[b + c[pc + Form.Binary.RIGHT]];
          if (Words.areIntegers(x, y)) {
            long p = Words.integer(x);
            long q = Words.integer(y);
            long n = p * q;
            if (Math.multiplyHigh(p, q) == n >> 63 && Words.fits(n)) {
              w[b + c[pc + Form.Binary.RESULT]] = Words.ofInteger(n);
              pc += Form.Binary.LENGTH;
              continue;
            }
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            w[b + c[pc + Form.Binary.RESULT]] = Words.ofDouble(Words.number(x) * Words.number(y));
            pc += Form.Binary.LENGTH;
            continue;
          }
        }
        case Ops.LT, Ops.LE, Ops.GT, Ops.GE, Ops.EQ -> {
          long x = w[b + c[pc + Form.Binary.LEFT]];
          long y = w[b + c[pc + Form.Binary.RIGHT]];
          if (Words.areIntegers(x, y)) {
            w[b + c[pc + Form.Binary.RESULT]] =
                Words.ofBool(Ops.compare(c[pc], Words.integer(x), Words.integer(y)));
            pc += Form.Binary.LENGTH;
            continue;
          }
        }
        case Ops.LT_SMALL, Ops.LE_SMALL, Ops.GT_SMALL, Ops.GE_SMALL, Ops.EQ_SMALL -> {
          long x = w[b + c[pc + Form.Small.LEFT]];
          if (Words.isInteger(x)) {
            w[b + c[pc + Form.Small.RESULT]] =
                Words.ofBool(Ops.compareSmall(c[pc], Words.integer(x), c[pc + Form.Small.RIGHT]));
            pc += Form.Small.LENGTH;
            continue;
          }
        }
        case Ops.BRANCH_LT_SMALL -> {
          long x = w[b + c[pc + Form.BranchSmall.LEFT]];
          if (Words.isInteger(x)) {
            pc =
                Words.integer(x) < c[pc + Form.BranchSmall.RIGHT]
                    ? pc + Form.BranchSmall.LENGTH
                    : c[pc + Form.BranchSmall.FALSE];
            continue;
          }
        }
        case Ops.BRANCH_EQ_SMALL -> {
          long x = w[b + c[pc + Form.BranchSmall.LEFT]];
          if (Words.isInteger(x)) {
            pc =
                Words.integer(x) == c[pc + Form.BranchSmall.RIGHT]
                    ? pc + Form.BranchSmall.LENGTH
                    : c[pc + Form.BranchSmall.FALSE];
            continue;
          }
        }
        case Ops.BRANCH_LT -> {
          long x = w[b + c[pc + Form.BranchBinary.LEFT]];
          long y = w[b + c[pc + Form.BranchBinary.RIGHT]];
          if (Words.areIntegers(x, y)) {
            pc =
                Words.integer(x) < Words.integer(y)
                    ? pc + Form.BranchBinary.LENGTH
                    : c[pc + Form.BranchBinary.FALSE];
            continue;
          }
        }
        case Ops.BRANCH_EQ -> {
          long x = w[b + c[pc + Form.BranchBinary.LEFT]];
          long y = w[b + c[pc + Form.BranchBinary.RIGHT]];
          if (Words.areIntegers(x, y)) {
            pc = x == y ? pc + Form.BranchBinary.LENGTH : c[pc + Form.BranchBinary.FALSE];
            continue;
          }
        }
        case Ops.AND, Ops.OR -> {
          long x = w[b + c[pc + Form.Binary.LEFT]];
          long y = w[b + c[pc + Form.Binary.RIGHT]];
          if (Words.areBools(x, y)) {
            w[b + c[pc + Form.Binary.RESULT]] = c[pc] == Ops.AND ? x & y : x | y;
            pc += Form.Binary.LENGTH;
            continue;
          }
        }
        case Ops.MOD -> {
          long x = w[b + c[pc + Form.Binary.LEFT]];
          long y = w[b + c[pc + Form.Binary.RIGHT]];
          if (Words.areIntegers(x, y) && y != Words.INTEGER) {
            w[b + c[pc + Form.Binary.RESULT]] =
                Words.ofInteger(Words.integer(x) % Words.integer(y));
            pc += Form.Binary.LENGTH;
            continue;
          }
        }
        case Ops.MOVE -> {
          int from = b + c[pc + Form.Move.VALUE];
          int to = b + c[pc + Form.Move.RESULT];
          long word = w[from];
          w[to] = word;
          if (word == Words.REFERENCE) {
            a[to] = a[from];
          }
          pc += Form.Move.LENGTH;
          continue;
        }
        case Ops.CONSTANT -> {
          long word = code.poolWords[c[pc + Form.Constant.VALUE]];
          w[b + c[pc + Form.Constant.RESULT]] = word;
          if (word == Words.REFERENCE) {
            a[b + c[pc + Form.Constant.RESULT]] = pool[c[pc + Form.Constant.VALUE]];
          }
          pc += Form.Constant.LENGTH;
          continue;
        }
        case Ops.JUMP -> {
          pc = c[pc + Form.Jump.NEXT];
          continue;
        }
        case Ops.BRANCH -> {
          long word = w[b + c[pc + Form.Branch.CONDITION]];
          if (word == Words.TRUE) {
            pc += Form.Branch.LENGTH;
            continue;
          }
          if (word == Words.FALSE) {
            pc = c[pc + Form.Branch.FALSE];
            continue;
          }
        }
        // What a case of a decision tree begins with most of the time, in one turn of the loop.
        case Ops.SWITCH, Ops.CHILD, Ops.OWN_VALUE -> {
          if (c[pc] == Ops.SWITCH) {
            int index = b + c[pc + Form.Switch.VALUE];
            SwitchTable table = (SwitchTable) pool[c[pc + Form.Switch.TABLE]];
            int target =
                w[index] == Words.REFERENCE && a[index] instanceof Expression e
                    ? table.targetOfExpression(e)
                    : targetOf(table, index);
            pc = c[pc + Form.Switch.CASES + target];
          }
          if (c[pc] == Ops.CHILD) {
            pc = children(c, pc, b);
          }
          if (c[pc] == Ops.OWN_VALUE) {
            pc = ownValues(c, pc, b, tag);
          }
          continue;
        }
        case Ops.GUARD -> {
          pc = code.isCurrent() ? pc + Form.Guard.LENGTH : c[pc + Form.Guard.CHANGED];
          continue;
        }
        case Ops.UNLESS_KIND -> {
          pc = unlessKinds(c, pc, b, pool);
          continue;
        }
        case Ops.UNLESS_ADMITS -> {
          int type = c[pc + Form.UnlessAdmits.EXPECTED];
          Object expected = type < 0 ? pool[~type] : a[b + type];
          if (expected == Symbols.UNDEFINED || expected == pool[c[pc + Form.UnlessAdmits.TYPE]]) {
            pc += Form.UnlessAdmits.LENGTH;
            continue;
          }
        }
        case Ops.CALL, Ops.CALL_VALUE -> {
          FunctionLink link =
              c[pc] == Ops.CALL
                  ? (FunctionLink) pool[c[pc + Form.Call.CALLEE]]
                  : rest.slow.linkOf((HeadSite) pool[c[pc + Form.Call.CALLEE]], b);
          int n = c[pc + Form.Call.COUNT];
          int type = c[pc + Form.Call.EXPECTED];
          Atom expected = (Atom) Objects.requireNonNull(type < 0 ? pool[~type] : a[b + type]);
          Code callee =
              link != null && link.checkedAt() == clock.now() && expected != Symbols.ATOM
                  ? link.fast
                  : null;
          if (callee == null || callee.tier != null) {
            base = b;
            int next = rest.calls.call(code, pc, link, expected);
            w = words;
            a = lane;
            if (next != LoopCalls.ENTER) {
              if (next < 0) {
                return;
              }
              pc = next;
              continue;
            }
            callee = rest.calls.callee();
          }
          int nb = b + code.frameSize;
          int end = nb + callee.frameSize;
          if (end > a.length) {
            // If there is no room, it is told which calls wait here.
            base = b;
            ensure(end);
            w = words;
            a = lane;
          }
          int to = nb + Code.LOCALS;
          pass(w, a, code, pc + Form.Call.ARGUMENTS, n, b, to);
          to += n;
          // References that are there already need not be noted for the collector again.
          w[to] = Words.REFERENCE;
          if (a[to] != expected) {
            a[to] = expected;
          }
          ChoicePoint choice = machine.choice();
          if (a[b + 1] != choice) {
            a[b + 1] = choice;
          }
          if (a[nb] != code) {
            a[nb] = code;
          }
          w[nb] = (long) b << 32 | pc + Form.Call.RESULT + n;
          b = nb;
          code = callee;
          c = code.code;
          pool = code.pool;
          pc = 0;
          if (end > high) {
            high = end;
          }
          if (--fuel < 0) {
            poll(end, code, b);
          }
          continue;
        }
        case Ops.TAIL_CALL, Ops.TAIL_CALL_APART, Ops.TAIL_CALL_VALUE -> {
          FunctionLink link =
              c[pc] == Ops.TAIL_CALL_VALUE
                  ? rest.slow.linkOf((HeadSite) pool[c[pc + Form.TailCall.CALLEE]], b)
                  : (FunctionLink) pool[c[pc + Form.TailCall.CALLEE]];
          int n = c[pc + Form.TailCall.COUNT];
          int type = c[pc + Form.TailCall.EXPECTED];
          Atom expected = (Atom) Objects.requireNonNull(type < 0 ? pool[~type] : a[b + type]);
          Code callee =
              link != null && link.checkedAt() == clock.now() && expected != Symbols.ATOM
                  ? link.fast
                  : null;
          base = b;
          if (callee == null || callee.tier != null) {
            int next = rest.calls.tailCall(code, pc, link, expected);
            w = words;
            a = lane;
            if (next != LoopCalls.ENTER) {
              if (next < 0) {
                return;
              }
              c = SlowRoads.RETURN_FIRST;
              pc = 0;
              continue;
            }
            callee = rest.calls.callee();
          }
          int nb = floor(a[b], w[b], machine);
          if (c[pc] == Ops.TAIL_CALL_APART && (nb <= b || nb >= b + code.frameSize)) {
            int end = nb + callee.frameSize;
            if (end > a.length) {
              ensure(end);
              w = words;
              a = lane;
            }
            if (nb != b) {
              w[nb] = w[b];
              a[nb] = a[b];
            }
            int to = nb + Code.LOCALS;
            pass(w, a, code, pc + Form.TailCall.ARGUMENTS, n, b, to);
            to += n;
            w[to] = Words.REFERENCE;
            if (a[to] != expected) {
              a[to] = expected;
            }
          } else {
            tailCall(nb, code, callee, pc + Form.TailCall.ARGUMENTS, n, expected);
            w = words;
            a = lane;
          }
          b = nb;
          code = callee;
          c = code.code;
          pool = code.pool;
          pc = 0;
          if (--fuel < 0) {
            high = Math.max(high, nb + code.frameSize * 3 + n);
            poll(nb + code.frameSize, code, nb);
          }
          continue;
        }
        case Ops.RETURN -> {
          int from = b + c[pc + Form.Return.VALUE];
          Object link = a[b];
          if (!(link instanceof Code parent)) {
            base = b;
            Atom value = at(from);
            machine.setStackTop(floor());
            machine.returnValue(value, (Frame) Objects.requireNonNull(link));
            return;
          }
          long control = w[b];
          int pb = (int) (control >>> 32);
          int ppc = (int) (control & PC_MASK);
          // Read before the parent is copied up, which may be to where this frame lies.
          long word = w[from];
          Object value = word == Words.REFERENCE ? a[from] : null;
          if (a[pb + 1] != machine.choice()) {
            pb = receive(pb, parent, ppc, word, (Atom) value);
            if (pb < 0) {
              return;
            }
            w = words;
            a = lane;
          }
          int to = pb + parent.code[ppc];
          w[to] = word;
          if (word == Words.REFERENCE) {
            a[to] = value;
          }
          b = pb;
          code = parent;
          c = code.code;
          pool = code.pool;
          pc = ppc + Form.BEHIND_RESULT;
          continue;
        }
        case Ops.EVAL, Ops.UNLESS_VALUE -> {
          int x = b + c[pc + Form.Eval.ATOM];
          int type = c[pc + Form.Eval.EXPECTED];
          if ((type < 0 ? pool[~type] : a[b + type]) == Symbols.UNDEFINED) {
            // Most values are their own value.
            long word = w[x];
            if (word != Words.REFERENCE) {
              w[b + c[pc + Form.Eval.RESULT]] = word;
              pc += c[pc] == Ops.EVAL ? Form.Eval.LENGTH : Form.UnlessValue.LENGTH;
              continue;
            }
            Object atom = a[x];
            if (atom instanceof Symbol
                || atom instanceof Expression e
                    && (EvaluatedMark.isFresh(e, tag, clock.now())
                        || EvaluatedMark.isStillValid(e, machine.view()))) {
              w[b + c[pc + Form.Eval.RESULT]] = word;
              a[b + c[pc + Form.Eval.RESULT]] = atom;
              pc += c[pc] == Ops.EVAL ? Form.Eval.LENGTH : Form.UnlessValue.LENGTH;
              continue;
            }
          }
        }
        case Ops.CAST -> {
          int type = c[pc + Form.Cast.EXPECTED];
          if ((type < 0 ? pool[~type] : a[b + type]) == Symbols.UNDEFINED) {
            int from = b + c[pc + Form.Cast.VALUE];
            int to = b + c[pc + Form.Cast.RESULT];
            w[to] = w[from];
            if (w[from] == Words.REFERENCE) {
              a[to] = a[from];
            }
            pc += Form.Cast.LENGTH;
            continue;
          }
        }
        case Ops.TAIL_REDUCE -> {
          int type = c[pc + Form.TailReduce.EXPECTED];
          Object expected = type < 0 ? pool[~type] : a[b + type];
          long word = w[b + c[pc + Form.TailReduce.ATOM]];
          if (word != Words.REFERENCE
              && (expected == Symbols.UNDEFINED
                  || expected == Symbols.NUMBER && Words.isInteger(word))) {
            w[b + Code.LOCALS] = word;
            c = SlowRoads.RETURN_FIRST;
            pc = 0;
            continue;
          }
        }
        case Ops.IF_ERROR -> {
          int x = b + c[pc + Form.IfError.VALUE];
          if (w[x] == Words.REFERENCE && Symbols.isError((Atom) Objects.requireNonNull(a[x]))) {
            int to = b + c[pc + Form.IfError.KEPT];
            w[to] = Words.REFERENCE;
            a[to] = SlowRoads.passed(code, pc, a[x]);
            pc = c[pc + Form.IfError.ERROR];
          } else {
            pc += Form.IfError.LENGTH;
          }
          continue;
        }
        case Ops.IF_NEW_ERROR -> {
          int x = b + c[pc + Form.IfNewError.VALUE];
          if (w[x] != Words.REFERENCE || !Symbols.isError((Atom) Objects.requireNonNull(a[x]))) {
            pc += Form.IfNewError.LENGTH;
            continue;
          }
        }
        case Ops.MAKE_EXPR -> {
          int n = c[pc + Form.MakeExpr.COUNT];
          base = b;
          int to = b + c[pc + Form.MakeExpr.RESULT + n];
          a[to] = rest.slow.makeExpression(code, pc + Form.MakeExpr.CHILDREN, n);
          w[to] = Words.REFERENCE;
          pc += Form.MakeExpr.LENGTH + n;
          continue;
        }
        case Ops.FORK -> {
          int n = c[pc + Form.Fork.COUNT];
          machine.setStackTop(b + code.frameSize);
          machine.pushChoice(new ForkChoice(this, b, code, pc + Form.Fork.WAYS, n));
          b = copyUp(b, code);
          w = words;
          a = lane;
          pc = c[pc + Form.Fork.WAYS];
          continue;
        }
        case Ops.BEGIN -> {
          rest.slow.shared.beginAlternatives(b + c[pc + Form.Begin.BARRIER]);
          pc += Form.Begin.LENGTH;
          continue;
        }
        case Ops.FAIL -> {
          machine.fail();
          return;
        }
        case Ops.FAIL_IF_EMPTY -> {
          int x = b + c[pc + Form.FailIfEmpty.VALUE];
          if (w[x] == Words.REFERENCE
              && (a[x] == Symbols.EMPTY
                  || a[x] instanceof Variable v && Terms.dereference(v) == Symbols.EMPTY)) {
            machine.fail();
            return;
          }
          pc += Form.FailIfEmpty.LENGTH;
          continue;
        }
        default -> {}
      }
      base = b;
      pc = rest.run(code, pc);
      if (pc < 0) {
        return;
      }
      b = base;
      w = words;
      a = lane;
      if (pc == SlowRoads.RETURN_DATA) {
        c = SlowRoads.RETURN_FIRST;
        pc = 0;
      }
    }
  }

  /** Where a decision goes on for a value that is no expression, or not known yet. */
  private int targetOf(SwitchTable table, int index) {
    long word = words[index];
    if (word != Words.REFERENCE) {
      return table.targetOfWord(word);
    }
    if (lane[index] instanceof Symbol s) {
      return table.targetOfSymbol(s);
    }
    Atom atom = Terms.dereference((Atom) Objects.requireNonNull(lane[index]));
    put(index, atom);
    return table.targetOf(atom);
  }

  /** Takes children from expressions, several in a row; where the code goes on. */
  private int children(int[] c, int from, int b) {
    int pc = from;
    do {
      Expression e = (Expression) Objects.requireNonNull(lane[b + c[pc + Form.Child.EXPRESSION]]);
      put(b + c[pc + Form.Child.RESULT], e.get(c[pc + Form.Child.INDEX]));
      pc += Form.Child.LENGTH;
    } while (c[pc] == Ops.CHILD);
    return pc;
  }

  /**
   * Goes on behind the evaluation of values that are their own value, as what is evaluated as an
   * element of a tuple is most of the time; several in a row are the rule.
   */
  private int ownValues(int[] c, int from, int b, long tag) {
    int pc = from;
    do {
      int x = b + c[pc + Form.OwnValue.VALUE];
      int to = b + c[pc + Form.OwnValue.RESULT];
      long word = words[x];
      if (word != Words.REFERENCE) {
        words[to] = word;
        pc = c[pc + Form.OwnValue.OWN];
      } else if (lane[x] instanceof Symbol s
          ? s != Symbols.EMPTY
          : lane[x] instanceof Expression e
              && (EvaluatedMark.isFresh(e, tag, clock.now())
                  || EvaluatedMark.isStillValid(e, machine.view()))) {
        words[to] = word;
        lane[to] = lane[x];
        pc = c[pc + Form.OwnValue.OWN];
      } else {
        pc += Form.OwnValue.LENGTH;
      }
    } while (c[pc] == Ops.OWN_VALUE);
    return pc;
  }

  /** Goes on behind questions for kinds, several in a row, or where the first that fails says. */
  private int unlessKinds(int[] c, int from, int b, Object[] pool) {
    int pc = from;
    do {
      long word = words[b + c[pc + Form.UnlessKind.VALUE]];
      Object kind = pool[c[pc + Form.UnlessKind.KIND]];
      if (Words.isInteger(word) && (kind == Symbols.NUMBER || kind == Symbols.GROUNDED)
          || rest.slow.isOfKind(b + c[pc + Form.UnlessKind.VALUE], (Symbol) kind)) {
        pc += Form.UnlessKind.LENGTH;
      } else {
        return c[pc + Form.UnlessKind.OTHER];
      }
    } while (c[pc] == Ops.UNLESS_KIND);
    return pc;
  }

  /** Copies operands of the frame at {@code b} to where those of the next one lie. */
  private static void pass(
      long[] w, @Nullable Object[] a, Code code, int operands, int n, int b, int start) {
    int[] c = code.code;
    int to = start;
    int end = operands + n;
    for (int i = operands; i < end; i++) {
      int from = c[i];
      if (from >= 0) {
        long word = w[b + from];
        w[to] = word;
        if (word == Words.REFERENCE) {
          a[to] = a[b + from];
        }
      } else {
        long word = code.poolWords[~from];
        w[to] = word;
        if (word == Words.REFERENCE) {
          a[to] = code.pool[~from];
        }
      }
      to++;
    }
  }
}
