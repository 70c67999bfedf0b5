package dev.mettle.vm.code.link;

import dev.mettle.backend.spi.Clock;
import dev.mettle.frontend.lower.LoweringResult;
import dev.mettle.frontend.lower.program.FunctionLowering;
import dev.mettle.frontend.lower.program.HeadTypes;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.EntryTable;
import dev.mettle.vm.code.Functions;
import dev.mettle.vm.code.Validity;
import dev.mettle.vm.eval.CallEvaluator;
import dev.mettle.vm.eval.Callee;
import dev.mettle.vm.space.Rule;
import dev.mettle.vm.space.RuleSet;
import dev.mettle.vm.space.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that a view can call. Code is made when it is first called for. */
public final class FunctionTable implements Functions, FunctionLink.Source, View.KnownCode {

  /** Makes decoded code. */
  public interface Decoding {

    /** The code of a function. */
    Code decode(VerifiedFunction function, FunctionTable functions, Validity validity);

    /** Where the code of a function can be entered besides its beginning. */
    EntryTable entries(VerifiedFunction function, FunctionTable functions);
  }

  /** Takes note of what becomes of code. */
  public interface Watch {

    /** There is new code. */
    void made(Code code);

    /** Something that code relied on has changed: calls run other code from now on. */
    void invalidated(Code code);

    /** Whether the first call of a function has to run its code. */
    boolean wantsAllCode();
  }

  /** A function whose rules changed so often is not compiled as a whole again. */
  private static final int MAX_CHANGES = 3;

  /** Places for links asked for lately; a power of two. */
  private static final int RECENT = 256;

  private final ProgramView view;
  private final CallEvaluator evaluator;
  private final Decoding decoding;
  private final Watch watch;
  private final FunctionLowering lowering;
  private final ClauseCodes clauses = new ClauseCodes();

  private final Map<CallKey, FunctionLink> links = new HashMap<>();
  private final @Nullable FunctionLink[] recent = new FunctionLink[RECENT];

  /** How often lowering made no code. */
  private int declined;

  public FunctionTable(
      View view,
      CallEvaluator evaluator,
      KernelMeaning kernels,
      RulePlaces places,
      Decoding decoding,
      Watch watch) {
    this.view = new ProgramView(view, evaluator, kernels, places);
    this.evaluator = evaluator;
    this.decoding = decoding;
    this.watch = watch;
    this.lowering = new FunctionLowering(this.view);
  }

  /** The table among whose functions code was made; nothing else makes any. */
  public static FunctionTable of(Code code) {
    return (FunctionTable) code.functions;
  }

  /** All functions that were linked so far. */
  public Collection<FunctionLink> all() {
    return links.values();
  }

  /** How many functions and rules lowering declined. */
  public int declined() {
    return declined;
  }

  @Override
  public long now() {
    return view.now();
  }

  @Override
  public Clock clock() {
    return view.view().clock();
  }

  /** How calls of a symbol are checked at present. */
  public HeadTypes typesOf(Symbol head) {
    return view.typesOf(head);
  }

  @Override
  public FunctionLink link(CallKey key) {
    return links.computeIfAbsent(key, k -> new FunctionLink(k, this));
  }

  /** The same for a head met at run time; the links asked for lately are found right away. */
  public FunctionLink link(Symbol head, int arity) {
    int place = ((head.hashCode() >>> 20) + arity) & (RECENT - 1);
    FunctionLink known = recent[place];
    if (known != null && known.head == head && known.arity == arity) {
      return known;
    }
    FunctionLink found = link(CallKey.of(head, arity));
    recent[place] = found;
    return found;
  }

  /** Looks again at what calls reach, if anything has changed at all. */
  @Override
  public void refresh(FunctionLink link) {
    long now = view.now();
    if (link.checkedAt() == now) {
      return;
    }
    clauses.passed(now);
    if (isUntouched(link)) {
      link.looked(now);
      return;
    }
    Callee callee = evaluator.calleeOf(view.view(), link.head, link.arity + 1);
    RuleVersion[] rules = versionsOf(callee.sets());
    boolean sameRules = link.callee != null && Arrays.equals(rules, link.rules);
    Code code = link.valueCode;
    if (!sameRules) {
      if (link.callee != null) {
        link.changes++;
      }
      drop(link);
      link.rules = rules;
      link.kind = kindOf(callee, link);
    } else {
      if (code != null && !code.isCurrent()) {
        drop(link);
      }
      if (link.kind != FunctionLink.Kind.GENERAL) {
        link.kind = kindOf(callee, link);
      }
    }
    link.callee = callee;
    lookAtHead(link);
    link.looked(now);
  }

