package dev.mettle.ir.opcode;

import static dev.mettle.ir.opcode.Effect.IO;
import static dev.mettle.ir.opcode.Effect.MAY_FAIL;
import static dev.mettle.ir.opcode.Effect.MAY_FORK;
import static dev.mettle.ir.opcode.Effect.PURE;
import static dev.mettle.ir.opcode.Effect.READS_SPACE;
import static dev.mettle.ir.opcode.Effect.WRITES_SPACE;
import static dev.mettle.ir.opcode.Flow.BRANCH;
import static dev.mettle.ir.opcode.Flow.END;
import static dev.mettle.ir.opcode.ImmediateKind.CALL_KEY;
import static dev.mettle.ir.opcode.ImmediateKind.CONSTANT;
import static dev.mettle.ir.opcode.ImmediateKind.COUNT;
import static dev.mettle.ir.opcode.ImmediateKind.LOCAL;
import static dev.mettle.ir.opcode.ImmediateKind.LONG;
import static dev.mettle.ir.opcode.ImmediateKind.NAME;
import static dev.mettle.ir.opcode.ImmediateKind.SMALL;
import static dev.mettle.ir.opcode.ImmediateKind.TARGET;
import static dev.mettle.ir.opcode.ImmediateKind.TARGETS;
import static dev.mettle.ir.opcode.OpcodeSpec.op;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The instruction set: each opcode with its code, stack picture, immediates, effects and meaning,
 * in this one place. Encoder, decoder, text form, verifier, folder, documents and tests are derived
 * from it. Codes are stable: a new opcode gets a new code, a code is never used again.
 */
