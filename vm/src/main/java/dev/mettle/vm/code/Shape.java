package dev.mettle.vm.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the words of a decoded instruction are, in their order behind the one that names it. This is
 * the one place that says so: decoded code is checked by it, and listed.
 *
 * @param name how a listing calls the instruction
 * @param operands its words; a row of words is as long as the last {@link Kind#COUNT} before it
 *     says
 */
public record Shape(String name, List<Operand> operands) {

  /** What a word is. */
  public enum Kind {
    /** A place of the frame that is read. */
    FROM,
    /** A place of the frame that is written. */
    TO,
    /** A place of the frame that is read, or the complement of the index of a constant. */
    VALUE,
    /** An index of the pool. */
    POOL,
    /** A number, for what the instruction does. */
    NUMBER,
    /** The length of the row that follows. */
    COUNT,
    /** Where the code may go on. */
    TARGET,
    /** A row of values. */
    VALUES,
    /** A row of targets. */
    TARGETS
  }

  /** One word, or a row of them. */
  public record Operand(Kind kind, String name) {}

  private static final @Nullable Shape[] SHAPES = new Shape[128];

  static {
    String[] binary = {"to result", "from left", "from right", "pool operation"};
    for (int op = Ops.ADD; op <= Ops.NE; op++) {
      value(op, binary);
    }
    String[] unary = {"to result", "from operand", "pool operation"};
    value(Ops.NEG, unary);
    value(Ops.ABS, unary);
    value(Ops.NOT, unary);
    for (int op = Ops.ADD_SMALL; op <= Ops.EQ_SMALL; op++) {
      value(op, "to result", "from left", "number right", "pool operation");
    }
    of(Ops.MOVE, "move", "to result", "from value");
    of(Ops.CONSTANT, "constant", "to result", "pool value");
    of(Ops.JUMP, "jump", "target next");
    of(Ops.BRANCH, "branch", "from condition", "target false", "target variable", "target other");
    of(Ops.SWITCH, "switch", "from value", "pool table", "count cases", "targets case");
    of(Ops.GUARD, "guard", "target changed");
    of(Ops.UNLESS_KIND, "unless-kind", "from value", "pool kind", "target other");
    of(Ops.UNLESS_ADMITS, "unless-admits", "value expected", "pool type", "target other");
    String[] tail = {"pool callee", "count arguments", "value expected", "values argument"};
    String[] call = {tail[0], tail[1], tail[2], tail[3], "to result"};
    of(Ops.CALL, "call", call);
    of(Ops.CALL_VALUE, "call-value", call);
    of(Ops.CALL_OPERATION, "call-operation", call);
    of(Ops.TAIL_CALL, "tail-call", tail);
    of(Ops.TAIL_CALL_APART, "tail-call-apart", tail);
    of(Ops.TAIL_CALL_VALUE, "tail-call-value", tail);
    of(Ops.TAIL_OPERATION, "tail-operation", tail);
    of(Ops.APPLY_RULES, "apply-rules", tail);
    of(Ops.RETURN, "return", "from value");
    of(Ops.EVAL, "eval", "from atom", "value expected", "to result");
    of(Ops.TAIL_EVAL, "tail-eval", "from atom", "value expected");
    String[] step = {"from atom", "value expected", "target irreducible", "target function"};
    of(Ops.REDUCE, "reduce", step[0], step[1], step[2], step[3], "to result");
    of(Ops.TAIL_REDUCE, "tail-reduce", step);
    of(Ops.IF_ERROR, "if-error", "from value", "to kept", "target error");
    of(Ops.IF_NEW_ERROR, "if-new-error", "from value", "value written", "to kept", "target error");
    of(Ops.CHILD, "child", "from expression", "number index", "to result");
    of(Ops.MAKE_EXPR, "make-expr", "count children", "values child", "to result");
    of(Ops.INSTANTIATE, "instantiate", "pool template", "to result");
    of(Ops.NEW_ERROR, "new-error", "pool template", "to result");
    of(Ops.MARK, "mark", "from value", "to result");
    of(Ops.MATCH, "match", "from value", "pool pattern", "target other");
    of(Ops.FORK, "fork", "count ways", "targets way");
    of(Ops.FAIL, "fail");
    of(Ops.FAIL_IF_EMPTY, "fail-if-empty", "from value");
    String[] small = {"from left", "number right", "to result", "pool operation", "target false"};
    of(Ops.BRANCH_LT_SMALL, "branch-lt-small", small);
    of(Ops.BRANCH_EQ_SMALL, "branch-eq-small", small);
    String[] fused = {"from left", "from right", "to result", "pool operation", "target false"};
    of(Ops.BRANCH_LT, "branch-lt", fused);
    of(Ops.BRANCH_EQ, "branch-eq", fused);
    of(Ops.OWN_VALUE, "own-value", "from value", "to result", "target own");
    of(Ops.BY_HEAD, "by-head", "pool site", "target untyped", "target typed", "target other");
    of(Ops.NEW_SCOPE, "new-scope", "to scope");
    of(Ops.CHILD_SCOPE, "child-scope", "to child", "from scope", "from index");
    of(Ops.SCOPE_VAR, "scope-var", "to result", "pool name", "from scope", "number order");
    of(Ops.CLAIM, "claim", "from first", "to result", "pool name", "from scope", "number order");
    of(Ops.BEGIN, "begin", "to barrier");
    of(Ops.END, "end", "from barrier", "from value", "to result");
    of(Ops.CAST, "cast", "from value", "value expected", "to result");
    of(
        Ops.UNLESS_VALUE,
        "unless-value",
        "from atom",
        "value expected",
        "to result",
        "target other");
    of(Ops.FRESH, "fresh", "to result", "pool name");
    of(Ops.CHECK_CALL, "check-call", "value expected", "pool site", "to plan", "target evaluate");
    of(Ops.LOAD_FORMAL, "load-formal", "from plan", "number index", "to result");
    of(Ops.INSTRUCTION, "instruction", "from atom", "value expected", "to result");
    of(Ops.TAIL_INSTRUCTION, "tail-instruction", "from atom", "value expected");
    of(
        Ops.RUN_FUNCTION,
        "run-function",
        "from body",
        "value expected",
        "pool written",
        "to result");
    of(Ops.TAIL_FUNCTION, "tail-function", "from body", "value expected", "pool written");
    of(Ops.COLLECT, "collect", "to collector", "to results", "target done");
    of(Ops.YIELD, "yield", "from collector", "from value");
    of(Ops.IF_NO_RESULT, "if-no-result", "to cut", "target otherwise");
    of(Ops.HAS_RESULT, "has-result", "from cut");
    of(Ops.UNIFY, "unify", "from left", "from right", "target differ");
    of(Ops.CONS, "cons", "from first", "from rest", "target other", "to result");
    String[] part = {"from list", "target other", "to result"};
    of(Ops.CAR, "car", part);
    of(Ops.CDR, "cdr", part);
    of(Ops.DECONS, "decons", part);
    of(Ops.SPACE_MATCH, "space-match", "from space", "from pattern", "target other");
    of(Ops.QUERY_ROWS, "query-rows", "from space", "pool query", "target answered");
    of(Ops.GATHER_ROWS, "gather-rows", "from space", "pool query");
    of(Ops.CALL_EVALUATED, "call-evaluated", "from call", "value expected", "to result");
    String[] test = {"from value", "target other"};
    of(Ops.UNLESS_LIST, "unless-list", test);
    of(Ops.IF_FUNCTION, "if-function", test);
    of(Ops.UNLESS_GROUND, "unless-ground", test);
    of(Ops.NEXT_CHILD, "next-child", "from list", "to index", "target done", "to result");
    of(Ops.ADD_TO, "add-to", "from list", "from child");
    of(Ops.TAKE_LIST, "take-list", "from list", "to result");
  }

  /** An instruction that computes what an opcode with a kernel does. */
  private static void value(int op, String... operands) {
    String name = Ops.valueOpcode(op).mnemonic();
    of(op, op >= Ops.ADD_SMALL ? name + "-small" : name, operands);
  }

  private static void of(int op, String name, String... operands) {
    List<Operand> all = new ArrayList<>();
    for (String operand : operands) {
      int space = operand.indexOf(' ');
      Kind kind = Kind.valueOf(operand.substring(0, space).toUpperCase(Locale.ROOT));
      all.add(new Operand(kind, operand.substring(space + 1)));
    }
    SHAPES[op] = new Shape(name, List.copyOf(all));
  }

  /** The shape of an instruction; null if there is no such instruction. */
  public static @Nullable Shape of(int op) {
    return op < 0 || op >= SHAPES.length ? null : SHAPES[op];
  }
}
