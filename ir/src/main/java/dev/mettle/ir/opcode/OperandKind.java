package dev.mettle.ir.opcode;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be known, without looking, about what lies on the operand stack or in a local: the kinds
 * of values, with {@link #ATOM} on top, and the kinds of what only the machinery of a function
 * knows. The kinds form a tree: two are either disjoint or one includes the other.
 *
 * @since 1.0
 */
public enum OperandKind {
  /** Whatever a local can hold. */
  ANYTHING(null),
  /** Whatever can lie on the operand stack: a value or a type. */
  OPERAND(ANYTHING),
  /** Any atom: the kind on top of all values. */
  ATOM(OPERAND),
  /** A number. */
  NUMBER(ATOM),
  /** An integer of any size. */
  INTEGER(NUMBER),
  /** A float. */
  FLOAT(NUMBER),
  /** {@code True} or {@code False}. */
  BOOL(ATOM),
  /** A string. */
  STRING(ATOM),
  /** A symbol. */
  SYMBOL(ATOM),
  /** A variable. */
  VARIABLE(ATOM),
  /** An expression. */
  EXPRESSION(ATOM),
  /** {@code ()}, the unit value and the empty list. */
  UNIT(EXPRESSION),
  /** A space. */
  SPACE(ATOM),
  /** A state. */
  STATE(ATOM),
  /** A type that something is evaluated against. It is an atom, but code has no use for it. */
  TYPE(OPERAND),
  /** What the check of a call found: the types that its parts are evaluated against. */
  PLAN(ANYTHING),
  /** What gathers the results of a piece of code. */
  COLLECTOR(ANYTHING),
  /** What holds errors back until it is known that all alternatives fail. */
  BARRIER(ANYTHING),
  /** The variables that alternatives of one application of a rule have in common. */
  SCOPE(ANYTHING),
  /** What knows whether a piece of code had a result. */
  SOFT_CUT(ANYTHING),
  /** A list under construction. */
  BUILDER(ANYTHING),
  /** A place between the children of an expression. */
  CURSOR(ANYTHING);

  private static final OperandKind[] VALUES = values();

  private final @Nullable OperandKind parent;
  private final String label = name().toLowerCase(Locale.ROOT);

  OperandKind(@Nullable OperandKind parent) {
    this.parent = parent;
  }

  /** The name in text. */
  public String label() {
    return label;
  }

  /** The kind with this name in text, or null. */
  public static @Nullable OperandKind ofLabel(String label) {
    for (OperandKind kind : VALUES) {
      if (kind.label.equals(label)) {
        return kind;
      }
    }
    return null;
  }

  /** The next larger kind; none for the largest. */
  public Optional<OperandKind> parent() {
    return Optional.ofNullable(parent);
  }

  /** Whether each value of {@code other} is one of this kind. */
  public boolean includes(OperandKind other) {
    for (OperandKind k = other; k != null; k = k.parent) {
      if (k == this) {
        return true;
      }
    }
    return false;
  }

  /** Whether no value is of both kinds. */
  public boolean isDisjointFrom(OperandKind other) {
    return !includes(other) && !other.includes(this);
  }

  /** Whether what is of this kind is a value: an atom that a program can see. */
  public boolean isValue() {
    return ATOM.includes(this);
  }

  /** Whether no value of this kind is an error, {@code Empty}, a variable or a call. */
  public boolean isPlain() {
    return NUMBER.includes(this) || this == BOOL || this == STRING || this == UNIT;
  }

  /** The kind of the values of a type of the language, as far as it is known here. */
  public static OperandKind ofType(Symbol type) {
    if (type == Symbols.NUMBER) {
      return NUMBER;
    }
    if (type == Symbols.BOOL) {
      return BOOL;
    }
    return type == Symbols.STRING ? STRING : ATOM;
  }

  /** The smallest kind that includes both. */
  public OperandKind join(OperandKind other) {
    OperandKind k = this;
    while (!k.includes(other) && k.parent != null) {
      k = k.parent;
    }
    return k;
  }

  /**
   * Whether {@code atom} is of this kind. Of grounded values only the kind ATOM is known here, and
   * any atom can be a type.
   */
  public boolean admits(Atom atom) {
    return this == TYPE || includes(of(atom));
  }

  /** The most exact kind of {@code atom} that can be told without knowing an engine's classes. */
  public static OperandKind of(Atom atom) {
    return switch (atom) {
      case NumberAtom n -> n instanceof DoubleAtom ? FLOAT : INTEGER;
      case BoolAtom b -> BOOL;
      case StringAtom s -> STRING;
      case Symbol s -> SYMBOL;
      case Variable v -> VARIABLE;
      case Expression e -> e.size() == 0 ? UNIT : EXPRESSION;
      case GroundedValue g -> g.type() == Symbols.SPACE_TYPE ? SPACE : ATOM;
    };
  }
}
