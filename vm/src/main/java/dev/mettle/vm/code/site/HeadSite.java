package dev.mettle.vm.code.site;

import dev.mettle.backend.spi.CodeSite;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.link.FunctionLink;
import dev.mettle.vm.code.link.FunctionTable;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.space.RuleCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the code where the head of a call is a value: an inline cache of the functions that
 * the last symbols named. It also knows the few functions that there have been, for whoever
 * compiles it.
 */
public final class HeadSite extends CodeSite {

  /** A place that has met more functions than this is for any. */
  public static final int FEW = 4;

  /** So many symbols are remembered besides the last one. */
  private static final int REMEMBERED = 4;

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

  /** The code that makes the call, for errors that come of it in compiled code. */
  public RuleCode code = RuleCode.NONE;

  /** The IR offset of the call. */
  public int offset;

  private final FunctionTable functions;
  private @Nullable Known last;
  private final @Nullable Known[] remembered = new Known[REMEMBERED];
  private int oldest;
  private @Nullable FunctionLink lastMet;
  private final List<FunctionLink> met = new ArrayList<>(1);

  /** A symbol that stood here, and the function that it names. */
  private static final class Known {
    final Symbol head;
    final FunctionLink link;
    Verdict verdict = Verdict.OTHER;
    long judgedAt = -1;

    Known(Symbol head, FunctionLink link) {
      this.head = head;
      this.link = link;
    }
  }

  public HeadSite(int place, int arity, FunctionTable functions) {
    this.place = place;
    this.arity = arity;
    this.functions = functions;
  }

  /** Says where the call is; the interpreter knows it anyway. */
  public void standsAt(RuleCode of, int at) {
    code = of;
    offset = at;
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
    Known known = known(head);
    if (known.judgedAt != functions.now()) {
      known.link.refresh();
      known.verdict = judge(head, known.link);
      known.judgedAt = functions.now();
    }
    return known.verdict;
  }

  private static Verdict judge(Symbol head, FunctionLink known) {
    if (known.isInstruction
        || known.kind == FunctionLink.Kind.INTRINSIC
        || head == Symbols.ERROR
        || head == Symbols.EMPTY
        || head == Symbols.NOT_REDUCIBLE) {
      return Verdict.OTHER;
    }
    return known.plainHead
        ? Verdict.UNTYPED
        : known.headType() == null ? Verdict.OTHER : Verdict.TYPED;
  }

  /** Whether the interpreter has met more than a few functions so far. */
  public boolean metMany() {
    return met.size() > FEW;
  }

  /** The functions that the interpreter has met so far; one more than a few stands for others. */
  public List<FunctionLink> met() {
    return met;
  }

  /** The function that a symbol names. */
  public FunctionLink linkOf(Symbol head) {
    return known(head).link;
  }

  /**
   * The same where the interpreter calls it. What compiled code comes to is not noted: it calls
   * directly what the interpreter has met.
   */
  public FunctionLink meet(Symbol head) {
    FunctionLink link = linkOf(head);
    if (link != lastMet) {
      lastMet = link;
      if (met.size() <= FEW && !met.contains(link)) {
        met.add(link);
      }
    }
    return link;
  }

  private Known known(Symbol head) {
    Known latest = last;
    if (latest != null && latest.head == head) {
      return latest;
    }
    for (Known known : remembered) {
      if (known != null && known.head == head) {
        last = known;
        return known;
      }
    }
    Known unknown = new Known(head, functions.link(head, arity));
    remembered[oldest] = unknown;
    oldest = (oldest + 1) % REMEMBERED;
    last = unknown;
    return unknown;
  }
}
