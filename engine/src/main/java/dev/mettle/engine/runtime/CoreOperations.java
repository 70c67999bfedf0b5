package dev.mettle.engine.runtime;

import static dev.mettle.ir.atom.Symbols.ATOM;
import static dev.mettle.ir.atom.Symbols.EXPRESSION;
import static dev.mettle.ir.atom.Symbols.UNDEFINED;
import static dev.mettle.vm.operation.FunctionTypes.arrow;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.library.SetOperations;
import dev.mettle.vm.operation.OperationDoc;
import dev.mettle.vm.space.AlphaForm;
import dev.mettle.vm.space.VariableRewriter;
import java.util.Set;

/** Alternatives, meta-types, pragmas: the operations that look into evaluation itself. */
final class CoreOperations {

  private final Settings settings;

  CoreOperations(Settings settings) {
    this.settings = settings;
  }

  void declareIn(Declarations d) {
    d.value(
        "superpose",
        arrow(EXPRESSION, UNDEFINED),
        OperationDoc.of(
            "Turns an expression into alternatives, which are evaluated.",
            "an expression, which is not evaluated",
            "each of its elements as a result"),
        (call, context) ->
            call.get(1) instanceof Expression list
                ? SetOperations.alternatives(list)
                : Errors.of(call, "superpose expects single expression as an argument"));
    d.value(
        "nop",
        UNDEFINED,
        OperationDoc.of("Evaluates its arguments, as many as there are.", "the unit value"),
        (call, context) -> Expression.EMPTY);
    d.value(
        "if-equal",
        arrow(ATOM, ATOM, ATOM, ATOM, UNDEFINED),
        OperationDoc.of(
            "Chooses by whether two atoms, which are not evaluated, are equal up to names of"
                + " variables.",
            "an atom",
            "an atom",
            "the result if they are equal",
            "the result if they are not",
            "the third or the fourth argument"),
        (call, context) -> AlphaForm.equal(call.get(1), call.get(2)) ? call.get(3) : call.get(4));
    d.value(
        "get-metatype",
        arrow(ATOM, ATOM),
        OperationDoc.of(
            "Says what kind of atom an atom is.",
            "an atom, which is not evaluated",
            "Symbol, Variable, Grounded or Expression"),
        (call, context) -> Symbols.metaTypeOf(call.get(1)));
    d.value(
        "sealed",
        arrow(EXPRESSION, ATOM, ATOM),
        OperationDoc.of(
            "Gives the variables of an atom new names, but for some.",
            "an expression of the variables that stay",
            "an atom, which is not evaluated",
            "the atom with its other variables renamed"),
        (call, context) -> sealed(call));
    d.value(
        "pragma!",
        UNDEFINED,
        OperationDoc.of(
            "Changes how the program is run.",
            "a key: interpreter, type-check or max-stack-depth; others have no effect",
            "its new value",
            "the unit value"),
        (call, context) -> pragma(call));
  }

  private static Atom sealed(Expression call) {
    VariableRewriter open = new VariableRewriter(v -> v);
    open.rewrite(call.get(1));
    Set<Variable> kept = open.replacements().keySet();
    return new VariableRewriter(v -> kept.contains(v) ? v : Variable.fresh(v.name()))
        .rewrite(call.get(2));
  }

  private Atom pragma(Expression call) {
    if (call.size() > 1 && !(call.get(1) instanceof Symbol)) {
      return Errors.of(call, "pragma! expects symbol atom as a key");
    }
    if (call.size() < 3) {
      return Errors.of(call, "pragma! expects key and value as arguments");
    }
    Symbol key = (Symbol) call.get(1);
    Atom value = call.get(2);
    switch (key.name()) {
      case "interpreter" -> settings.setBareMinimal(value == Symbol.of("bare-minimal"));
      case "type-check" -> settings.setTypeCheckAuto(value == Symbol.of("auto"));
      case "max-stack-depth" -> {
        if (!(value instanceof LongAtom n) || n.value() < 0) {
          return Errors.of(call, "UnsignedIntegerIsExpected");
        }
        settings.setMaxStackDepth((int) Math.min(n.value(), Integer.MAX_VALUE));
      }
      default -> {}
    }
    return Expression.EMPTY;
  }
}
