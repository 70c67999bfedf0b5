package dev.mettle.ir.opcode;

import static dev.mettle.ir.opcode.Effect.BINDS;
import static dev.mettle.ir.opcode.Effect.CUTS;
import static dev.mettle.ir.opcode.Effect.MAKES_NEW;
import static dev.mettle.ir.opcode.Effect.MAY_FAIL;
import static dev.mettle.ir.opcode.Effect.MAY_FORK;
import static dev.mettle.ir.opcode.Effect.PURE;
import static dev.mettle.ir.opcode.Effect.READS_SPACE;
import static dev.mettle.ir.opcode.Effect.WRITES_LOCAL;
import static dev.mettle.ir.opcode.Flow.BRANCH;
import static dev.mettle.ir.opcode.Flow.END;
import static dev.mettle.ir.opcode.ImmediateKind.CALL_KEY;
import static dev.mettle.ir.opcode.ImmediateKind.CALL_TEMPLATE;
import static dev.mettle.ir.opcode.ImmediateKind.CASES;
import static dev.mettle.ir.opcode.ImmediateKind.CONSTANT;
import static dev.mettle.ir.opcode.ImmediateKind.COUNT;
import static dev.mettle.ir.opcode.ImmediateKind.LONG;
import static dev.mettle.ir.opcode.ImmediateKind.NAME;
import static dev.mettle.ir.opcode.ImmediateKind.OPERATION;
import static dev.mettle.ir.opcode.ImmediateKind.PATTERN;
import static dev.mettle.ir.opcode.ImmediateKind.SMALL;
import static dev.mettle.ir.opcode.ImmediateKind.TARGET;
import static dev.mettle.ir.opcode.ImmediateKind.TARGETS;
import static dev.mettle.ir.opcode.ImmediateKind.TEMPLATE;
import static dev.mettle.ir.opcode.LocalImmediate.changesOnNext;
import static dev.mettle.ir.opcode.LocalImmediate.narrowsOnNext;
import static dev.mettle.ir.opcode.LocalImmediate.narrowsToNameOnNext;
import static dev.mettle.ir.opcode.LocalImmediate.reads;
import static dev.mettle.ir.opcode.LocalImmediate.sets;
import static dev.mettle.ir.opcode.LocalImmediate.setsOnNext;
import static dev.mettle.ir.opcode.OpcodeSpec.op;
import static dev.mettle.ir.opcode.OperandKind.ATOM;
import static dev.mettle.ir.opcode.OperandKind.BARRIER;
import static dev.mettle.ir.opcode.OperandKind.BUILDER;
import static dev.mettle.ir.opcode.OperandKind.COLLECTOR;
import static dev.mettle.ir.opcode.OperandKind.CURSOR;
import static dev.mettle.ir.opcode.OperandKind.EXPRESSION;
import static dev.mettle.ir.opcode.OperandKind.OPERAND;
import static dev.mettle.ir.opcode.OperandKind.PLAN;
import static dev.mettle.ir.opcode.OperandKind.SCOPE;
import static dev.mettle.ir.opcode.OperandKind.SOFT_CUT;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The instruction set: each opcode with its code, stack picture, immediates, effects and meaning,
 * in this one place. Encoder, decoder, text form, verifier, documents and tests are derived from
 * it. Codes are stable: a new opcode gets a new code, a code is never used again.
 *
 * @since 1.0
 */
