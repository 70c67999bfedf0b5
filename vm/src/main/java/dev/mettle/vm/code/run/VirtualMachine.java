package dev.mettle.vm.code.run;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.frame.ForkChoice;
import dev.mettle.vm.code.frame.RunStacks;
import dev.mettle.vm.code.heat.TierUp;
import dev.mettle.vm.code.link.FunctionLink;
import dev.mettle.vm.code.meaning.Meanings;
import dev.mettle.vm.code.meaning.OwnValues;
import dev.mettle.vm.code.site.HeadSite;
import dev.mettle.vm.code.site.PatternSite;
import dev.mettle.vm.code.site.SwitchTable;
import dev.mettle.vm.code.unit.CompiledCalls;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.EvaluatedMark;
import dev.mettle.vm.space.ChangeClock;
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
 * <p>The loop has the short roads; whatever takes longer is done by {@link SlowRoads}, and what
 * another evaluator has to do is set up as the next step of the {@link Machine}.
 */
public final class VirtualMachine extends CallFrames {

  public final VmEvaluator evaluator;
  public final SlowRoads slow;
  private final ChangeClock clock;
  private final TierUp tierUp;
  public final CompiledCalls compiled;

  /** Of so many calls that the machine makes, one is a sample; a power of two. */
  private static final int ENTERED_A_SAMPLE = 4096;

  private int entered;

  VirtualMachine(Machine machine, VmEvaluator evaluator, TierUp tierUp) {
    super(machine);
    this.evaluator = evaluator;
    this.clock = machine.view().clock();
    Meanings meanings = new Meanings(this, evaluator);
    this.slow = new SlowRoads(this, meanings);
    this.tierUp = tierUp;
    this.compiled = new CompiledCalls(this, evaluator, meanings, tierUp);
    machine.setOperandStack(new RunStacks(this));
  }

  /**
   * Looks at the limits, and forgets what lies above the frames in use, so that it can be
   * collected.
   */
  private void poll(int top, Code callee, int at) {
    if (tierUp.isOn()) {
      sample(callee, at);
    }
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
    tierUp.sample(callee, arguments, at(at + Code.LOCALS + n));
  }

  // ---------------------------------------------------------------- entering and returning

  /** Calls a function for a frame of the machine; the next step runs its code. */
  void enter(Code code, Expression call, Atom type, Frame k) {
    if (code.tier != null && compiled.enter(code, call, type, k)) {
      return;
    }
    if ((++entered & ENTERED_A_SAMPLE - 1) == 0) {
      tierUp.sample(code, call.children().subList(1, call.size()), type);
    }
    int at = push(k, machine.stackTop(), code);
    int n = call.size() - 1;
    for (int i = 0; i < n; i++) {
      put(at + Code.LOCALS + i, call.get(i + 1));
    }
    putType(at + Code.LOCALS + n, type);
    machine.proceed(m -> run(code, at, 0));
  }

  // ---------------------------------------------------------------- the loop

  /** Runs until something is to be done that is not code; that is set up in the machine then. */
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
    SlowRoads slow = this.slow;

