package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.opcode.Opcode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lowers the calls that have a form: each form in a class of its own. */
final class SpecialForms {

  private final FormCode form;
  private final Cases cases;
  private final ListLoops loops;
  private final Map<SpecialForm, FormLowering> lowerings = new EnumMap<>(SpecialForm.class);

  SpecialForms(FormCode form) {
    this.form = form;
    this.cases = new Cases(form);
    this.loops = new ListLoops(form);
  }

  private FormLowering lowering(SpecialForm called) {
    return switch (called) {
      case IF -> new IfForm(form);
      case LET -> new LetForm(form);
      case LET_SEQUENCE -> new LetSequenceForm(form);
      case CASE -> new CaseForm(form, cases);
      case SWITCH -> new SwitchForm(form, cases);
      case UNIFY -> new UnifyForm(form);
      case COLLAPSE -> new CollapseForm(form);
      case SUPERPOSE -> new SuperposeForm(form);
      case MATCH -> new MatchForm(form);
      case QUOTE -> new QuoteForm(form);
      case NOEVAL -> new NoevalForm(form);
      case CAR -> new PartForm(form, Opcode.CAR);
      case CDR -> new PartForm(form, Opcode.CDR);
      case CONS -> new ConsForm(form);
      case DECONS -> new DeconsForm(form);
      case MAP -> new MapForm(form, loops);
      case FILTER -> new FilterForm(form, loops);
      case FOLD -> new FoldForm(form, loops);
    };
  }

  /**
   * Appends the code of a call.
   *
   * @param join where ways that leave the common one go with their value
   * @return what lies on the stack; null if the common way does not lead on
   */
  @Nullable Operand lower(
      SpecialForm called,
      Expression e,
      HeadTypes types,
      ExpectedType type,
      boolean tail,
      Join join) {
    FormLowering lowering = lowerings.computeIfAbsent(called, this::lowering);
    if (!(types instanceof HeadTypes.Typed(Expression functionType)) || !lowering.takes(e)) {
      return form.body.generic(e, type, tail);
    }
    Optional<CallTypes> checked = form.checks.of(e, functionType, type, tail, join);
    return checked.isEmpty()
        ? form.body.generic(e, type, tail)
        : lowering.lower(e, checked.get(), tail, join);
  }
}