public enum Opcode {
  // ---------------------------------------------------------------- stage 1: primitives
  NOP(0x00, op(1, "--").rule(Rule.MOVE).doc("Does nothing.")),
  LOAD_LOCAL(
      0x01,
      op(1, "-- a:operand")
          .takes(reads("a", OPERAND))
          .means("$local")
          .doc("Pushes a parameter or a local variable.")),
  POP(0x02, op(1, "a --").rule(Rule.MOVE).doc("Drops the top of the stack.")),
  DUP(0x03, op(1, "a -- a a").means("$a $a").doc("Pushes the top of the stack again.")),
  SWAP(0x04, op(1, "a b -- b a").means("$b $a").doc("Exchanges the two topmost operands.")),
  ROT3(
      0x05,
      op(1, "a b c -- b c a")
          .means("$b $c $a")
          .doc("Brings the third operand to the top; the two above it move down.")),
  OVER(0x06, op(1, "a b -- a b a").means("$a $b $a").doc("Pushes the second operand again.")),
  DUP_N(
      0x07,
      op(1, "xs* -- xs* xs*")
          .takes(COUNT)
          .rule(Rule.MOVE)
          .doc("Pushes the topmost operands again, in order.")),
  POP_N(0x08, op(1, "xs* --").takes(COUNT).rule(Rule.MOVE).doc("Drops the topmost operands.")),
  PUSH_NIL(0x09, op(1, "-- r:unit").means("()").doc("Pushes the empty list, which is `()`.")),
  PUSH_TRUE(0x0A, op(1, "-- r:bool").means("True").doc("Pushes `True`.")),
  PUSH_FALSE(0x0B, op(1, "-- r:bool").means("False").doc("Pushes `False`.")),
  PUSH_UNIT(0x0C, op(1, "-- r:unit").means("()").doc("Pushes the unit value, which is `()`.")),
  PUSH_LONG_SMALL(
      0x0D,
      op(1, "-- r:integer").takes(SMALL).means("$small").doc("Pushes an integer of 32 bits.")),
  ADD(
      0x10,
      op(1, "a:number b:number -- r:number")
          .means("(+ $a $b)")
          .doc("Sum. Integers are exact at any size; with a float among them, the float sum.")),
  SUB(0x11, op(1, "a:number b:number -- r:number").means("(- $a $b)").doc("Difference.")),
  MUL(0x12, op(1, "a:number b:number -- r:number").means("(* $a $b)").doc("Product.")),
  DIV(
      0x13,
      op(1, "a:number b:number -- r:number")
          .means("(/ $a $b)")
          .partial()
          .doc("Quotient; of integers truncated towards zero, by the integer 0 an error.")),
  MOD(
      0x14,
      op(1, "a:number b:number -- r:number")
          .means("(% $a $b)")
          .partial()
          .doc("Remainder with the sign of the dividend; of integers by 0 an error.")),
  FLOOR_DIV(
      0x15,
      op(1, "a:number b:number -- r:number")
          .means("(floor-div $a $b)")
          .partial()
          .doc("Quotient rounded towards minus infinity; of integers by 0 an error.")),
  NEG(
      0x16,
      op(1, "a:number -- r:number").means("(neg $a)").doc("The number with its sign changed.")),
  ABS(
      0x17,
      op(1, "a:number -- r:number")
          .means("(abs-math $a)")
          .doc("Absolute value; an integer stays an integer.")),
  AND(0x18, op(1, "a:bool b:bool -- r:bool").means("(and $a $b)").doc("Both; never lazy.")),
  OR(0x19, op(1, "a:bool b:bool -- r:bool").means("(or $a $b)").doc("At least one; never lazy.")),
  NOT(0x1A, op(1, "a:bool -- r:bool").means("(not $a)").doc("The other one.")),
  XOR(0x1B, op(1, "a:bool b:bool -- r:bool").means("(xor $a $b)").doc("Exactly one.")),
  LT(
      0x1C,
      op(1, "a:number b:number -- r:bool").means("(< $a $b)").doc("Less; exact for all numbers.")),
  LE(0x1D, op(1, "a:number b:number -- r:bool").means("(<= $a $b)").doc("Less or equal.")),
  GT(0x1E, op(1, "a:number b:number -- r:bool").means("(> $a $b)").doc("Greater.")),
  GE(0x1F, op(1, "a:number b:number -- r:bool").means("(>= $a $b)").doc("Greater or equal.")),
  EQ(
      0x20,
      op(1, "a b -- r:bool")
          .means("(== $a $b)")
          .doc("Structural equality; numbers by exact value, NaN equal to nothing.")),
  NE(0x21, op(1, "a b -- r:bool").means("(!= $a $b)").doc("The opposite of `eq`.")),
  RETURN(
      0x22,
      op(1, "a --")
          .flow(END)
          .rule(Rule.RETURN)
          .doc("Ends the function with the top of the stack.")),

