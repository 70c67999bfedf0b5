package dev.mettle.vm.code.site;

import dev.mettle.backend.spi.CodeSite;
import dev.mettle.frontend.lower.program.HeadTypes;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.CallKey;
import dev.mettle.vm.code.link.FunctionLink;
import dev.mettle.vm.code.link.FunctionTable;
import dev.mettle.vm.minimal.Instructions;
import dev.mettle.vm.operation.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A place in the code where the head of a call is a value: an inline cache of the function that the
 * last symbol named.
 */
public final class HeadSite extends CodeSite {

  /** What a call of a value is. */
  public enum Verdict {
    DATA,
    UNTYPED,
    TYPED,
    OTHER
  }

  /** The place of the value in the frame. */
  public final int place;

  public final int arity;
  private final FunctionTable functions;
  private @Nullable Symbol last;
  private @Nullable FunctionLink link;
  private Verdict verdict = Verdict.OTHER;
  private long judgedAt = -1;

  public HeadSite(int place, int arity, FunctionTable functions) {
    this.place = place;
    this.arity = arity;
    this.functions = functions;
  }

  /** What a call of {@code head}, which is no bound variable, is at present. */
  public Verdict verdict(Atom head) {
    return switch (head) {
      case Symbol s -> verdictOf(s);
      case Operation op -> op.functionType() == null ? Verdict.OTHER : Verdict.TYPED;
      case Grounded g -> verdictOfValue();
      case Variable v -> Verdict.OTHER;
      case Expression e -> Verdict.OTHER;
    };
  }

  /** What a call of a number or another plain value is at present. */
  public Verdict verdictOfValue() {
    return functions.hasValueRules(arity + 1) ? Verdict.OTHER : Verdict.DATA;
  }

  private Verdict verdictOf(Symbol head) {
    FunctionLink known = linkOf(head);
    if (judgedAt != functions.now()) {
      known.refresh();
      verdict = judge(head, known);
      judgedAt = functions.now();
    }
    return verdict;
  }

  private Verdict judge(Symbol head, FunctionLink known) {
    if (Instructions.isInstruction(head)
        || head == Symbols.ERROR
        || head == Symbols.EMPTY
        || head == Symbols.NOT_REDUCIBLE
        || known.kind == FunctionLink.Kind.INTRINSIC) {
      return Verdict.OTHER;
    }
    return switch (functions.typesOf(head)) {
      case HeadTypes.Untyped u -> known.plainHead ? Verdict.UNTYPED : Verdict.OTHER;
      case HeadTypes.Typed(Expression type) ->
          type.size() == arity + 2 ? Verdict.TYPED : Verdict.OTHER;
      case HeadTypes.Unclear u -> Verdict.OTHER;
    };
  }

  /** The function that the last symbol named; null if there was none. */
  public @Nullable FunctionLink lastLink() {
    return link;
  }

  /** The function that a symbol names. */
  public FunctionLink linkOf(Symbol head) {
    FunctionLink known = link;
    if (known == null || last != head) {
      known = functions.link(CallKey.of(head, arity));
      last = head;
      link = known;
      judgedAt = -1;
    }
    return known;
  }
}
