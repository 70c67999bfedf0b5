package dev.mettle.ir.atom;

/**
 * The symbols that the language itself gives a meaning to.
 *
 * @since 1.0
 */
public final class Symbols {

  public static final Symbol EQUALS = Symbol.of("=");
  public static final Symbol COLON = Symbol.of(":");
  public static final Symbol SUBTYPE = Symbol.of(":<");
  public static final Symbol ARROW = Symbol.of("->");
  public static final Symbol COMMA = Symbol.of(",");
  public static final Symbol BANG = Symbol.of("!");

  public static final Symbol EMPTY = Symbol.of("Empty");
  public static final Symbol NOT_REDUCIBLE = Symbol.of("NotReducible");
  public static final Symbol ERROR = Symbol.of("Error");
  public static final Symbol BAD_TYPE = Symbol.of("BadType");
  public static final Symbol BAD_ARG_TYPE = Symbol.of("BadArgType");
  public static final Symbol INCORRECT_NUMBER_OF_ARGUMENTS =
      Symbol.of("IncorrectNumberOfArguments");
  public static final Symbol NO_RETURN = Symbol.of("NoReturn");
  public static final Symbol STACK_OVERFLOW = Symbol.of("StackOverflow");
  public static final Symbol DIVISION_BY_ZERO = Symbol.of("DivisionByZero");
  public static final Symbol RETURN = Symbol.of("return");

  public static final Symbol UNDEFINED = Symbol.of("%Undefined%");
  public static final Symbol ATOM = Symbol.of("Atom");
  public static final Symbol SYMBOL = Symbol.of("Symbol");
  public static final Symbol VARIABLE = Symbol.of("Variable");
  public static final Symbol EXPRESSION = Symbol.of("Expression");
  public static final Symbol GROUNDED = Symbol.of("Grounded");
  public static final Symbol TYPE = Symbol.of("Type");
  public static final Symbol NUMBER = Symbol.of("Number");
  public static final Symbol BOOL = Symbol.of("Bool");
  public static final Symbol STRING = Symbol.of("String");
  public static final Symbol SPACE_TYPE = Symbol.of("SpaceType");

  private Symbols() {}

  /** Whether {@code atom} is an error: an expression whose head is the symbol {@code Error}. */
  public static boolean isError(Atom atom) {
    return atom instanceof Expression e && e.hasHead(ERROR);
  }

  /** The meta-type of an atom: Symbol, Variable, Expression or Grounded. */
  public static Symbol metaTypeOf(Atom atom) {
    return switch (atom) {
      case Symbol s -> SYMBOL;
      case Variable v -> VARIABLE;
      case Expression e -> EXPRESSION;
      case Grounded g -> GROUNDED;
    };
  }

  /** Whether {@code type} is one of the five meta-types, Atom included. */
  public static boolean isMetaType(Atom type) {
    return type == ATOM
        || type == SYMBOL
        || type == VARIABLE
        || type == EXPRESSION
        || type == GROUNDED;
  }
}