  // ---------------------------------------------------------------- stage 2: run-time calls
  PUSH_LONG(
      0x30, op(2, "-- r:integer").takes(LONG).means("$long").doc("Pushes an integer of 64 bits.")),
  PUSH_CONSTANT(0x31, op(2, "-- a").takes(CONSTANT).means("$const").doc("Pushes a constant.")),
  POW(
      0x32,
      op(2, "a:number b:number -- r:float")
          .means("(pow-math $a $b)")
          .partial()
          .doc("Power, always a float; an integer exponent must fit 32 bits.")),

  // ---------------------------------------------------------------- stage 3: functions, branches
  JUMP(0x40, op(3, "--").takes(TARGET).flow(Flow.JUMP).rule(Rule.JUMP).doc("Goes to the target.")),
  JUMP_IF_FALSE(
      0x41,
      op(3, "c --")
          .takes(TARGET, TARGET, TARGET)
          .flow(BRANCH)
          .rule(Rule.TRUTH)
          .doc(
              "Goes on for `True`, to the first target for `False`, to the second for a variable,"
                  + " to the third for anything else.")),
  SWITCH(
      0x42,
      op(3, "a --")
          .takes(CASES, TARGETS)
          .flow(Flow.JUMP)
          .rule(Rule.CASES)
          .doc(
              "Looks an atom up among the children of the constant: an expression `(head size)`"
                  + " stands for any expression of that head and size, `(size)` for any of that"
                  + " size, anything else for itself. Targets: of an unbound variable, of what is"
                  + " not there, of each child in turn.")),
  STORE_LOCAL(
      0x43,
      op(3, "a --")
          .takes(sets("a", ATOM))
          .rule(Rule.STORE)
          .doc("Sets a parameter or a local variable.")),
  FRESH_VAR(
      0x44,
      op(3, "-- r:variable")
          .takes(NAME)
          .effects(MAKES_NEW)
          .rule(Rule.FRESH_VARIABLE)
          .doc("Pushes a variable that differs from all others.")),
  PUSH_TYPE(
      0x34,
      op(3, "-- t:type")
          .takes(CONSTANT)
          .means("$const")
          .doc("Pushes a type that something is evaluated against.")),
  GUARD(
      0x45,
      op(3, "--")
          .takes(TARGET)
          .flow(BRANCH)
          .effects(READS_SPACE)
          .rule(Rule.ASSUMPTIONS)
          .doc("Goes to the target if something that the function assumes holds no longer.")),
  JUMP_UNLESS_KIND(
      0x46,
      op(3, "--")
          .takes(narrowsToNameOnNext("a"), NAME, TARGET)
          .flow(BRANCH)
          .rule(Rule.VALUE_KIND)
          .doc(
              "Goes to the target unless a local holds a value of the named type; `Grounded` stands"
                  + " for any value that is no operation.")),
  JUMP_UNLESS_ADMITS(
      0x47,
      op(3, "t:type --")
          .takes(CONSTANT, TARGET)
          .flow(BRANCH)
          .rule(Rule.ADMITS)
          .doc(
              "Goes to the target unless the expected type is the constant, or one that accepts"
                  + " everything.")),
  CHECK_CALL(
      0x48,
      op(3, "t:type --")
          .takes(CALL_TEMPLATE, setsOnNext("p", PLAN), TARGET)
          .flow(BRANCH)
          .effects(READS_SPACE, BINDS)
          .rule(Rule.CALL_CHECK)
          .doc(
              "Checks the types of a call as written, before its arguments run; the constant is its"
                  + " template over the locals. Sets the local to the types that its parts are"
                  + " evaluated against; goes to the target if only a full evaluation can tell.")),
  LOAD_FORMAL(
      0x49,
      op(3, "-- t:type")
          .takes(reads("p", PLAN), SMALL)
          .rule(Rule.CALL_CHECK)
          .doc(
              "Pushes a type that `check_call` found: of an argument, counted from 1, or of the"
                  + " result, 0.")),
  CAST(
      0x4A,
      op(3, "a t:type -- r")
          .effects(MAY_FORK, READS_SPACE, BINDS)
          .rule(Rule.CAST)
          .doc("Holds a value against the expected type; error atoms where it does not fit.")),
  JUMP_IF_ERROR(
      0x4B,
      op(3, "xs* a -- xs* a")
          .atTargets("xs* a -- a")
          .takes(COUNT, TARGET)
          .flow(BRANCH)
          .rule(Rule.ERROR_LEAVES)
          .doc("Goes to the target with the top of the stack if it is an error.")),
  JUMP_IF_NEW_ERROR(
      0x4C,
      op(3, "xs* w a -- xs* a")
          .atTargets("xs* w a -- a")
          .takes(COUNT, TARGET)
          .flow(BRANCH)
          .rule(Rule.ERROR_LEAVES)
          .doc(
              "Goes to the target if the top of the stack is an error other than the atom beneath,"
                  + " which is what was written.")),
  FAIL_IF_EMPTY(
      0x4D,
      op(3, "a -- a")
          .effects(MAY_FAIL)
          .rule(Rule.EMPTY_FAILS)
          .doc("Ends this alternative for the symbol `Empty`.")),
  MARK_EVALUATED(
      0x4E,
      op(3, "a -- r")
          .effects(READS_SPACE)
          .rule(Rule.EVALUATED_MARK)
          .doc("Resolves an irreducible expression and marks it as being its own value.")),
  CALL(
      0x4F,
      op(3, "xs* t:type -- r")
          .takes(CALL_KEY, COUNT)
          .runsCode()
          .rule(Rule.CALL)
          .doc(
              "Calls the function of a call key with evaluated arguments, for a value of the"
                  + " expected type.")),
  TAIL_CALL(
      0x50,
      op(3, "xs* t:type --")
          .takes(CALL_KEY, COUNT)
          .flow(END)
          .runsCode()
          .rule(Rule.CALL)
          .doc("Calls as the last act, in constant space.")),
  EVAL_ATOM(
      0x51,
      op(3, "a t:type -- r")
          .runsCode()
          .rule(Rule.EVALUATION)
          .doc("Evaluates an atom that was built or received at run time.")),
  TAIL_EVAL(
      0x52,
      op(3, "a t:type --")
          .flow(END)
          .runsCode()
          .rule(Rule.EVALUATION)
          .doc("Evaluates an atom as the last act.")),
  REDUCE(
      0x53,
      op(3, "a t:type -- r")
          .atTargets("a t:type --")
          .takes(TARGET, TARGET)
          .flow(BRANCH)
          .runsCode()
          .rule(Rule.STEP_RESULT)
          .doc(
              "Goes on with the result of a step of a call: evaluates it, unless it is an error;"
                  + " ends this alternative for `Empty`, goes to the first target for"
                  + " `NotReducible`, to the second for `(function ..)`.")),
  TAIL_REDUCE(
      0x54,
      op(3, "a t:type --")
          .takes(TARGET, TARGET)
          .flow(Flow.JUMP)
          .runsCode()
          .rule(Rule.STEP_RESULT)
          .doc("Goes on with the result of a step as the last act, see `reduce`.")),
  CALL_OPERATION(
      0x55,
      op(3, "xs* t:type -- r")
          .takes(OPERATION, COUNT)
          .runsCode()
          .rule(Rule.OPERATION)
          .doc("Calls a grounded operation and goes on with its results.")),
  TAIL_OPERATION(
      0x56,
      op(3, "xs* t:type --")
          .takes(OPERATION, COUNT)
          .flow(END)
          .runsCode()
          .rule(Rule.OPERATION)
          .doc("Calls a grounded operation as the last act.")),
  RUN_INSTRUCTION(
      0x57,
      op(3, "a t:type -- r")
          .runsCode()
          .rule(Rule.INSTRUCTION)
          .doc("Runs a minimal instruction and goes on with its results.")),
  TAIL_INSTRUCTION(
      0x58,
      op(3, "a t:type --")
          .flow(END)
          .runsCode()
          .rule(Rule.INSTRUCTION)
          .doc("Runs a minimal instruction as the last act.")),
  TAIL_FUNCTION(
      0x59,
      op(3, "a t:type --")
          .takes(TEMPLATE)
          .flow(END)
          .runsCode()
          .rule(Rule.FUNCTION_BODY)
          .doc(
              "Runs `(function ..)`, the body of a rule, for a call whose template is the constant,"
                  + " and goes on with what it returns.")),
  RUN_FUNCTION(
      0x5F,
      op(3, "a t:type -- r")
          .takes(TEMPLATE)
          .runsCode()
          .rule(Rule.FUNCTION_BODY)
          .doc("Runs `(function ..)`, the result of a step, see `tail_function`.")),
  APPLY_RULES(
      0x5A,
      op(3, "xs* t:type --")
          .takes(CALL_KEY, COUNT)
          .flow(END)
          .runsCode()
          .rule(Rule.UNIFIED_RULES)
          .doc(
              "Finds the rules of a call by unification, whatever its arguments are, and goes on"
                  + " with each that matches.")),

