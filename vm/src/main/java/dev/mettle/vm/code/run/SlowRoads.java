package dev.mettle.vm.code.run;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.ir.kernel.OutsideDomain;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.FloatWords;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.frame.FrameTemplates;
import dev.mettle.vm.code.frame.SharedPlaces;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.code.link.FunctionLink;
import dev.mettle.vm.code.meaning.Attempts;
import dev.mettle.vm.code.meaning.CallChecks;
import dev.mettle.vm.code.meaning.EvaluatedData;
import dev.mettle.vm.code.meaning.Lists;
import dev.mettle.vm.code.meaning.Meanings;
import dev.mettle.vm.code.meaning.OwnValues;
import dev.mettle.vm.code.site.HeadSite;
import dev.mettle.vm.machine.ErrorOrigin;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.OpenEnd;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.StepResult;
import dev.mettle.vm.operation.ValueOperation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the loop of the virtual machine does not do itself. All of it is about the running frame.
 */
public final class SlowRoads {

  /** The instruction is done. */
  static final int NEXT = 0;

  /** Control goes to the instruction's target. */
  static final int TARGET = 1;

  /** Go on at the second target, with a {@code (function ..)}. */
  static final int FUNCTION = 2;

  /** The machine has the next step. */
  public static final int LEAVE = -1;

  /** The value of the function lies at the first local. */
  static final int RETURN_DATA = Integer.MAX_VALUE;

  /** Code that returns the first local. */
  static final int[] RETURN_FIRST = {Ops.RETURN, Code.LOCALS};

  final SharedPlaces shared;
  final CallChecks checks;
  final EvaluatedData data;
  final Lists lists;
  final OwnValues own;
  final Attempts attempts;
  private final CallFrames vm;
  private final CodeEvaluator evaluator;
  private final Machine machine;
  private final FrameTemplates templates;
  private long evaluatedAtoms;

  SlowRoads(CallFrames vm, CodeEvaluator evaluator, Meanings meanings) {
    this.vm = vm;
    this.evaluator = evaluator;
    this.machine = vm.machine;
    this.shared = meanings.shared;
    this.checks = meanings.checks;
    this.data = meanings.data;
    this.own = meanings.own;
    this.attempts = meanings.attempts;
    this.lists = meanings.lists;
    this.templates = meanings.templates;
  }

  /** How many atoms code has had evaluated as they stand. */
  long evaluatedAtoms() {
    return evaluatedAtoms;
  }

  // ---------------------------------------------------------------- value instructions

  void value(Code code, int pc) {
    int right = vm.base + code.code[pc + Form.Binary.RIGHT];
    if (!isOfFloats(code, pc, vm.words[right])) {
      value(code, pc, vm.at(right));
    }
  }

  void valueSmall(Code code, int pc) {
    int right = code.code[pc + Form.Small.RIGHT];
    if (!isOfFloats(code, pc, Words.ofInteger(right))) {
      value(code, pc, LongAtom.of(right));
    }
  }

  /** Computes with floats that lie in words; false if an operand is none. */
  private boolean isOfFloats(Code code, int pc, long right) {
    int[] c = code.code;
    long word = FloatWords.binary(c[pc], vm.words[vm.base + c[pc + Form.Binary.LEFT]], right);
    if (word == Words.REFERENCE) {
      return false;
    }
    vm.words[vm.base + c[pc + Form.Binary.RESULT]] = word;
    return true;
  }

  private void value(Code code, int pc, Atom right) {
    int[] c = code.code;
    Atom left = vm.at(vm.base + c[pc + Form.Binary.LEFT]);
    Atom result = binary(code, pc, c[pc], left, right, code.pool[c[pc + Form.Binary.OPERATION]]);
    vm.put(vm.base + c[pc + Form.Binary.RESULT], result);
  }

  void unary(Code code, int pc) {
    int[] c = code.code;
    Atom x = Terms.resolve(vm.at(vm.base + c[pc + Form.Unary.OPERAND]));
    if (Kernels.stops(x)) {
      vm.put(
          vm.base + c[pc + Form.Unary.RESULT],
          byLibrary(code, pc, code.pool[c[pc + Form.Unary.OPERATION]], x));
      return;
    }
    Atom result =
        switch (Objects.requireNonNull(KernelTable.of(Ops.valueOpcode(c[pc])))) {
          case KernelTable.Unary kernel -> kernel.apply(x);
          case KernelTable.Binary kernel -> throw new AssertionError(c[pc]);
        };
    Atom settled = settled(result, (Atom) code.pool[c[pc + Form.Unary.OPERATION]], x);
    vm.put(vm.base + c[pc + Form.Unary.RESULT], ErrorOrigin.made(settled, code, pc));
  }

