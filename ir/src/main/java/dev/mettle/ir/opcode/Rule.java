package dev.mettle.ir.opcode;

import java.util.Locale;

/**
 * The rules that give control opcodes their meaning: what cannot be said by an expression over the
 * operands. Each engine that runs an opcode follows the rule that the table names for it; opcodes
 * with the same rule differ in where operands come from and where control goes.
 *
 * @since 1.0
 */
public enum Rule {
  /** Moving operands. */
  MOVE("Operands are moved, repeated or dropped; nothing else happens."),
  /** The end of a function. */
  RETURN("The top of the stack is the value of the function; other operands are forgotten."),
  /** A jump. */
  JUMP("Control goes to the target."),
  /** The three ways of a condition. */
  TRUTH("`True`, `False`, an unbound variable and anything else each have a way of their own."),
  /** A table of cases. */
  CASES(
      "An atom is looked up by what it is after variables with a value are followed: by head and"
          + " size, by size, or as itself."),
  /** Setting a local. */
  STORE("A local holds what it is set to until it is set again; alternatives see what they saw."),
  /** A new variable. */
  FRESH_VARIABLE("Each time the instruction runs there is a variable that nothing else contains."),
  /** What code relies on. */
  ASSUMPTIONS("A function may be gone on with while all that it assumes holds."),
  /** The kind of a value. */
  VALUE_KIND(
      "A value is of a named type if it is a grounded value of that type; a variable that has such"
          + " a value counts as the value, which is then what the local holds."),
  /** Which type the caller wants. */
  ADMITS(
      "A type fits an expected one that is the same or accepts everything: `%Undefined%` or"
          + " `Atom`."),
  /** The check of a call before its arguments. */
  CALL_CHECK(
      "A call as written is held against the one function type of its head and the expected type;"
          + " what it finds are the types that arguments and result are evaluated against."),
  /** The cast of a result. */
  CAST("An atom is given if its type fits the expected one, else one error for each type it has."),
  /** Computed errors. */
  ERROR_LEAVES(
      "An error is an expression with the head `Error`; one that was computed ends a call."),
  /** Empty. */
  EMPTY_FAILS("The symbol `Empty` is no value: its alternative ends."),
  /** What stays as it is. */
  EVALUATED_MARK(
      "An expression that no rule applies to is its own value as long as no rule or type changes,"
          + " and need not be looked at again."),
  /** What evaluates to itself. */
  OWN_VALUE(
      "An atom is its own value against a type if evaluating it gives it back and nothing else:"
          + " what has no rules, what is marked as evaluated, anything where an atom is wanted."
          + " What is not known to be may be evaluated all the same."),
  /** The call of a function. */
  CALL(
      "The rules that match evaluated arguments are gone on with, each in an alternative; errors"
          + " among the results count only if no alternative succeeds. Without a matching rule the"
          + " call is its own value."),
  /** Evaluation of any atom. */
  EVALUATION("An atom is evaluated against a type as if it had been written behind `!`."),
  /** The result of a step. */
  STEP_RESULT(
      "What a step comes to is evaluated further; an error is a value, `Empty` is none, after"
          + " `NotReducible` the call stays as it was, and `(function ..)` is run if the step was"
          + " that of a rule or an operation."),
  /** Grounded operations. */
  OPERATION("A grounded operation computes results, each of which is the result of a step."),
  /** Minimal instructions. */
  INSTRUCTION("A minimal instruction such as `eval` or `chain` is carried out."),
  /** The body of a function. */
  FUNCTION_BODY(
      "The body of `(function ..)` is run until it is `(return ..)`, whose operand counts."),
  /** Rules by unification. */
  UNIFIED_RULES(
      "Each rule whose left side unifies with the call is gone on with, whatever the arguments are,"
          + " with the bindings that this makes."),
  /** What a head is. */
  HEAD_VERDICT(
      "A head is data if no rule or type speaks of it, a function without or with a type, or"
          + " something that only the evaluation of the whole can tell."),
  /** A call whose parts are evaluated. */
  EVALUATED_CALL("An expression is called as a tuple is once all its elements are evaluated."),
  /** Alternatives. */
  ALTERNATIVES(
      "Each alternative finds locals, operands and bindings as they were where it parted from the"
          + " others; they are tried in order, the next one when nothing is left of the one"
          + " before."),
  /** The end of an alternative. */
  FAILURE("The newest alternative that is still open is gone on with."),
  /** Collectors. */
  COLLECTOR(
      "All results of the code between are gathered in order, but `Empty`; then the state is what"
          + " it was before, and the results are one expression."),
  /** Variables of a rule. */
  SCOPE(
      "Alternatives that part after a rule was applied have its variables in common, also those"
          + " that come up only behind the parting."),
  /** Errors of alternatives. */
  BARRIER(
      "A value that is no error passes. An error passes at once if no alternative is left inside;"
          + " else it waits until all have ended, and passes only if none of them succeeded."),
  /** The soft cut. */
  SOFT_CUT("Once there was a result, the way for no result is closed; the results go on."),
  /** An expression from its parts. */
  CONSTRUCTION(
      "An expression is made of operands as they are; variables with a value are followed."),
  /** The instance of a template. */
  INSTANCE("Each place in a template is replaced by what its local holds."),
  /** A part of an expression. */
  PARTS("An expression is taken apart or prolonged; whatever else there is goes to the target."),
  /** Unification of two atoms. */
  UNIFICATION(
      "Two atoms are made equal by giving variables values; a space is searched for the other atom,"
          + " once for each entry that matches. If there is no way, nothing has changed."),
  /** A list of values. */
  LIST_CHECK("An expression is a list of values if none of its children is a `(function ..)`."),
  /** The variables of a value. */
  GROUND_CHECK("A value is ground if no variable without a value is part of it."),
  /** Loops over lists. */
  LIST_LOOP("The children of an expression are taken in order, each once for each cursor."),
  /** Building a list. */
  GATHERING("Values are added at the end; what other alternatives added is not there."),
  /** Queries. */
  QUERY(
      "Each entry of a space that unifies with a pattern gives an alternative with its bindings.");

  private final String doc;

  Rule(String doc) {
    this.doc = doc;
  }

  /** One sentence or two for documents. */
  public String doc() {
    return doc;
  }

  /** The name in documents. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