  JUMP_BY_HEAD(
      0x5B,
      op(3, "--")
          .takes(reads("h", ATOM), SMALL, TARGET, TARGET, TARGET)
          .flow(BRANCH)
          .effects(READS_SPACE)
          .rule(Rule.HEAD_VERDICT)
          .doc(
              "Looks at what a call of the value in a local with so many arguments is: goes on for"
                  + " a plain value, which makes the call a tuple of data; to the first target for"
                  + " a function without a type, to the second for one with a type, to the third"
                  + " for everything else.")),
  CALL_VALUE(
      0x5C,
      op(3, "xs* t:type -- r")
          .takes(reads("h", ATOM), COUNT)
          .runsCode()
          .rule(Rule.CALL)
          .doc("Calls the function that the value in a local names, see `jump_by_head`.")),
  TAIL_CALL_VALUE(
      0x5D,
      op(3, "xs* t:type --")
          .takes(reads("h", ATOM), COUNT)
          .flow(END)
          .runsCode()
          .rule(Rule.CALL)
          .doc("Calls the function that a value names as the last act.")),
  CALL_EVALUATED(
      0x5E,
      op(3, "e:expression t:type -- r")
          .runsCode()
          .rule(Rule.EVALUATED_CALL)
          .doc("Makes the call that an expression is whose parts are all evaluated.")),

