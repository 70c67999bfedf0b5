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
import org.jspecify.annotations.Nullable;

/**
 * What can be known about a value without looking at it. The kinds form a tree with {@link #ATOM}
 * on top: two kinds are either disjoint or one includes the other.
 */
public enum OperandKind {
  /** Any atom. */
  ATOM(null),
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
  /** A literal template with the values of the variables that it shares with its surroundings. */
  CLOSURE(ATOM);

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

  /** The smallest kind that includes both. */
  public OperandKind join(OperandKind other) {
    OperandKind k = this;
    while (!k.includes(other) && k.parent != null) {
      k = k.parent;
    }
    return k;
  }

  /** Whether {@code atom} is of this kind. Of grounded values only the kind ATOM is known here. */
  public boolean admits(Atom atom) {
    return includes(of(atom));
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
