package dev.mettle.vm.code.meaning;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.EvaluatedMark;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.space.View;
import dev.mettle.vm.types.TypeChecker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells which values are their own value against a type, and which types they fit. */
public final class OwnValues {

  private final Machine machine;
  private final CodeEvaluator evaluator;
  private final PlainData plainData;

  public OwnValues(Machine machine, CodeEvaluator evaluator) {
    this.machine = machine;
    this.evaluator = evaluator;
    this.plainData = new PlainData(evaluator);
  }

  /** Whether an atom that is no variable with a value is its own value against a type. */
  public boolean isOwnValue(Atom atom, Atom type) {
    if (atom instanceof Variable v && Terms.dereference(v) != v
        || atom instanceof Expression e && !e.isGround()) {
      return false;
    }
    return is(atom, type instanceof Variable ? Terms.dereference(type) : type);
  }

  /** An atom, resolved, if it is its own value against a type; else null. */
  public @Nullable Atom ownValue(Atom value, Atom type) {
    Atom atom = Terms.dereference(value);
    if (!is(atom, Terms.dereference(type))) {
      return null;
    }
    return atom instanceof Expression e && !e.isGround() ? Terms.resolve(e) : atom;
  }

  /** Whether a value is what was written, under the present bindings. */
  public static boolean isSame(Atom value, Atom written) {
    return AtomEquality.equal(Terms.resolve(written), value);
  }

  /** Whether an expression can be told to be data by a look at it. */
  public boolean isPlainData(Expression e) {
    return e.isGround() && plainData.is(e, machine.view());
  }

  /**
   * Whether an atom is its own value against a type; neither is a variable with a value. What is
   * not told by a look is evaluated.
   */
  public boolean is(Atom atom, Atom expected) {
    return expected == Symbols.ATOM
        || switch (atom) {
          case Variable v -> true;
          case Symbol s ->
              expected == Symbols.UNDEFINED
                  || expected == Symbols.SYMBOL
                  || expected.isGround()
                      && evaluator.evaluation().checker().castsSymbol(s, expected, machine.view());
          case Grounded g ->
              expected == Symbols.UNDEFINED
                  || expected == Symbols.GROUNDED
                  || g.type() == expected
                  || isSameStructure(g.type(), expected);
          case Expression e ->
              e.size() == 0
                  || expected == Symbols.EXPRESSION
                  || EvaluatedMark.isValid(e, machine.view())
                      && evaluator.acceptsEvaluated(e, expected, machine.view())
                  || expected == Symbols.UNDEFINED && plainData.is(e, machine.view());
        };
  }

  /**
   * Whether types that are expressions are one type, and nothing is left open in it. Most are short
   * and made of symbols, so their parts are looked at before anything is computed.
   */
  private static boolean isSameStructure(Atom type, Atom expected) {
    if (!(type instanceof Expression t
        && expected instanceof Expression e
        && t.size() == e.size()
        && e.isGround())) {
      return false;
    }
    for (int i = 0; i < t.size(); i++) {
      if (t.get(i) != e.get(i) && !AtomEquality.equal(t.get(i), e.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** What {@code cast} says of a value; nothing if it lets it pass. */
  public List<Atom> castErrors(Atom atom, Atom expected, View view) {
    boolean own =
        atom instanceof Symbol && expected == Symbols.SYMBOL
            || !(atom instanceof Symbol) && expected == Symbols.GROUNDED;
    return own ? List.of() : evaluator.evaluation().checker().cast(atom, expected, view);
  }

  /** Whether a value that is no variable is of a kind that code asks for. */
  public static boolean isOfKind(Atom atom, Symbol kind) {
    return atom instanceof Grounded g
        && (kind == Symbols.GROUNDED ? Operation.isPlainValue(g) : g.type() == kind);
  }

  /** Whether an expected type admits values of a type that is no variable. */
  public static boolean admits(Atom expected, Atom type) {
    Atom e = Terms.dereference(expected);
    return TypeChecker.isWildcard(e) || e.equals(type);
  }
}