  JUMP_UNLESS_VALUE(
      0x6B,
      op(3, "a t:type -- r")
          .atTargets("a t:type --")
          .takes(TARGET)
          .flow(BRANCH)
          .effects(READS_SPACE)
          .rule(Rule.OWN_VALUE)
          .doc(
              "Goes on with an atom that is its own value where the type is expected; anything else"
                  + " would have to be evaluated, and leads to the target.")),

  // ---------------------------------------------------------------- stage 4: nondeterminism
  FORK(
      0x60,
      op(4, "--")
          .takes(TARGETS)
          .flow(Flow.JUMP)
          .effects(MAY_FORK)
          .rule(Rule.ALTERNATIVES)
          .doc("Goes to each target in turn, to the next one when the one before is exhausted.")),
  FAIL(
      0x61,
      op(4, "--")
          .flow(END)
          .effects(MAY_FAIL)
          .rule(Rule.FAILURE)
          .doc("Ends this alternative without a result.")),
  COLLECT(
      0x62,
      op(4, "--")
          .atTargets("-- r:expression")
          .takes(setsOnNext("c", COLLECTOR), TARGET)
          .flow(BRANCH)
          .effects(MAY_FORK)
          .rule(Rule.COLLECTOR)
          .doc(
              "Opens a collector for the code that follows, up to `yield`; at the target, once"
                  + " nothing is left, all results lie on the stack.")),
  YIELD(
      0x63,
      op(4, "a --")
          .takes(reads("c", COLLECTOR))
          .flow(END)
          .effects(MAY_FAIL, WRITES_LOCAL)
          .rule(Rule.COLLECTOR)
          .doc("Hands a result to a collector and goes on with the next alternative.")),
  BEGIN_ALTERNATIVES(
      0x64,
      op(4, "--")
          .takes(sets("b", BARRIER))
          .effects(MAY_FORK)
          .rule(Rule.BARRIER)
          .doc("Opens the barrier that holds errors back until it is known that all fail.")),
  END_ALTERNATIVES(
      0x65,
      op(4, "a -- a")
          .takes(reads("b", BARRIER))
          .effects(MAY_FAIL, WRITES_LOCAL)
          .rule(Rule.BARRIER)
          .doc("Passes a value through the barrier: errors only if no sibling succeeded.")),
  IF_NO_RESULT(
      0x66,
      op(4, "--")
          .takes(setsOnNext("s", SOFT_CUT), TARGET)
          .flow(BRANCH)
          .effects(MAY_FORK)
          .rule(Rule.SOFT_CUT)
          .doc("Goes to the target if the code up to `has_result` ends without any result.")),
  HAS_RESULT(
      0x67,
      op(4, "--")
          .takes(reads("s", SOFT_CUT))
          .effects(CUTS, WRITES_LOCAL)
          .rule(Rule.SOFT_CUT)
          .doc("Notes a result, so that `if_no_result` does not go on.")),

