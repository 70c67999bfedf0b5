package dev.mettle.frontend.lower.program;

import dev.mettle.ir.atom.Expression;

/** Lowers a form that chooses among cases, which are written in it. */
abstract class CasesForm extends FormLowering {

  final Cases cases;

  CasesForm(FormCode form, Cases cases) {
    super(form);
    this.cases = cases;
  }

  @Override
  final boolean takes(Expression e) {
    return Cases.areClear(e.get(2));
  }
}