  private void drop(FunctionLink link) {
    Code code = link.valueCode;
    if (code != null) {
      watch.invalidated(code);
    }
    link.valueCode = null;
    link.dataCode = null;
  }

  /** Whether no change since the last look concerns what a function is. */
  private boolean isUntouched(FunctionLink link) {
    Callee callee = link.callee;
    Code code = link.valueCode;
    return callee != null
        && view.unchangedSince(link.checkedAt(), callee.signature())
        && (code == null || code.isCurrent());
  }

  private FunctionLink.Kind kindOf(Callee callee, FunctionLink link) {
    if (callee.intrinsic() != null) {
      return FunctionLink.Kind.INTRINSIC;
    }
    int rules = 0;
    for (RuleSet set : callee.sets()) {
      rules += set.size();
    }
    if (rules == 0) {
      return FunctionLink.Kind.CONSTRUCTOR;
    }
    return rules > FunctionLowering.MAX_RULES || link.changes > MAX_CHANGES
        ? FunctionLink.Kind.GENERAL
        : FunctionLink.Kind.COMPILED;
  }

  private static RuleVersion[] versionsOf(RuleSet[] sets) {
    RuleVersion[] versions = new RuleVersion[sets.length];
    for (int i = 0; i < sets.length; i++) {
      versions[i] = new RuleVersion(sets[i], sets[i].stamp());
    }
    return versions;
  }

  private void lookAtHead(FunctionLink link) {
    HeadTypes types = view.typesOf(link.head);
    link.plainHead =
        types instanceof HeadTypes.Untyped && !view.mayDeclareType(link.head, link.arity + 1);
    link.lazyArguments = 0;
    link.headType = null;
    if (types instanceof HeadTypes.Typed(Expression type) && type.size() == link.arity + 2) {
      link.headType = type;
      for (int i = 0; i < Math.min(link.arity, Long.SIZE); i++) {
        Atom formal = type.get(i + 1);
        if (formal == Symbols.ATOM || formal == Symbols.EXPRESSION) {
          link.lazyArguments |= 1L << i;
        }
      }
    }
  }

  /** Whether rules may match expressions of {@code size} children whose head is a plain value. */
  public boolean hasValueRules(int size) {
    return evaluator.hasValueRules(view.view(), size);
  }

  @Override
  public EntryTable entries(VerifiedFunction function) {
    return decoding.entries(function, this);
  }

  /** The code of a function before it is decoded. */
  public LoweringResult lowered(CallKey key) {
    return lowering.function(key, false);
  }

  /** The code of a function, for values or for the bodies themselves; null if there is none. */
  @Override
  public @Nullable Code codeOf(FunctionLink link, boolean data) {
    Code known = data ? link.dataCode : link.valueCode;
    if (known != null && known.isCurrent()) {
      return known;
    }
    Code made = decoded(lowering.function(link.key, data));
    if (made == null) {
      link.kind = FunctionLink.Kind.GENERAL;
      return null;
    }
    if (data) {
      link.dataCode = made;
    } else {
      link.valueCode = made;
    }
    return made;
  }

  /** The code of one rule's body, whose parameters are the slots; null if there is none. */
  public @Nullable Code clauseOf(Rule rule, boolean data) {
    ClauseCodes.ClauseCode clause = clauses.of(rule);
    Code known = data ? clause.dataCode : clause.code;
    if (known != null && known.isCurrent()) {
      return known;
    }
    if (clause.tooLarge) {
      return null;
    }
    clauses.passed(view.now());
    List<Variable> parameters = new ArrayList<>();
    for (int i = 0; i < rule.headSlotCount(); i++) {
      parameters.add(rule.slotVariable(i));
    }
    Code made = decoded(lowering.clause(view.textOf(rule), parameters, data));
    if (made == null) {
      clause.tooLarge = true;
    } else if (data) {
      clause.dataCode = made;
    } else {
      clause.code = made;
    }
    return made;
  }

  private @Nullable Code decoded(LoweringResult result) {
    return switch (result) {
      case LoweringResult.Declined reason -> {
        declined++;
        yield null;
      }
      case LoweringResult.Lowered(VerifiedFunction function) -> {
        Code made = decoded(function);
        watch.made(made);
        yield made;
      }
    };
  }

  /** The code of a function, whoever made it. */
  public Code decoded(VerifiedFunction function) {
    return decoding.decode(function, this, new AssumptionCheck(view, function.function()));
  }
}