  NEW_SCOPE(
      0x68,
      op(4, "--")
          .takes(sets("s", SCOPE))
          .effects(MAKES_NEW)
          .rule(Rule.SCOPE)
          .doc(
              "Begins the scope of the variables of a rule: alternatives that part from here on"
                  + " have them in common.")),
  CHILD_SCOPE(
      0x6C,
      op(4, "--")
          .takes(sets("s", SCOPE), reads("o", SCOPE), reads("i", CURSOR))
          .effects(MAKES_NEW)
          .rule(Rule.SCOPE)
          .doc(
              "Begins the scope in the first local, of the variables of a template for one child of"
                  + " a list: it lies in the scope in the second local, and the index in the third"
                  + " one says for which child.")),
  SCOPE_VAR(
      0x69,
      op(4, "-- r:variable")
          .takes(NAME, reads("s", SCOPE), SMALL)
          .effects(MAKES_NEW, WRITES_LOCAL)
          .rule(Rule.SCOPE)
          .doc(
              "Pushes a variable of the scope in a local, the number says which one of them: the"
                  + " same one in all alternatives.")),
  CLAIM_VAR(
      0x6A,
      op(4, "a -- r")
          .takes(NAME, reads("s", SCOPE), SMALL)
          .effects(MAKES_NEW, WRITES_LOCAL, BINDS)
          .rule(Rule.SCOPE)
          .doc(
              "Passes the first value of a variable, see `scope_var`. An unbound variable that is"
                  + " younger than the scope is bound to that of the scope, which goes on in its"
                  + " place.")),

