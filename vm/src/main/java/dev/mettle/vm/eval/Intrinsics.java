package dev.mettle.vm.eval;

import dev.mettle.frontend.lower.program.SpecialForm;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.space.AtomSpace;
import java.util.List;

/**
 * The functions of the standard library that are computed directly: those that have a form in code,
 * and {@code id}.
 */
public final class Intrinsics {

  private Intrinsics() {}

  /** A table with all intrinsics, for the rules that {@code library} holds. */
  public static IntrinsicTable forLibrary(AtomSpace library) {
    IntrinsicTable table = new IntrinsicTable(library);
    table.define("id", 1, (w, m, args, call, k) -> RuleBody.first(w, m, args[1], args, call, k));
    for (SpecialForm form : SpecialForm.values()) {
      if (form.meaning() == SpecialForm.Meaning.RULES) {
        table.define(form.functionName(), form.arity(), of(form), usesOf(form));
      }
    }
    return table;
  }

  private static Intrinsic of(SpecialForm form) {
    return switch (form) {
      case IF -> IfIntrinsic::apply;
      case LET -> LetIntrinsic::apply;
      case LET_SEQUENCE -> LetSequenceIntrinsic::apply;
      case CASE -> CaseIntrinsic::apply;
      case SWITCH -> SwitchIntrinsic::apply;
      case COLLAPSE -> CollapseIntrinsic::apply;
      case QUOTE -> (w, m, args, call, k) -> w.irreducible(m, Expression.owning(args), call, k);
      case NOEVAL -> (w, m, args, call, k) -> RuleBody.first(w, m, args[1], args, call, k);
      case CAR -> PartIntrinsics::car;
      case CDR -> PartIntrinsics::cdr;
      case MAP -> TemplateWalk::map;
      case FILTER -> TemplateWalk::filter;
      case FOLD -> FoldWalk::fold;
      case UNIFY, CONS, DECONS, SUPERPOSE, MATCH -> throw new IllegalArgumentException(form.name());
    };
  }

  /** The functions that the rules call and that a program may add to. */
  private static List<IntrinsicTable.Function> usesOf(SpecialForm form) {
    return switch (form) {
      case CASE, SWITCH -> SwitchIntrinsic.USES;
      case MAP -> TemplateWalk.USES;
      case IF, LET, LET_SEQUENCE, COLLAPSE, QUOTE, NOEVAL, CAR, CDR, FILTER, FOLD -> List.of();
      case UNIFY, CONS, DECONS, SUPERPOSE, MATCH -> List.of();
    };
  }
}