  /** Whether a comparison of numbers holds that is one with its branch. */
  boolean holds(Code code, int pc, int fused) {
    int[] c = code.code;
    int op =
        switch (fused) {
          case Ops.BRANCH_LT_SMALL -> Ops.LT_SMALL;
          case Ops.BRANCH_EQ_SMALL -> Ops.EQ_SMALL;
          case Ops.BRANCH_LT -> Ops.LT;
          case Ops.BRANCH_EQ -> Ops.EQ;
          default -> throw new AssertionError(fused);
        };
    boolean small = op == Ops.LT_SMALL || op == Ops.EQ_SMALL;
    long right =
        small
            ? Words.ofInteger(c[pc + Form.BranchBinary.RIGHT])
            : vm.words[vm.base + c[pc + Form.BranchBinary.RIGHT]];
    long word = FloatWords.binary(op, vm.words[vm.base + c[pc + Form.BranchBinary.LEFT]], right);
    if (word != Words.REFERENCE) {
      return word == Words.TRUE;
    }
    if (op == Ops.EQ
        && vm.words[vm.base + c[pc + Form.BranchBinary.RIGHT]] == Words.UNIT
        && vm.words[vm.base + c[pc + Form.BranchBinary.LEFT]] == Words.REFERENCE
        && vm.lane[vm.base + c[pc + Form.BranchBinary.LEFT]] instanceof Expression) {
      return false;
    }
    Atom y =
        small
            ? LongAtom.of(c[pc + Form.BranchBinary.RIGHT])
            : vm.at(vm.base + c[pc + Form.BranchBinary.RIGHT]);
    return binary(
            code,
            pc,
            op,
            vm.at(vm.base + c[pc + Form.BranchBinary.LEFT]),
            y,
            code.pool[c[pc + Form.BranchBinary.OPERATION]])
        == BoolAtom.TRUE;
  }

  private Atom binary(Code code, int pc, int op, Atom left, Atom right, Object head) {
    Atom x = Terms.resolve(left);
    Atom y = Terms.resolve(right);
    if (Kernels.stops(x) || Kernels.stops(y)) {
      return byLibrary(code, pc, head, x, y);
    }
    Atom result =
        switch (Objects.requireNonNull(KernelTable.of(Ops.valueOpcode(op)))) {
          case KernelTable.Binary kernel -> kernel.apply(x, y);
          case KernelTable.Unary kernel -> throw new AssertionError(op);
        };
    return ErrorOrigin.made(settled(result, (Atom) head, x, y), code, pc);
  }

  /**
   * Calls the library's operation: a kernel would return an error, or {@code Empty}, that was
   * written as an operand, and only the operation knows what it makes of one.
   */
  private Atom byLibrary(Code code, int pc, Object operation, Atom... operands) {
    Atom[] children = new Atom[operands.length + 1];
    children[0] = (ValueOperation) operation;
    System.arraycopy(operands, 0, children, 1, operands.length);
    Expression call = Expression.owning(children);
    Atom result = ((ValueOperation) operation).apply(call, evaluator.evaluation().context());
    if (result == Symbols.NOT_REDUCIBLE) {
      return call;
    }
    machine.setRunning(code, pc);
    return ErrorOrigin.madeBy(call, result, machine);
  }

  /** What a kernel gave for operands that are resolved, as the language wants it. */
  private static Atom settled(Atom result, Atom head, Atom... operands) {
    if (!(result instanceof OutsideDomain outside)) {
      return result;
    }
    return outside.toAtom(head, operands);
  }

  // ---------------------------------------------------------------- errors

  /** An instance of a template for errors: one that the rule at a place has made. */
  Atom error(Code code, int pc, Atom template) {
    return ErrorOrigin.written(instantiate(template), code, pc);
  }

  /** An error that ends the call that a rule has made. */
  static Atom passed(Code code, int pc, @Nullable Object error) {
    return ErrorOrigin.passed((Atom) Objects.requireNonNull(error), code, pc, null);
  }

  // ---------------------------------------------------------------- branches

  int branch(int index, int[] c, int pc) {
    Atom condition = Terms.dereference(vm.at(index));
    if (condition instanceof BoolAtom b) {
      return b.value() ? pc + Form.Branch.LENGTH : c[pc + Form.Branch.FALSE];
    }
    return c[pc + (condition instanceof Variable ? Form.Branch.VARIABLE : Form.Branch.OTHER)];
  }

  public boolean isOfKind(int index, Symbol kind) {
    if (Words.isDouble(vm.words[index])) {
      return kind == Symbols.NUMBER || kind == Symbols.GROUNDED;
    }
    Atom atom = vm.at(index);
    if (atom instanceof Variable) {
      atom = Terms.dereference(atom);
      vm.put(index, atom);
    }
    return OwnValues.isOfKind(atom, kind);
  }

  boolean differs(Code code, int index, int written) {
    return !OwnValues.isSame(vm.at(index), vm.operand(code, written));
  }

  // ---------------------------------------------------------------- calls