  // ---------------------------------------------------------------- stage 5: data
  MAKE_EXPR(
      0x70,
      op(5, "xs* -- r:expression")
          .takes(COUNT)
          .rule(Rule.CONSTRUCTION)
          .doc("An expression, head first.")),
  INSTANTIATE(
      0x71,
      op(5, "-- r")
          .takes(TEMPLATE)
          .rule(Rule.INSTANCE)
          .doc("Pushes an instance of a template over the locals, as data.")),
  LOAD_CHILD(
      0x72,
      op(5, "e:expression -- r")
          .takes(SMALL)
          .rule(Rule.PARTS)
          .doc("A child of an expression of known size.")),
  UNIFY(
      0x73,
      op(5, "a b --")
          .takes(TARGET)
          .flow(BRANCH)
          .effects(BINDS, MAY_FORK, READS_SPACE)
          .rule(Rule.UNIFICATION)
          .doc(
              "Makes two atoms equal, or goes to the target; a space is searched for the other"
                  + " atom.")),
  MATCH_PATTERN(
      0x74,
      op(5, "a --")
          .takes(PATTERN, TARGET)
          .flow(BRANCH)
          .effects(BINDS, MAY_FORK, READS_SPACE)
          .rule(Rule.UNIFICATION)
          .doc(
              "Unifies an atom with a pattern over the locals, or goes to the target. The constant"
                  + " is a pair: the numbers of the locals that the pattern sets, and the"
                  + " pattern; or has a list besides: the local of their scope, and which variables"
                  + " of the scope they are, see `claim_var`.")),
  CONS(
      0x75,
      op(5, "a b -- r:expression")
          .atTargets("a b -- a b")
          .takes(TARGET)
          .flow(BRANCH)
          .rule(Rule.PARTS)
          .doc("Adds a first child to an expression; goes to the target for anything else.")),
  CAR(
      0x76,
      op(5, "a -- r")
          .atTargets("a -- a")
          .takes(TARGET)
          .flow(BRANCH)
          .rule(Rule.PARTS)
          .doc("The first child of an expression; goes to the target if there is none.")),
  CDR(
      0x77,
      op(5, "a -- r:expression")
          .atTargets("a -- a")
          .takes(TARGET)
          .flow(BRANCH)
          .rule(Rule.PARTS)
          .doc("All but the first child of an expression; goes to the target if there is none.")),
  DECONS(
      0x78,
      op(5, "a -- r:expression")
          .atTargets("a -- a")
          .takes(TARGET)
          .flow(BRANCH)
          .rule(Rule.PARTS)
          .doc("The first child and the others, in a pair; goes to the target if there is none.")),
  JUMP_UNLESS_LIST(
      0x79,
      op(5, "--")
          .takes(narrowsOnNext("e", ATOM, EXPRESSION), TARGET)
          .flow(BRANCH)
          .rule(Rule.LIST_CHECK)
          .doc(
              "Goes to the target unless a local holds an expression whose children stay what they"
                  + " are in the place of a variable: none is a `(function ..)`.")),
  JUMP_IF_FUNCTION(
      0x7A,
      op(5, "--")
          .takes(reads("a", ATOM), TARGET)
          .flow(BRANCH)
          .rule(Rule.LIST_CHECK)
          .doc("Goes to the target if a local holds a `(function ..)`.")),
  JUMP_UNLESS_GROUND(
      0x7B,
      op(5, "--")
          .takes(reads("a", ATOM), TARGET)
          .flow(BRANCH)
          .rule(Rule.GROUND_CHECK)
          .doc("Goes to the target if there is an unbound variable in the value of a local.")),
  FIRST_CHILD(
      0x7F,
      op(5, "--")
          .takes(sets("i", CURSOR))
          .rule(Rule.LIST_LOOP)
          .doc("Sets a local to the place before the first child of any expression.")),
  NEXT_CHILD(
      0x7C,
      op(5, "-- r")
          .atTargets("--")
          .takes(reads("e", EXPRESSION), changesOnNext("i", CURSOR), TARGET)
          .flow(BRANCH)
          .rule(Rule.LIST_LOOP)
          .doc(
              "Pushes the child of the expression in the first local that comes after the place in"
                  + " the second local, which moves on; goes to the target when no child is"
                  + " left.")),
  NEW_LIST(
      0x80,
      op(5, "--")
          .takes(sets("l", BUILDER))
          .rule(Rule.GATHERING)
          .doc("Sets a local to an empty list that is to grow.")),
  ADD_TO(
      0x7D,
      op(5, "a --")
          .takes(changesOnNext("l", BUILDER))
          .rule(Rule.GATHERING)
          .doc("Adds a value to the list that a local gathers.")),
  TAKE_LIST(
      0x7E,
      op(5, "-- e:expression")
          .takes(reads("l", BUILDER))
          .rule(Rule.GATHERING)
          .doc("Pushes the expression that a local gathered.")),

  // ---------------------------------------------------------------- stage 6: spaces
  SPACE_MATCH(
      0x90,
      op(6, "s p --")
          .atTargets("s p -- s p")
          .takes(TARGET)
          .flow(BRANCH)
          .effects(READS_SPACE, BINDS, MAY_FORK, MAY_FAIL)
          .rule(Rule.QUERY)
          .doc(
              "Goes on for each match of a pattern in a space, in the order of the entries; goes to"
                  + " the target if the first operand is no space."));

  /** The version of the instruction set: the largest {@link #since} of the table. */
  public static final int SPEC_VERSION = 1;

  private static final Opcode[] BY_CODE = new Opcode[256];

