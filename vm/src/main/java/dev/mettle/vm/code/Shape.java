package dev.mettle.vm.code;

import dev.mettle.ir.kernel.KernelTable;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the words of a decoded instruction are, in their order behind the one that names it, as its
 * {@link Form} declares them: decoded code is checked by that, and listed.
 *
 * @param name how a listing calls the instruction
 * @param operands its words; a row of words is as long as the last {@link Kind#COUNT} before it
 *     says
 */
public record Shape(String name, List<Operand> operands) {

  /** What a word is. */
  public enum Kind {
    /** A place of the frame that is read. */
    FROM(Form.From.class),
    /** A place of the frame that is written. */
    TO(Form.To.class),
    /** A place of the frame that is read, or the complement of the index of a constant. */
    VALUE(Form.Value.class),
    /** An index of the pool. */
    POOL(Form.Pool.class),
    /** A number, for what the instruction does. */
    NUMBER(Form.Literal.class),
    /** The length of the row that follows. */
    COUNT(Form.Count.class),
    /** Where the code may go on. */
    TARGET(Form.Goal.class),
    /** A row of values. */
    VALUES(Form.Values.class),
    /** A row of targets. */
    TARGETS(Form.Goals.class);

    private final Class<? extends Annotation> mark;

    Kind(Class<? extends Annotation> mark) {
      this.mark = mark;
    }
  }

  /** One word, or a row of them. */
  public record Operand(Kind kind, String name) {

    /** Whether it is a row, which may be empty. */
    public boolean isRow() {
      return kind == Kind.VALUES || kind == Kind.TARGETS;
    }
  }

  private record Placed(int place, Operand operand) {}

  private static final @Nullable Shape[] SHAPES = new Shape[Ops.VISIT];

  static {
    for (int op = Ops.ADD; op <= Ops.NE; op++) {
      value(op, "", isUnary(op) ? Form.Unary.class : Form.Binary.class);
    }
    for (int op = Ops.ADD_SMALL; op <= Ops.EQ_SMALL; op++) {
      value(op, "-small", Form.Small.class);
    }
    of(Ops.MOVE, "move", Form.Move.class);
    of(Ops.CONSTANT, "constant", Form.Constant.class);
    of(Ops.JUMP, "jump", Form.Jump.class);
    of(Ops.BRANCH, "branch", Form.Branch.class);
    of(Ops.SWITCH, "switch", Form.Switch.class);
    of(Ops.GUARD, "guard", Form.Guard.class);
    of(Ops.UNLESS_KIND, "unless-kind", Form.UnlessKind.class);
    of(Ops.UNLESS_ADMITS, "unless-admits", Form.UnlessAdmits.class);
    of(Ops.CALL, "call", Form.Call.class);
    of(Ops.CALL_VALUE, "call-value", Form.Call.class);
    of(Ops.CALL_OPERATION, "call-operation", Form.Call.class);
    of(Ops.TAIL_CALL, "tail-call", Form.TailCall.class);
    of(Ops.TAIL_CALL_APART, "tail-call-apart", Form.TailCall.class);
    of(Ops.TAIL_CALL_VALUE, "tail-call-value", Form.TailCall.class);
    of(Ops.TAIL_OPERATION, "tail-operation", Form.TailCall.class);
    of(Ops.APPLY_RULES, "apply-rules", Form.TailCall.class);
    of(Ops.RETURN, "return", Form.Return.class);
    of(Ops.EVAL, "eval", Form.Eval.class);
    of(Ops.TAIL_EVAL, "tail-eval", Form.TailEval.class);
    of(Ops.REDUCE, "reduce", Form.Reduce.class);
    of(Ops.TAIL_REDUCE, "tail-reduce", Form.TailReduce.class);
    of(Ops.IF_ERROR, "if-error", Form.IfError.class);
    of(Ops.IF_NEW_ERROR, "if-new-error", Form.IfNewError.class);
    of(Ops.CHILD, "child", Form.Child.class);
    of(Ops.MAKE_EXPR, "make-expr", Form.MakeExpr.class);
    of(Ops.INSTANTIATE, "instantiate", Form.Instantiate.class);
    of(Ops.NEW_ERROR, "new-error", Form.Instantiate.class);
    of(Ops.MARK, "mark", Form.Mark.class);
    of(Ops.MATCH, "match", Form.Match.class);
    of(Ops.FORK, "fork", Form.Fork.class);
    of(Ops.FAIL, "fail", Form.Fail.class);
    of(Ops.FAIL_IF_EMPTY, "fail-if-empty", Form.FailIfEmpty.class);
    of(Ops.BRANCH_LT_SMALL, "branch-lt-small", Form.BranchSmall.class);
    of(Ops.BRANCH_EQ_SMALL, "branch-eq-small", Form.BranchSmall.class);
    of(Ops.BRANCH_LT, "branch-lt", Form.BranchBinary.class);
    of(Ops.BRANCH_EQ, "branch-eq", Form.BranchBinary.class);
    of(Ops.OWN_VALUE, "own-value", Form.OwnValue.class);
    of(Ops.BY_HEAD, "by-head", Form.ByHead.class);
    of(Ops.NEW_SCOPE, "new-scope", Form.NewScope.class);
    of(Ops.CHILD_SCOPE, "child-scope", Form.ChildScope.class);
    of(Ops.SCOPE_VAR, "scope-var", Form.ScopeVar.class);
    of(Ops.CLAIM, "claim", Form.Claim.class);
    of(Ops.BEGIN, "begin", Form.Begin.class);
    of(Ops.END, "end", Form.End.class);
    of(Ops.CAST, "cast", Form.Cast.class);
    of(Ops.UNLESS_VALUE, "unless-value", Form.UnlessValue.class);
    of(Ops.FRESH, "fresh", Form.Fresh.class);
    of(Ops.CHECK_CALL, "check-call", Form.CheckCall.class);
    of(Ops.LOAD_FORMAL, "load-formal", Form.LoadFormal.class);
    of(Ops.INSTRUCTION, "instruction", Form.Eval.class);
    of(Ops.TAIL_INSTRUCTION, "tail-instruction", Form.TailEval.class);
    of(Ops.RUN_FUNCTION, "run-function", Form.RunFunction.class);
    of(Ops.TAIL_FUNCTION, "tail-function", Form.TailFunction.class);
    of(Ops.COLLECT, "collect", Form.Collect.class);
    of(Ops.YIELD, "yield", Form.Yield.class);
    of(Ops.IF_NO_RESULT, "if-no-result", Form.IfNoResult.class);
    of(Ops.HAS_RESULT, "has-result", Form.HasResult.class);
    of(Ops.UNIFY, "unify", Form.Unify.class);
    of(Ops.CONS, "cons", Form.Cons.class);
    of(Ops.CAR, "car", Form.Part.class);
    of(Ops.CDR, "cdr", Form.Part.class);
    of(Ops.DECONS, "decons", Form.Part.class);
    of(Ops.SPACE_MATCH, "space-match", Form.SpaceMatch.class);
    of(Ops.QUERY_ROWS, "query-rows", Form.QueryRows.class);
    of(Ops.GATHER_ROWS, "gather-rows", Form.GatherRows.class);
    of(Ops.CALL_EVALUATED, "call-evaluated", Form.Eval.class);
    of(Ops.UNLESS_LIST, "unless-list", Form.Test.class);
    of(Ops.IF_FUNCTION, "if-function", Form.Test.class);
    of(Ops.UNLESS_GROUND, "unless-ground", Form.Test.class);
    of(Ops.NEXT_CHILD, "next-child", Form.NextChild.class);
    of(Ops.ADD_TO, "add-to", Form.AddTo.class);
    of(Ops.TAKE_LIST, "take-list", Form.TakeList.class);
  }

  private static boolean isUnary(int op) {
    return KernelTable.of(Ops.valueOpcode(op)) instanceof KernelTable.Unary;
  }

  /** An instruction that computes what an opcode with a kernel does. */
  private static void value(int op, String suffix, Class<?> form) {
    of(op, Ops.valueOpcode(op).mnemonic() + suffix, form);
  }

  private static void of(int op, String name, Class<?> form) {
    SHAPES[op] = new Shape(name, operandsOf(form));
  }

  /** The words of a form in their order; what lies behind a row begins where an empty one ends. */
  static List<Operand> operandsOf(Class<?> form) {
    List<Placed> words = new ArrayList<>();
    for (Field field : form.getFields()) {
      Kind kind = kindOf(field);
      if (kind != null) {
        String word = field.getName().toLowerCase(Locale.ROOT);
        words.add(new Placed(placeOf(field), new Operand(kind, word)));
      }
    }
    words.sort(
        Comparator.comparingInt(Placed::place).thenComparing(word -> !word.operand().isRow()));
    return words.stream().map(Placed::operand).toList();
  }

  private static int placeOf(Field field) {
    try {
      return field.getInt(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Kind kindOf(Field field) {
    for (Kind kind : Kind.values()) {
      if (field.isAnnotationPresent(kind.mark)) {
        return kind;
      }
    }
    return null;
  }

  /** The shape of an instruction; null if there is no such instruction. */
  public static @Nullable Shape of(int op) {
    return op < 0 || op >= SHAPES.length ? null : SHAPES[op];
  }
}
