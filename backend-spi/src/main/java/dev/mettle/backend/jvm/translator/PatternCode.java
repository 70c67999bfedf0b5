package dev.mettle.backend.jvm.translator;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.mettle.backend.jvm.JvmBranch;
import dev.mettle.backend.jvm.JvmLabel;
import dev.mettle.backend.jvm.JvmOp;
import dev.mettle.backend.spi.InstructionRules;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.Templates;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Unifies, and takes values apart by patterns. */
final class PatternCode {

  private static final MethodTypeDesc UNIFY =
      MethodTypeDesc.of(CD_int, UnitTypes.ATOM, UnitTypes.ATOM);
  private static final MethodTypeDesc MATCH =
      MethodTypeDesc.of(CD_int, UnitTypes.SITE, UnitTypes.ATOM, Types.ATOMS, CD_long);

  private static final MethodTypeDesc MATCH_SHARED =
      MethodTypeDesc.of(CD_int, UnitTypes.SITE, UnitTypes.ATOM, Types.ATOMS, CD_Object);

  private final MethodWriter method;
  private final Blocks blocks;
  private final IrFunction function;
  private final CodeBuilder code;

  PatternCode(MethodWriter method, Blocks blocks, IrFunction function) {
    this.method = method;
    this.blocks = blocks;
    this.function = function;
    this.code = method.code();
  }

  void unify(Instruction instruction) {
    Value right = method.state().pop();
    Value left = method.state().pop();
    method.loadContext();
    method.load(left, Lane.REFERENCE);
    method.load(right, Lane.REFERENCE);
    method.invoke("unify", UNIFY);
    branch(blocks.edge(method, instruction.immediate(0)));
  }

  /** Goes on if the verdict on the JVM's stack is that everything fits. */
  private void branch(JvmLabel different) {
    Value.Stored verdict = method.scratchInt();
    method.load(verdict, Lane.BOOLEAN);
    code.branch(JvmBranch.IFEQ, different);
    method.load(verdict, Lane.BOOLEAN);
    code.pushInt(InstructionRules.UNDECIDED);
    code.op(JvmOp.ISUB);
    code.branch(JvmBranch.IFEQ, method.leave(LeaveReason.EVALUATION));
  }

  // ------------------------------------------------------------------ patterns

  /** A pattern, and the locals that it sets. */
  private record Pattern(Atom atom, List<Integer> sets, int scope) {

    static Pattern of(Expression constant) {
      List<Integer> sets = new ArrayList<>();
      for (Atom number : (Expression) constant.get(0)) {
        sets.add((int) ((LongAtom) number).value());
      }
      int scope =
          constant.size() == 2
              ? -1
              : (int) ((LongAtom) ((Expression) constant.get(2)).get(0)).value();
      return new Pattern(constant.get(1), sets, scope);
    }

    /** Whether it is a row of symbols and variables that it sets, each once. */
    boolean isRow() {
      if (!(atom instanceof Expression e)) {
        return false;
      }
      Set<Integer> seen = new HashSet<>();
      for (Atom child : e) {
        boolean fits =
            child instanceof Symbol
                || child instanceof Variable v && sets.contains(v.slot()) && seen.add(v.slot());
        if (!fits) {
          return false;
        }
      }
      return seen.size() == sets.size();
    }
  }

  void match(Instruction instruction) {
    Pattern pattern = Pattern.of((Expression) function.constant(instruction.immediate(0)));
    int target = instruction.immediate(1);
    JvmLabel done = code.newLabel();
    boolean isRow = pattern.isRow() && method.state().fromTop(0).lane() == Lane.REFERENCE;
    if (isRow) {
      State before = method.state().copy();
      JvmLabel other = code.newLabel();
      matchRow(pattern, target, other);
      method.state().pop();
      code.branch(JvmBranch.GOTO, done);
      method.setState(before);
      method.place(other);
    }
    matchAny(pattern, target);
    method.state().pop();
    if (isRow) {
      method.place(done);
    }
  }

  /** The value stays the topmost operand, which has a place of its own. */
  private void matchRow(Pattern pattern, int target, JvmLabel other) {
    Expression row = (Expression) pattern.atom();
    loadValue();
    code.instanceOf(Types.EXPRESSION);
    code.branch(JvmBranch.IFEQ, other);
    loadExpression();
    code.invokeVirtual(Types.EXPRESSION, "size", UnitTypes.TO_INT);
    code.pushInt(row.size());
    code.op(JvmOp.ISUB);
    code.branch(JvmBranch.IFNE, edge(target));
    if (method.isResumable() && pattern.scope() >= 0) {
      // Variables of the scope may have to stand for those of the value.
      loadExpression();
      code.invokeVirtual(Types.EXPRESSION, "isGround", UnitTypes.TO_BOOLEAN);
      code.branch(JvmBranch.IFEQ, other);
    }
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i) instanceof Symbol symbol) {
        loadChild(i);
        method.constants().pushAtom(code, symbol);
        code.branch(JvmBranch.IF_ACMPNE, other);
      }
    }
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i) instanceof Variable v) {
        loadChild(i);
        method.storeAt(v.slot(), Lane.REFERENCE);
      }
    }
  }

  private void loadValue() {
    method.load(method.state().fromTop(0), Lane.REFERENCE);
  }

  private void loadExpression() {
    loadValue();
    code.checkCast(Types.EXPRESSION);
  }

  private void loadChild(int index) {
    loadExpression();
    code.pushInt(index);
    code.invokeVirtual(Types.EXPRESSION, "get", UnitTypes.CHILD);
  }

  private JvmLabel edge(int target) {
    Value value = method.state().pop();
    JvmLabel label = blocks.edge(method, target);
    method.state().push(value);
    return label;
  }

  private void matchAny(Pattern pattern, int target) {
    State state = method.state();
    List<@Nullable Value> slots = new ArrayList<>();
    for (int local : Templates.locals(pattern.atom())) {
      while (slots.size() <= local) {
        slots.add(null);
      }
      if (!pattern.sets().contains(local)) {
        slots.set(local, state.local(local));
      }
    }
    method.loadArray(slots);
    Value.Stored array = method.scratch(Lane.OBJECT);
    method.loadContext();
    method.pushSite();
    loadValue();
    loadArray(array);
    if (pattern.scope() < 0) {
      code.pushLong(0);
      method.invoke("match", MATCH);
    } else {
      Lane scope = method.isResumable() ? Lane.OBJECT : Lane.LONG;
      method.load(state.local(pattern.scope()), scope);
      method.invoke("match", method.isResumable() ? MATCH_SHARED : MATCH);
    }
    branch(edge(target));
    for (int local : setsInOrder(pattern)) {
      loadArray(array);
      code.pushInt(local);
      code.op(JvmOp.AALOAD);
      method.storeAt(local, Lane.REFERENCE);
    }
  }

  /** In the order in which a row has them, so that both ways end in the same state. */
  private static List<Integer> setsInOrder(Pattern pattern) {
    if (!pattern.isRow()) {
      return pattern.sets();
    }
    List<Integer> order = new ArrayList<>();
    for (Atom child : (Expression) pattern.atom()) {
      if (child instanceof Variable v) {
        order.add(v.slot());
      }
    }
    return order;
  }

  private void loadArray(Value.Stored array) {
    method.load(array, Lane.OBJECT);
    code.checkCast(Types.ATOMS);
  }
}