public enum Opcode {
  // ---------------------------------------------------------------- stage 1: primitives
  NOP(0x00, op(1, "--").doc("Does nothing.")),
  LOAD_LOCAL(
      0x01,
      op(1, "-- a").takes(LOCAL).means("$local").doc("Pushes a parameter or a local variable.")),
  POP(0x02, op(1, "a --").doc("Drops the top of the stack.")),
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
      op(1, "xs* -- xs* xs*").takes(COUNT).doc("Pushes the topmost operands again, in order.")),
  POP_N(0x08, op(1, "xs* --").takes(COUNT).doc("Drops the topmost operands.")),
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
          .doc("Quotient; of integers truncated towards zero, by the integer 0 an error.")),
  MOD(
      0x14,
      op(1, "a:number b:number -- r:number")
          .means("(% $a $b)")
          .doc("Remainder with the sign of the dividend; of integers by 0 an error.")),
  FLOOR_DIV(
      0x15,
      op(1, "a:number b:number -- r:number")
          .means("(floor-div $a $b)")
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
  RETURN(0x22, op(1, "a --").flow(END).doc("Ends the function with the top of the stack.")),

  // ---------------------------------------------------------------- stage 2: run-time calls
  PUSH_LONG(
      0x30, op(2, "-- r:integer").takes(LONG).means("$long").doc("Pushes an integer of 64 bits.")),
  PUSH_CONSTANT(0x31, op(2, "-- a").takes(CONSTANT).means("$const").doc("Pushes a constant.")),
  POW(
      0x32,
      op(2, "a:number b:number -- r:float")
          .means("(pow-math $a $b)")
          .doc("Power, always a float; an integer exponent must fit 32 bits.")),
  CALL_NATIVE(
      0x33,
      op(2, "xs* -- r")
          .takes(NAME, COUNT)
          .means("($name $xs)")
          .doc("Calls a pure grounded operation by name with evaluated arguments.")),

  // ---------------------------------------------------------------- stage 3: functions, branches
  JUMP(0x40, op(3, "--").takes(TARGET).flow(Flow.JUMP).doc("Goes to the target.")),
  JUMP_IF_FALSE(
      0x41,
      op(3, "c --")
          .takes(TARGET, TARGET, TARGET)
          .flow(BRANCH)
          .doc(
              "Goes on for `True`, to the first target for `False`, to the second for a variable,"
                  + " to the third for anything else.")),
  JUMP_TABLE(
      0x42,
      op(3, "i:integer --")
          .takes(TARGETS)
          .flow(Flow.JUMP)
          .doc("Goes to the target with that index; the last one stands for all other values.")),
  STORE_LOCAL(0x43, op(3, "a --").takes(LOCAL).doc("Sets a parameter or a local variable.")),
  FRESH_VAR(
      0x44,
      op(3, "-- r:variable").takes(NAME).doc("Pushes a variable that differs from all others.")),
  CHECK_CALL(
      0x45,
      op(3, "--")
          .takes(CONSTANT)
          .effects(MAY_FAIL, READS_SPACE)
          .doc(
              "Checks the types of a call as written, before its arguments run; the constant is its"
                  + " template over the locals. A mismatch ends the function with its errors.")),
  CAST(
      0x46,
      op(3, "a -- r")
          .takes(CONSTANT)
          .effects(MAY_FAIL, READS_SPACE)
          .doc("Holds a result against the expected type; an error atom where it does not fit.")),
  RETURN_IF_ERROR(
      0x47,
      op(3, "a -- a")
          .doc("Ends the function with the top of the stack if it is an error or `Empty`.")),
  MARK_EVALUATED(
      0x48, op(3, "a -- a").doc("Marks an irreducible expression as being its own value.")),
  CALL(
      0x49,
      op(3, "xs* -- r")
          .takes(CALL_KEY, COUNT)
          .effects(MAY_FORK, MAY_FAIL, READS_SPACE, WRITES_SPACE, IO)
          .doc("Calls the function of a call key.")),
  TAIL_CALL(
      0x4A,
      op(3, "xs* --")
          .takes(CALL_KEY, COUNT)
          .flow(END)
          .effects(MAY_FORK, MAY_FAIL, READS_SPACE, WRITES_SPACE, IO)
          .doc("Calls as the last act, in constant space; of the function itself it is a loop.")),
  CALL_VALUE(
      0x4B,
      op(3, "f xs* -- r")
          .takes(COUNT)
          .effects(MAY_FORK, MAY_FAIL, READS_SPACE, WRITES_SPACE, IO)
          .doc("Calls a head known only at run time with evaluated arguments.")),
  EVAL_ATOM(
      0x4C,
      op(3, "a -- r")
          .effects(MAY_FORK, MAY_FAIL, READS_SPACE, WRITES_SPACE, IO)
          .doc("Evaluates an atom that was built or received at run time.")),
  APPLY(
      0x4D,
      op(3, "f xs* -- r")
          .takes(COUNT)
          .effects(MAY_FORK, MAY_FAIL, READS_SPACE, WRITES_SPACE, IO)
          .doc("Applies a head that came out of an evaluated tuple, without type check.")),
  JUMP_IF_LAZY_HEAD(
      0x4E,
      op(3, "f -- f")
          .takes(TARGET)
          .flow(BRANCH)
          .effects(READS_SPACE)
          .doc("Goes to the target if some argument of a call of this head is not evaluated.")),
  MAKE_CLOSURE(
      0x4F,
      op(3, "xs* -- r:closure")
          .takes(CONSTANT, COUNT)
          .doc("Pushes a literal template with the values that it shares with its surroundings.")),
  CALL_CLOSURE(
      0x50,
      op(3, "f:closure xs* -- r")
          .takes(COUNT)
          .effects(MAY_FORK, MAY_FAIL, READS_SPACE, WRITES_SPACE, IO)
          .doc("Evaluates a template for some values of its own variables.")),

  // ---------------------------------------------------------------- stage 4: nondeterminism
  FORK(
      0x60,
      op(4, "--")
          .takes(TARGETS)
          .flow(Flow.JUMP)
          .effects(MAY_FORK)
          .doc("Goes to each target in turn, to the next one when the one before is exhausted.")),
  CHOICE(
      0x61,
      op(4, "e:expression -- a")
          .effects(MAY_FORK, MAY_FAIL)
          .doc("The elements of an expression as alternatives, in order.")),
  FAIL(
      0x62, op(4, "--").flow(END).effects(MAY_FAIL).doc("Ends this alternative without a result.")),
  YIELD(
      0x63,
      op(4, "a --")
          .flow(END)
          .effects(MAY_FAIL)
          .doc("Hands a result to the innermost collector and goes on with the next alternative.")),
  CUT(0x64, op(4, "--").doc("Forgets the alternatives made since the function was entered.")),
  COLLECT(
      0x65,
      op(4, "--")
          .atTargets("-- r:expression")
          .takes(TARGET)
          .flow(BRANCH)
          .effects(MAY_FORK)
          .doc(
              "Opens a collector for the code that follows, up to `yield`; at the target, once"
                  + " nothing is left, all results lie on the stack.")),
  BEGIN_ALTERNATIVES(
      0x66, op(4, "--").effects(MAY_FORK).doc("Opens the barrier that holds errors back.")),
  END_ALTERNATIVES(
      0x67,
      op(4, "a -- a")
          .effects(MAY_FAIL)
          .doc("Passes a value through the barrier: errors only if no sibling succeeded.")),
  IF_NO_RESULT(
      0x68,
      op(4, "--")
          .takes(TARGET)
          .flow(BRANCH)
          .effects(MAY_FORK)
          .doc("Goes to the target if the code that follows ends without any result.")),

  // ---------------------------------------------------------------- stage 5: data
  MAKE_LIST(0x70, op(5, "xs* -- r:expression").takes(COUNT).means("($xs)").doc("A list of data.")),
  MAKE_EXPR(
      0x71,
      op(5, "xs* -- r:expression").takes(COUNT).means("($xs)").doc("An expression, head first.")),
  CONS(
      0x72,
      op(5, "a b:expression -- r:expression")
          .means("(cons-atom $a $b)")
          .doc("Adds a first child.")),
  CAR(0x73, op(5, "a:expression -- r").means("(car-atom $a)").doc("The first child.")),
  CDR(
      0x74,
      op(5, "a:expression -- r:expression").means("(cdr-atom $a)").doc("All but the first child.")),
  GET_ELEMENT(
      0x75,
      op(5, "a:expression b:number -- r").means("(index-atom $a $b)").doc("A child by its index.")),
  SIZE(
      0x76,
      op(5, "a:expression -- r:integer").means("(size-atom $a)").doc("The number of children.")),
  MATCH_HEAD(
      0x77,
      op(5, "a -- xs*")
          .atTargets("a --")
          .takes(CONSTANT, COUNT, TARGET)
          .flow(BRANCH)
          .doc(
              "Takes an expression with this head apart into its other children; goes to the"
                  + " target for anything else.")),
  MATCH_CONST(
      0x78,
      op(5, "a --")
          .takes(CONSTANT, TARGET)
          .flow(BRANCH)
          .doc("Goes on if the operand equals the constant, else to the target.")),
  UNIFY(0x79, op(5, "a b --").effects(MAY_FAIL, MAY_FORK).doc("Makes two atoms equal, or fails.")),
  BIND(
      0x7A,
      op(5, "a --").takes(LOCAL).effects(MAY_FAIL).doc("Unifies a local variable with an atom.")),
  LOAD_BINDING(
      0x7B, op(5, "-- a").takes(LOCAL).doc("Pushes what a local variable is bound to, resolved.")),
  IS_VARIABLE(0x7C, op(5, "a -- r:bool").doc("Whether the operand is an unbound variable.")),
  IS_SYMBOL(0x7D, op(5, "a -- r:bool").doc("Whether the operand is a symbol.")),
  IS_EXPR(0x7E, op(5, "a -- r:bool").doc("Whether the operand is an expression.")),

  // ---------------------------------------------------------------- stage 6: spaces, state, types
  GET_SPACE(
      0x90,
      op(6, "-- r:space").takes(CONSTANT).effects(READS_SPACE).doc("Pushes a space by its token.")),
  SET_SPACE(
      0x91,
      op(6, "s:space --").effects(WRITES_SPACE).doc("Makes a space the context of what follows.")),
  LOAD_CONTEXT_SPACE(
      0x92,
      op(6, "-- r:space").means("(context-space)").effects(READS_SPACE).doc("The context space.")),
  SPACE_ADD(
      0x93,
      op(6, "a:space b -- r:unit")
          .means("(add-atom $a $b)")
          .effects(WRITES_SPACE)
          .doc("Adds an atom to a space.")),
  SPACE_REMOVE(
      0x94,
      op(6, "a:space b -- r:unit")
          .means("(remove-atom $a $b)")
          .effects(WRITES_SPACE)
          .doc("Removes one copy of an atom from a space.")),
  SPACE_MATCH(
      0x95,
      op(6, "a:space b c -- r")
          .means("(match $a $b $c)")
          .effects(READS_SPACE, MAY_FORK, MAY_FAIL)
          .doc("The template for each match of the pattern, in the order of the entries.")),
  NEW_STATE(
      0x96,
      op(6, "a -- r:state").means("(new-state $a)").effects(READS_SPACE).doc("Makes a state.")),
  GET_STATE(
      0x97,
      op(6, "a:state -- r").means("(get-state $a)").effects(READS_SPACE).doc("Reads a state.")),
  CHANGE_STATE(
      0x98,
      op(6, "a:state b -- r:state")
          .means("(change-state! $a $b)")
          .effects(WRITES_SPACE)
          .doc("Changes a state in place.")),
  GET_TYPE(
      0x99,
      op(6, "a -- r")
          .means("(get-type $a)")
          .effects(READS_SPACE, MAY_FORK, MAY_FAIL)
          .doc("The types of an atom as alternatives.")),
  CHECK_TYPE(
      0x9A,
      op(6, "a t -- r:bool")
          .effects(READS_SPACE)
          .doc("Whether a type is one of the atom's types."));

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
  private final Set<Effect> effects;
  private final int countIndex;

  Opcode(int code, OpcodeSpec spec) {
    this.code = code;
    this.spec = spec;
    this.effects = Set.copyOf(spec.effects);
    this.mnemonic = name().toLowerCase(Locale.ROOT);
    this.countIndex = spec.immediates.indexOf(COUNT);
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
    return spec.immediates;
  }

  /** Which immediate says how often starred operands occur, or -1. */
  public int countIndex() {
    return countIndex;
  }

  /** What it takes from the stack and leaves, on the way to the next instruction. */
  public StackPicture picture() {
    return spec.picture;
  }

  /** What it takes from the stack and leaves on the way to a target. */
  public StackPicture pictureAtTargets() {
    return spec.atTargets;
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
