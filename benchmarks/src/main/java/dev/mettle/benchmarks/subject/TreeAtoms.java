package dev.mettle.benchmarks.subject;

import dev.mettle.benchmarks.expression.ExpressionTree;
import dev.mettle.benchmarks.expression.Value;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayList;
import java.util.List;

/** Turns measured expressions into atoms. */
final class TreeAtoms {

  private TreeAtoms() {}

  /** The expression as an atom; inputs become variables. */
  static Atom of(ExpressionTree tree) {
    return switch (tree) {
      case ExpressionTree.Input input -> Variable.of(input.name());
      case ExpressionTree.Constant constant -> of(constant.value());
      case ExpressionTree.Call call -> {
        List<Atom> parts = new ArrayList<>();
        parts.add(Symbol.of(call.operation().symbol()));
        call.arguments().forEach(argument -> parts.add(of(argument)));
        yield Expression.of(parts);
      }
    };
  }

  /** A value as an atom. */
  static Atom of(Value value) {
    return switch (value) {
      case Value.Whole whole -> LongAtom.of(whole.number());
      case Value.Real real -> DoubleAtom.of(real.number());
      case Value.Truth truth -> BoolAtom.of(truth.holds());
    };
  }
}