    // Code of other views is entered by steps of the machine, so it stays the same in here.
    long tag = EvaluatedMark.tag(machine.view());
    while (true) {
      switch (c[pc]) {
        case Ops.ADD_SMALL -> {
          long x = w[b + c[pc + 2]];
          long n = Words.integer(x) + c[pc + 3];
          if (Words.isInteger(x) && Words.fits(n)) {
            w[b + c[pc + 1]] = Words.ofInteger(n);
          } else {
            base = b;
            slow.valueSmall(code, pc);
          }
          pc += 5;
        }
        case Ops.SUB_SMALL -> {
          long x = w[b + c[pc + 2]];
          long n = Words.integer(x) - c[pc + 3];
          if (Words.isInteger(x) && Words.fits(n)) {
            w[b + c[pc + 1]] = Words.ofInteger(n);
          } else {
            base = b;
            slow.valueSmall(code, pc);
          }
          pc += 5;
        }
        case Ops.ADD -> {
          long x = w[b + c[pc + 2]];
          long y = w[b + c[pc + 3]];
          long n = Words.integer(x) + Words.integer(y);
          if (Words.areIntegers(x, y) && Words.fits(n)) {
            w[b + c[pc + 1]] = Words.ofInteger(n);
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            w[b + c[pc + 1]] = Words.ofDouble(Words.number(x) + Words.number(y));
          } else {
            base = b;
            slow.value(code, pc);
          }
          pc += 5;
        }
        case Ops.SUB -> {
          long x = w[b + c[pc + 2]];
          long y = w[b + c[pc + 3]];
          long n = Words.integer(x) - Words.integer(y);
          if (Words.areIntegers(x, y) && Words.fits(n)) {
            w[b + c[pc + 1]] = Words.ofInteger(n);
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            w[b + c[pc + 1]] = Words.ofDouble(Words.number(x) - Words.number(y));
          } else {
            base = b;
            slow.value(code, pc);
          }
          pc += 5;
        }
        case Ops.MUL -> {
          long x = w[b + c[pc + 2]];
          long y = w[b + c[pc + 3]];
          if (Words.areIntegers(x, y)) {
            long p = Words.integer(x);
            long q = Words.integer(y);
            long n = p * q;
            if (Math.multiplyHigh(p, q) == n >> 63 && Words.fits(n)) {
              w[b + c[pc + 1]] = Words.ofInteger(n);
              pc += 5;
              continue;
            }
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            w[b + c[pc + 1]] = Words.ofDouble(Words.number(x) * Words.number(y));
            pc += 5;
            continue;
          }
          base = b;
          slow.value(code, pc);
          pc += 5;
        }
        case Ops.LT, Ops.LE, Ops.GT, Ops.GE, Ops.EQ -> {
          long x = w[b + c[pc + 2]];
          long y = w[b + c[pc + 3]];
          if (Words.areIntegers(x, y)) {
            w[b + c[pc + 1]] = Words.ofBool(Ops.compare(c[pc], Words.integer(x), Words.integer(y)));
          } else {
            base = b;
            slow.value(code, pc);
          }
          pc += 5;
        }
        case Ops.LT_SMALL, Ops.LE_SMALL, Ops.GT_SMALL, Ops.GE_SMALL, Ops.EQ_SMALL -> {
          long x = w[b + c[pc + 2]];
          if (Words.isInteger(x)) {
            w[b + c[pc + 1]] = Words.ofBool(Ops.compareSmall(c[pc], Words.integer(x), c[pc + 3]));
          } else {
            base = b;
            slow.valueSmall(code, pc);
          }
          pc += 5;
        }
        case Ops.BRANCH_LT_SMALL -> {
          long x = w[b + c[pc + 1]];
          boolean holds;
          if (Words.isInteger(x)) {
            holds = Words.integer(x) < c[pc + 2];
          } else {
            base = b;
            holds = slow.holds(code, pc, Ops.LT_SMALL);
          }
          pc = holds ? pc + 6 : c[pc + 5];
        }
        case Ops.BRANCH_EQ_SMALL -> {
          long x = w[b + c[pc + 1]];
          boolean holds;
          if (Words.isInteger(x)) {
            holds = Words.integer(x) == c[pc + 2];
          } else {
            base = b;
            holds = slow.holds(code, pc, Ops.EQ_SMALL);
          }
          pc = holds ? pc + 6 : c[pc + 5];
        }
        case Ops.BRANCH_LT -> {
          long x = w[b + c[pc + 1]];
          long y = w[b + c[pc + 2]];
          boolean holds;
          if (Words.areIntegers(x, y)) {
            holds = Words.integer(x) < Words.integer(y);
          } else {
            base = b;
            holds = slow.holds(code, pc, Ops.LT);
          }
          pc = holds ? pc + 6 : c[pc + 5];
        }
        case Ops.BRANCH_EQ -> {
          long x = w[b + c[pc + 1]];
          long y = w[b + c[pc + 2]];
          boolean holds;
          if (Words.areIntegers(x, y)) {
            holds = x == y;
          } else {
            base = b;
            holds = slow.holds(code, pc, Ops.EQ);
          }
          pc = holds ? pc + 6 : c[pc + 5];
        }
        case Ops.AND, Ops.OR -> {
          long x = w[b + c[pc + 2]];
          long y = w[b + c[pc + 3]];
          if (Words.areBools(x, y)) {
            w[b + c[pc + 1]] = c[pc] == Ops.AND ? x & y : x | y;
          } else {
            base = b;
            slow.value(code, pc);
          }
          pc += 5;
        }
        case Ops.MOD -> {
          long x = w[b + c[pc + 2]];
          long y = w[b + c[pc + 3]];
          if (Words.areIntegers(x, y) && y != Words.INTEGER) {
            w[b + c[pc + 1]] = Words.ofInteger(Words.integer(x) % Words.integer(y));
          } else {
            base = b;
            slow.value(code, pc);
          }
          pc += 5;
        }
        case Ops.DIV, Ops.FLOOR_DIV, Ops.POW, Ops.XOR, Ops.NE -> {
          base = b;
          slow.value(code, pc);
          pc += 5;
        }
        case Ops.NEG, Ops.ABS, Ops.NOT -> {
          base = b;
          slow.unary(code, pc);
          pc += 4;
        }
        case Ops.MOVE -> {
          int from = b + c[pc + 2];
          int to = b + c[pc + 1];
          long word = w[from];
          w[to] = word;
          if (word == Words.REFERENCE) {
            a[to] = a[from];
          }
          pc += 3;
        }
        case Ops.CONSTANT -> {
          long word = code.poolWords[c[pc + 2]];
          w[b + c[pc + 1]] = word;
          if (word == Words.REFERENCE) {
            a[b + c[pc + 1]] = pool[c[pc + 2]];
          }
          pc += 3;
        }
        case Ops.JUMP -> pc = c[pc + 1];
        case Ops.BRANCH -> {
          long word = w[b + c[pc + 1]];
          if (word == Words.TRUE) {
            pc += 5;
          } else if (word == Words.FALSE) {
            pc = c[pc + 2];
          } else {
            pc = slow.branch(b + c[pc + 1], c, pc);
          }
        }
        // What a case of a decision tree begins with most of the time, in one turn of the loop.
        case Ops.SWITCH, Ops.CHILD, Ops.OWN_VALUE -> {
          if (c[pc] == Ops.SWITCH) {
            int index = b + c[pc + 1];
            SwitchTable table = (SwitchTable) pool[c[pc + 2]];
            long word = w[index];
            int target;
            if (word != Words.REFERENCE) {
              target = table.targetOf(Words.toAtom(word));
            } else {
              Object found = a[index];
              if (found instanceof Expression e) {
                target = table.targetOfExpression(e);
              } else if (found instanceof Symbol s) {
                target = table.targetOfSymbol(s);
              } else {
                Atom atom = Terms.dereference((Atom) Objects.requireNonNull(found));
                put(index, atom);
                target = table.targetOf(atom);
              }
            }
            pc = c[pc + 3 + target];
          }
          while (c[pc] == Ops.CHILD) {
            Expression e = (Expression) Objects.requireNonNull(a[b + c[pc + 1]]);
            put(b + c[pc + 3], e.get(c[pc + 2]));
            pc += 4;
          }
          while (c[pc] == Ops.OWN_VALUE) {
            // What is evaluated as an element of a tuple is its own value most of the time.
            int x = b + c[pc + 1];
            long word = w[x];
            if (word != Words.REFERENCE) {
              w[b + c[pc + 2]] = word;
              pc = c[pc + 3];
            } else if (a[x] instanceof Symbol s
                ? s != Symbols.EMPTY
                : a[x] instanceof Expression e
                    && (EvaluatedMark.isFresh(e, tag, clock.now())
                        || EvaluatedMark.isStillValid(e, machine.view()))) {
              w[b + c[pc + 2]] = word;
              a[b + c[pc + 2]] = a[x];
              pc = c[pc + 3];
            } else {
              pc += 4;
            }
          }
        }
        case Ops.GUARD -> pc = code.isCurrent() ? pc + 2 : c[pc + 1];
        case Ops.UNLESS_KIND -> {
          // Several in a row are the rule, here and below.
          do {
            long word = w[b + c[pc + 1]];
            Object kind = pool[c[pc + 2]];
            if (Words.isInteger(word) && (kind == Symbols.NUMBER || kind == Symbols.GROUNDED)
                || slow.isOfKind(b + c[pc + 1], (Symbol) kind)) {
              pc += 4;
            } else {
              pc = c[pc + 3];
            }
          } while (c[pc] == Ops.UNLESS_KIND);
        }
        case Ops.UNLESS_ADMITS -> {
          int type = c[pc + 1];
          Object expected = type < 0 ? pool[~type] : a[b + type];
          if (expected == Symbols.UNDEFINED || expected == pool[c[pc + 2]]) {
            pc += 4;
          } else {
            pc =
                OwnValues.admits((Atom) Objects.requireNonNull(expected), (Atom) pool[c[pc + 2]])
                    ? pc + 4
                    : c[pc + 3];
          }
        }
        case Ops.BY_HEAD -> {
          HeadSite site = (HeadSite) pool[c[pc + 1]];
          pc =
              switch (slow.headVerdict(site, b + site.place)) {
                case DATA -> pc + 5;
                case UNTYPED -> c[pc + 2];
                case TYPED -> c[pc + 3];
                case OTHER -> c[pc + 4];
              };
        }
        case Ops.CALL, Ops.CALL_VALUE -> {
          FunctionLink link =
              c[pc] == Ops.CALL
                  ? (FunctionLink) pool[c[pc + 1]]
                  : slow.linkOf((HeadSite) pool[c[pc + 1]], b);
          int n = c[pc + 2];
          int type = c[pc + 3];
          Atom expected = (Atom) Objects.requireNonNull(type < 0 ? pool[~type] : a[b + type]);
          base = b;
          if (link == null) {
            slow.callOperation(code, pc, n, expected, false);
            return;
          }
          Code callee =
              link.checkedAt() == clock.now() && expected != Symbols.ATOM ? link.fast : null;
          if (callee == null) {
            callee = link.codeFor(expected);
          }
          int next = pc + 4 + n;
          if (callee == null) {
            if (link.kind == FunctionLink.Kind.CONSTRUCTOR) {
              int at = b + c[next];
              Expression data = slow.data.construct(code, link, pc + 4, n);
              w[at] = Words.REFERENCE;
              a[at] = data;
              pc = next + 1;
              continue;
            }
            slow.callWithoutCode(code, link, pc, n, expected, next);
            return;
          }
          if (callee.tier != null) {
            int done = compiled.call(code, callee, pc + 4, n, expected, next);
            if (done == CompiledCalls.DONE) {
              w = words;
              a = lane;
              pc = next + 1;
              continue;
            }
            if (done == CompiledCalls.LEFT) {
              return;
            }
          }
          int nb = b + code.frameSize;
          int end = nb + callee.frameSize;
          if (end > a.length) {
            ensure(end);
            w = words;
            a = lane;
          }
          int to = nb + Code.LOCALS;
          for (int i = pc + 4; i < next; i++) {
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
                a[to] = pool[~from];
              }
            }
            to++;
          }
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
          w[nb] = (long) b << 32 | next;
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
        }
        case Ops.TAIL_CALL, Ops.TAIL_CALL_APART, Ops.TAIL_CALL_VALUE -> {
          FunctionLink link =
              c[pc] == Ops.TAIL_CALL_VALUE
                  ? slow.linkOf((HeadSite) pool[c[pc + 1]], b)
                  : (FunctionLink) pool[c[pc + 1]];
          int n = c[pc + 2];
          int type = c[pc + 3];
          Atom expected = (Atom) Objects.requireNonNull(type < 0 ? pool[~type] : a[b + type]);
          base = b;
          if (link == null) {
            slow.callOperation(code, pc, n, expected, true);
            return;
          }
          Code callee =
              link.checkedAt() == clock.now() && expected != Symbols.ATOM ? link.fast : null;
          if (callee == null) {
            callee = link.codeFor(expected);
          }
          if (callee == null) {
            if (link.kind == FunctionLink.Kind.CONSTRUCTOR) {
              Expression data = slow.data.construct(code, link, pc + 4, n);
              w[b + Code.LOCALS] = Words.REFERENCE;
              a[b + Code.LOCALS] = data;
              c = SlowRoads.RETURN_FIRST;
              pc = 0;
              continue;
            }
            slow.tailCallWithoutCode(code, link, pc, n, expected);
            return;
          }
          if (callee.tier != null) {
            int done = compiled.tailCall(code, callee, pc + 4, n, expected);
            if (done == CompiledCalls.DONE) {
              w = words;
              a = lane;
              c = SlowRoads.RETURN_FIRST;
              pc = 0;
              continue;
            }
            if (done == CompiledCalls.LEFT) {
              return;
            }
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
            for (int i = pc + 4; i < pc + 4 + n; i++) {
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
                  a[to] = pool[~from];
                }
              }
              to++;
            }
            w[to] = Words.REFERENCE;
            if (a[to] != expected) {
              a[to] = expected;
            }
          } else {
            tailCall(nb, code, callee, pc + 4, n, expected);
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
        }
        case Ops.RETURN -> {
          int from = b + c[pc + 1];
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
            pb = receive(pb, parent, ppc, (Atom) value);
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
          pc = ppc + 1;
        }
        case Ops.EVAL, Ops.UNLESS_VALUE -> {
          int x = b + c[pc + 1];
          int type = c[pc + 2];
          long word = w[x];
          if ((type < 0 ? pool[~type] : a[b + type]) == Symbols.UNDEFINED) {
            // Most values are their own value.
            if (word != Words.REFERENCE) {
              w[b + c[pc + 3]] = word;
              pc += c[pc] == Ops.EVAL ? 4 : 5;
              continue;
            }
            Object atom = a[x];
            if (atom instanceof Symbol
                || atom instanceof Expression e
                    && (EvaluatedMark.isFresh(e, tag, clock.now())
                        || EvaluatedMark.isStillValid(e, machine.view()))) {
              w[b + c[pc + 3]] = word;
              a[b + c[pc + 3]] = atom;
              pc += c[pc] == Ops.EVAL ? 4 : 5;
              continue;
            }
          }
          base = b;
          if (c[pc] == Ops.UNLESS_VALUE) {
            pc = slow.isValue(code, pc) ? pc + 5 : c[pc + 4];
          } else if (slow.eval(code, b + c[pc + 1], c[pc + 2], pc + 3)) {
            pc += 4;
          } else {
            return;
          }
        }
        case Ops.TAIL_EVAL -> {
          base = b;
          if (!slow.tailEval(code, b + c[pc + 1], c[pc + 2])) {
            return;
          }
          c = SlowRoads.RETURN_FIRST;
          pc = 0;
        }
        case Ops.CAST -> {
          int type = c[pc + 2];
          if ((type < 0 ? pool[~type] : a[b + type]) == Symbols.UNDEFINED) {
            int from = b + c[pc + 1];
            int to = b + c[pc + 3];
            w[to] = w[from];
            if (w[from] == Words.REFERENCE) {
              a[to] = a[from];
            }
            pc += 4;
          } else {
            base = b;
            pc = slow.other(code, pc);
            if (pc < 0) {
              return;
            }
          }
        }
        case Ops.REDUCE -> {
          base = b;
          switch (slow.reduce(code, b + c[pc + 1], c[pc + 2], pc + 5)) {
            case SlowRoads.NEXT -> pc += 6;
            case SlowRoads.TARGET -> pc = c[pc + 3];
            case SlowRoads.FUNCTION -> pc = c[pc + 4];
            default -> {
              return;
            }
          }
        }
        case Ops.TAIL_REDUCE -> {
          int type = c[pc + 2];
          Object expected = type < 0 ? pool[~type] : a[b + type];
          long word = w[b + c[pc + 1]];
          if (word != Words.REFERENCE
              && (expected == Symbols.UNDEFINED
                  || expected == Symbols.NUMBER && Words.isInteger(word))) {
            w[b + Code.LOCALS] = word;
            c = SlowRoads.RETURN_FIRST;
            pc = 0;
            continue;
          }
          base = b;
          switch (slow.tailReduce(code, b + c[pc + 1], c[pc + 2])) {
            case SlowRoads.NEXT -> {
              c = SlowRoads.RETURN_FIRST;
              pc = 0;
            }
            case SlowRoads.TARGET -> pc = c[pc + 3];
            case SlowRoads.FUNCTION -> pc = c[pc + 4];
            default -> {
              return;
            }
          }
        }
        case Ops.IF_ERROR -> {
          int x = b + c[pc + 1];
          if (w[x] == Words.REFERENCE && Symbols.isError((Atom) Objects.requireNonNull(a[x]))) {
            int to = b + c[pc + 2];
            w[to] = Words.REFERENCE;
            a[to] = a[x];
            pc = c[pc + 3];
          } else {
            pc += 4;
          }
        }
        case Ops.IF_NEW_ERROR -> {
          int x = b + c[pc + 1];
          if (w[x] == Words.REFERENCE && Symbols.isError((Atom) Objects.requireNonNull(a[x]))) {
            base = b;
            if (slow.differs(code, x, c[pc + 2])) {
              int to = b + c[pc + 3];
              w[to] = Words.REFERENCE;
              a[to] = a[x];
              pc = c[pc + 4];
              continue;
            }
          }
          pc += 5;
        }
        case Ops.MAKE_EXPR -> {
          int n = c[pc + 1];
          base = b;
          int to = b + c[pc + 2 + n];
          a[to] = slow.makeExpression(code, pc + 2, n);
          w[to] = Words.REFERENCE;
          pc += 3 + n;
        }
        case Ops.INSTANTIATE -> {
          base = b;
          put(b + c[pc + 2], slow.instantiate((Atom) pool[c[pc + 1]]));
          pc += 3;
        }
        case Ops.MARK -> {
          base = b;
          put(b + c[pc + 2], slow.data.markEvaluated(at(b + c[pc + 1])));
          pc += 3;
        }
        case Ops.MATCH -> {
          base = b;
          switch (slow.match(
              code, b + c[pc + 1], (PatternSite) pool[c[pc + 2]], pc + 4, c[pc + 3])) {
            case SlowRoads.NEXT -> pc += 4;
            case SlowRoads.TARGET -> pc = c[pc + 3];
            default -> {
              return;
            }
          }
        }
        case Ops.FORK -> {
          int n = c[pc + 1];
          machine.setStackTop(b + code.frameSize);
          machine.pushChoice(new ForkChoice(this, b, code, pc + 2, n));
          b = copyUp(b, code);
          w = words;
          a = lane;
          pc = c[pc + 2];
        }
        case Ops.NEW_SCOPE -> {
          w[b + c[pc + 1]] = Words.ofInteger(Variable.nextSerial());
          pc += 2;
        }
        case Ops.CLAIM -> {
          base = b;
          slow.shared.claim(code, pc);
          pc += 6;
        }
        case Ops.BEGIN -> {
          slow.shared.beginAlternatives(b + c[pc + 1]);
          pc += 2;
        }
        case Ops.END -> {
          base = b;
          if (!slow.shared.endAlternatives(code, pc)) {
            machine.fail();
            return;
          }
          pc += 4;
        }
        case Ops.FAIL -> {
          machine.fail();
          return;
        }
        case Ops.FAIL_IF_EMPTY -> {
          int x = b + c[pc + 1];
          if (w[x] == Words.REFERENCE
              && (a[x] == Symbols.EMPTY
                  || a[x] instanceof Variable v && Terms.dereference(v) == Symbols.EMPTY)) {
            machine.fail();
            return;
          }
          pc += 2;
        }
        default -> {
          base = b;
          pc = slow.other(code, pc);
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
    }
  }
}