  Atom[] children(Code code, Symbol head, int operands, int n) {
    Atom[] children = new Atom[n + 1];
    children[0] = head;
    for (int i = 0; i < n; i++) {
      children[i + 1] = Terms.dereference(vm.operand(code, code.code[operands + i]));
    }
    return children;
  }

  /** What a call of the value at an index is. */
  HeadSite.Verdict headVerdict(HeadSite site, int index) {
    long word = vm.words[index];
    if (word != Words.REFERENCE) {
      return word == Words.UNIT ? HeadSite.Verdict.OTHER : site.verdictOfValue();
    }
    Atom head = vm.at(index);
    if (head instanceof Variable) {
      head = Terms.dereference(head);
      vm.put(index, head);
    }
    if (head instanceof Symbol symbol) {
      site.meet(symbol);
    }
    return site.verdict(head);
  }

  /** The function that the value in the frame at {@code base} names; null for an operation. */
  @Nullable FunctionLink linkOf(HeadSite site, int base) {
    return vm.lane[base + site.place] instanceof Symbol symbol ? site.meet(symbol) : null;
  }

  // ---------------------------------------------------------------- evaluation of atoms

  /** Copies a value that is its own value; false if it has to be evaluated. */
  private boolean isValue(int index, Atom type, int to) {
    long word = vm.words[index];
    Atom expected = type instanceof Variable ? Terms.dereference(type) : type;
    if (word != Words.REFERENCE) {
      if (expected == Symbols.UNDEFINED
          || expected == Symbols.ATOM
          || word == Words.UNIT
          || expected == (Words.isBool(word) ? Symbols.BOOL : Symbols.NUMBER)) {
        vm.words[to] = word;
        return true;
      }
      return false;
    }
    Atom atom = Terms.dereference(vm.at(index));
    boolean is = own.is(atom, expected);
    if (is) {
      // Data that grows at its open end would be copied at each step.
      vm.put(to, atom instanceof Expression e && !OpenEnd.isKept(e) ? Terms.resolve(e) : atom);
    }
    return is;
  }

  /** Copies the operand of an instruction that goes elsewhere unless it is its own value. */
  boolean isValue(Code code, int pc) {
    int[] c = code.code;
    return isValue(
        vm.base + c[pc + Form.UnlessValue.ATOM],
        vm.operand(code, c[pc + Form.UnlessValue.EXPECTED]),
        vm.base + c[pc + Form.UnlessValue.RESULT]);
  }

  /** Evaluates an atom; true if the value is there. */
  boolean eval(Code code, int index, int type, int next) {
    Atom expected = vm.operand(code, type);
    if (isValue(index, expected, vm.base + code.code[next])) {
      return true;
    }
    Atom goal = vm.at(index);
    evaluatedAtoms++;
    machine.evaluate(goal, expected, vm.here(code, next));
    return false;
  }

  /** Evaluates an atom as the last act; true if the value lies at the first local. */
  boolean tailEval(Code code, int index, int type, int pc) {
    Atom expected = vm.operand(code, type);
    if (isValue(index, expected, vm.base + Code.LOCALS)) {
      return true;
    }
    Atom goal = vm.at(index);
    evaluatedAtoms++;
    machine.evaluate(goal, expected, vm.leave(code, pc));
    return false;
  }

  /** What the result of a step says by itself; {@link #NEXT} if it is to be evaluated. */
  private int settledResult(int index, int to) {
    if (vm.words[index] != Words.REFERENCE) {
      return NEXT;
    }
    Atom result = Terms.dereference(vm.at(index));
    return switch (StepResult.of(result)) {
      case IRREDUCIBLE -> TARGET;
      case NONE -> {
        machine.fail();
        yield LEAVE;
      }
      case ERROR -> {
        vm.put(to, Terms.resolve(result));
        yield RETURN_DATA;
      }
      case FUNCTION -> FUNCTION;
      case ATOM -> NEXT;
    };
  }

  int reduce(Code code, int index, int type, int next) {
    int verdict = settledResult(index, vm.base + code.code[next]);
    return switch (verdict) {
      case NEXT -> eval(code, index, type, next) ? NEXT : LEAVE;
      case RETURN_DATA -> NEXT;
      default -> verdict;
    };
  }

  int tailReduce(Code code, int index, int type, int pc) {
    int verdict = settledResult(index, vm.base + Code.LOCALS);
    return switch (verdict) {
      case NEXT -> tailEval(code, index, type, pc) ? NEXT : LEAVE;
      case RETURN_DATA -> NEXT;
      default -> verdict;
    };
  }

  // ---------------------------------------------------------------- data

  Expression makeExpression(Code code, int operands, int n) {
    Atom[] children = new Atom[n];
    for (int i = 0; i < n; i++) {
      children[i] = Terms.dereference(vm.operand(code, code.code[operands + i]));
    }
    return Expression.owning(children);
  }

  /** The instance of a template over the locals. */
  public Atom instantiate(Atom template) {
    return templates.instantiate(template);
  }
}