  static {
    for (Opcode opcode : values()) {
      if (BY_CODE[opcode.code] != null) {
        throw new AssertionError(opcode + " has the code of " + BY_CODE[opcode.code]);
      }
      BY_CODE[opcode.code] = opcode;
    }
  }

  private final int code;
  private final OpcodeSpec spec;
  private final String mnemonic;
  private final List<ImmediateKind> immediates;
  private final Set<Effect> effects;
  private final int countIndex;

  /** Read from the table when it is asked for: all of them would take a good part of a start. */
  private @Nullable StackPicture picture;

  private @Nullable StackPicture atTargets;

  Opcode(int code, OpcodeSpec spec) {
    this.code = code;
    this.spec = spec;
    ImmediateKind[] kinds = new ImmediateKind[spec.immediates.size()];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = spec.immediates.get(i).kind();
    }
    this.immediates = List.of(kinds);
    this.effects = Set.copyOf(spec.effects);
    this.mnemonic = name().toLowerCase(Locale.ROOT);
    this.countIndex = immediates.indexOf(COUNT);
  }

  /** The opcode with this code, or null. */
  public static @Nullable Opcode ofCode(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }

  /** The opcode with this mnemonic, or null. */
  public static @Nullable Opcode ofMnemonic(String mnemonic) {
    for (Opcode opcode : values()) {
      if (opcode.mnemonic.equals(mnemonic)) {
        return opcode;
      }
    }
    return null;
  }

  /** The stable number of this opcode in encoded code, 0 to 255. */
  public int code() {
    return code;
  }

  /** The name in text. */
  public String mnemonic() {
    return mnemonic;
  }

  /** What is written behind the opcode. */
  public List<ImmediateKind> immediates() {
    return immediates;
  }

  /** The same with what happens to the locals among it. */
  public List<Immediate> declaredImmediates() {
    return spec.immediates;
  }

  /** Which immediate says how often starred operands occur, or -1. */
  public int countIndex() {
    return countIndex;
  }

  /** What it takes from the stack and leaves, on the way to the next instruction. */
  public StackPicture picture() {
    StackPicture known = picture;
    if (known == null) {
      known = StackPicture.parse(spec.picture);
      picture = known;
    }
    return known;
  }

  /** What it takes from the stack and leaves on the way to a target. */
  public StackPicture pictureAtTargets() {
    StackPicture known = atTargets;
    if (known == null) {
      known = spec.atTargets.equals(spec.picture) ? picture() : StackPicture.parse(spec.atTargets);
      atTargets = known;
    }
    return known;
  }

  /** What it does besides computing results; never empty. */
  public Set<Effect> effects() {
    return effects;
  }

  /** Whether it only computes results. */
  public boolean isPure() {
    return spec.effects.contains(PURE);
  }

  /** Where control can go next. */
  public Flow flow() {
    return spec.flow;
  }

  /** The stage that a backend must cover to compile it, 1 to 6. */
  public int stage() {
    return spec.stage;
  }

  /** The version of the instruction set that brought it. */
  public int since() {
    return 1;
  }

  /** One sentence for documents. */
  public String doc() {
    return spec.doc;
  }

  /**
   * What it means: one MeTTa expression for each operand that it leaves, over variables named like
   * the operands that it takes. Empty where only an engine can say it.
   */
  public String definition() {
    return spec.definition;
  }

  /** Whether it has no value for some operands of its domain, such as a division by zero. */
  public boolean isPartial() {
    return spec.partial;
  }

  /** The rule that says what it means where no expression can: each opcode has one of the two. */
  public Optional<Rule> rule() {
    return Optional.ofNullable(spec.rule);
  }

  /**
   * The name of the operation of the language that it computes, if its definition is a call: {@code
   * +} for {@code (+ $a $b)}.
   */
  public Optional<String> operation() {
    String d = spec.definition;
    if (!d.startsWith("(") || d.startsWith("($") || d.equals("()")) {
      return Optional.empty();
    }
    int end = d.indexOf(' ');
    return Optional.of(d.substring(1, end < 0 ? d.length() - 1 : end));
  }
}
