package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What instructions do that compiled code does not do itself, see the rules of the opcodes. Where a
 * method gives a value, null says that there is none; {@link ProgramContext#status} tells why, as
 * after a call.
 *
 * @since 1.0
 */
public abstract class InstructionRules {

  /** What {@link #unify} and {@link #match} say where nothing fits. */
  public static final int DIFFERENT = 0;

  /** What they say where everything fits; variables are bound. */
  public static final int SAME = 1;

  /** What they say where only the interpreter knows, as with spaces; nothing has happened. */
  public static final int UNDECIDED = 2;

  /** The verdict of {@link #rows} where nothing matches: this alternative ends. */
  public static final int NO_ROW = 0;

  /** The verdict where one fact matches. */
  public static final int ONE_ROW = 1;

  /** The verdict where others follow the fact that was found, see {@link #moreRows}. */
  public static final int MORE_ROWS = 2;

  /** The verdict where the instructions of the query have to run; nothing has happened. */
  public static final int NOT_ROWS = 3;

  /** The verdict of {@link #headVerdict} on a call that is data. */
  public static final int DATA = 0;

  /** The verdict on a function without a type. */
  public static final int UNTYPED = 1;

  /** The verdict on a function with a type. */
  public static final int TYPED = 2;

  /** The verdict on what has to be evaluated as it stands. */
  public static final int OTHER = 3;

  /** For {@link ProgramContext}. */
  InstructionRules() {}

  /** The value of a variable, or the atom itself. */
  public abstract Atom dereference(Atom atom);

  /** What a condition is: 0 for false, 1 for true, 2 for a variable, 3 for anything else. */
  public final int truth(Atom condition) {
    return switch (dereference(condition)) {
      case BoolAtom bool -> bool.value() ? 1 : 0;
      case Variable variable -> 2;
      case Atom other -> 3;
    };
  }

  // ------------------------------------------------------------------ types

  /**
   * Checks a call as written, as {@code check_call} does.
   *
   * @param values the values of the locals that the template mentions, in the order in which {@link
   *     Templates#locals} has them
   * @return what was found; null if the call has to be evaluated as it stands
   */
  public abstract @Nullable Object check(CodeSite site, Atom expected, Atom[] values);

  /** The type of an argument that a check found, or of the result for 0. */
  public abstract Atom formal(Object found, int index);

  // ------------------------------------------------------------------ evaluation

  /** What {@link #stepVerdict} says of a result that {@link #reduce} goes on with. */
  public static final int RESULT = 0;

  /** What it says of {@code NotReducible}. */
  public static final int NOT_REDUCIBLE = 1;

  /** What it says of {@code (function ..)}. */
  public static final int FUNCTION = 2;

  /** Evaluates an atom, as {@code eval_atom} does. */
  public abstract @Nullable Atom evaluate(Atom atom, Atom expected);

  /** An atom, resolved, if it is its own value against a type; else null. */
  public abstract @Nullable Atom ownValue(Atom atom, Atom expected);

  /** Which way the result of a step goes; one of the verdicts above. */
  public abstract int stepVerdict(Atom result);

  /** Goes on with the result of a step that is neither of the others. */
  public abstract @Nullable Atom reduce(Atom result, Atom expected);

  // ------------------------------------------------------------------ operations, instructions

  /** Calls a grounded operation; the array belongs to the call. */
  public abstract @Nullable Atom operate(CodeSite site, Atom[] operands, Atom expected);

  /**
   * Notes where an error comes from that {@code instantiate} has made of a template; returns it.
   */
  public abstract Atom madeError(CodeSite site, Atom error);

  /**
   * Notes that an error has ended a call, at {@code jump_if_error}; returns the error that does. A
   * backend may leave it out: messages say less about where an error comes from then.
   */
  public abstract Atom passedError(CodeSite site, Atom error);

  /**
   * Notes which instruction has the machine do something, so that errors that come of it have its
   * place. A backend may leave it out.
   */
  public abstract void begins(CodeSite site);

  /** Runs a minimal instruction. */
  public abstract @Nullable Atom runInstruction(Atom instruction, Atom expected);

  /** Runs {@code (function ..)}, the result of a step of the call that was {@code written}. */
  public abstract @Nullable Atom runFunction(Atom body, Atom written, Atom expected);

  /** Applies all rules of a function by unification; the array belongs to the call. */
  public abstract @Nullable Atom applyRules(CallTarget target, Atom[] arguments, Atom expected);

  /**
   * The same for a caller that waits for several values.
   *
   * @param room what is left for the code of a rule
   */
  public abstract @Nullable Atom applyRules(
      CallTarget target, Atom[] arguments, Atom expected, HeapFrame waiting, int room);

  /** Makes the call that an expression is whose parts are all evaluated. */
  public abstract @Nullable Atom callEvaluated(Atom call, Atom expected);

  // ------------------------------------------------------------------ heads that are values

  /** What a call of a value is; one of the verdicts above. */
  public abstract int headVerdict(CodeSite site, Atom head);

  /**
   * Calls the function or the operation that a value is; the array belongs to the call.
   *
   * @param room what is left for the call
   */
  public abstract @Nullable Atom callValue(
      CodeSite site, Atom head, Atom[] arguments, Atom expected, int room);

  // ------------------------------------------------------------------ variables

  /** A variable that differs from all others. */
  public abstract Atom freshVariable(Atom name);

  /** The scope of the variables of a rule that is applied now. */
  public abstract long newScope();

  /** A variable of a scope. */
  public abstract Atom scopeVariable(long scope, int order, Atom name);

  /** The scope of the variables of a rule whose alternatives have them in common. */
  public abstract Object newSharedScope();

  /** The scope of a template for one child of a list, by the child's index. */
  public abstract Object childScope(Object scope, long index);

  /** A variable of such a scope. */
  public abstract Atom scopeVariable(Object scope, int order, Atom name);

  /** The first value of a variable of such a scope. */
  public abstract Atom claim(Atom first, Object scope, int order, Atom name);

  // ------------------------------------------------------------------ alternatives

  /** Lets the targets of a {@code fork} but the first one go on from a frame later. */
  public abstract void fork(HeapFrame frame);

  /** Begins to gather results; once there are no more, they go on from the frame. */
  public abstract Object collect(HeapFrame frame);

  /** Hands a result to what {@link #collect} gave; ends this alternative. */
  public abstract void gather(Object collector, Atom result);

  /** Lets the target of an {@code if_no_result} go on from a frame, should there be none. */
  public abstract Object softCut(HeapFrame frame);

  /** Notes a result for what {@link #softCut} gave. */
  public abstract void hasResult(Object softCut);

  /** Whether an atom is a space. */
  public abstract boolean isSpace(Atom atom);

  /**
   * Queries a space. The first solution goes on at once; all others go on from the frame later.
   *
   * @return false if there is none: this alternative ends
   */
  public abstract boolean query(HeapFrame frame, Atom space, Atom pattern);

  /** Tells the next query what it asks with, at an index. */
  public abstract void ask(int index, long integer);

  /** The same with any value. */
  public abstract void ask(int index, Atom value);

  /** Queries a space for plain facts, with what it was told; one of the verdicts above. */
  public abstract int rows(QuerySite site, Atom space);

  /** A value of the fact that {@link #rows} found, by the index that the site has for it. */
  public abstract Atom rowValue(int index);

  /** Lets the facts that follow go on from a frame later, which has the values of the first. */
  public abstract void moreRows(HeapFrame frame);

  /**
   * For ways back in: whether the frame that waits for the value of the one that goes on is of a
   * layout, and goes on with it now. If so, its values are those of the frame that goes on; if not,
   * the value is the result as ever.
   */
  public boolean handOver(FrameLayout waiting) {
    return false;
  }

  /** The same for a value that is a reference. */
  public boolean handOver(FrameLayout waiting, Atom value) {
    return false;
  }

  /** Opens a barrier. */
  public abstract Object barrier();

  /** Whether a value passes a barrier; if not, the code has to leave. */
  public abstract boolean passes(Object barrier, Atom result);

  /** Lets a value pass a barrier that is no error. */
  public abstract void pass(Object barrier);

  // ------------------------------------------------------------------ unification

  /** Unifies two atoms, as {@code unify} does. */
  public abstract int unify(Atom left, Atom right);

  /**
   * Takes a value apart, as {@code match_pattern} does.
   *
   * @param slots the locals that the pattern mentions, by their numbers; those that it sets are
   *     null and are there after {@link #SAME}
   * @param scope the scope of the variables that it sets, if the pattern names one
   */
  public abstract int match(CodeSite site, Atom value, @Nullable Atom[] slots, long scope);

  /** The same with a scope that alternatives have in common. */
  public abstract int match(CodeSite site, Atom value, @Nullable Atom[] slots, Object scope);

  // ------------------------------------------------------------------ lists

  /** A list with one more child in front; null if {@code rest} is no expression. */
  public abstract @Nullable Atom cons(Atom first, Atom rest);

  /** The first child of an expression; null if there is none. */
  public abstract @Nullable Atom car(Atom list);

  /** All children but the first; null if there is none. */
  public abstract @Nullable Atom cdr(Atom list);

  /** The first child and the others, in a pair; null if there is none. */
  public abstract @Nullable Atom decons(Atom list);

  /** The expression that {@code jump_unless_list} leaves in its local; null if it is none. */
  public abstract @Nullable Atom asList(Atom atom);

  /** Whether an atom is {@code (function ..)}. */
  public abstract boolean isFunction(Atom atom);

  /** Whether an atom has no unbound variables. */
  public abstract boolean isGround(Atom atom);

  /** The list under construction that {@code new_list} begins. */
  public abstract Object newList();

  /** A list under construction with one more child; what was there before does not change. */
  public abstract Object addTo(Object list, Atom child);

  /** The list that was constructed. */
  public abstract Atom takeList(Object list);
}
