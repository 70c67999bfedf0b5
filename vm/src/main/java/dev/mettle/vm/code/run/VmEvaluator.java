package dev.mettle.vm.code.run;

import dev.mettle.backend.spi.CompileLimits;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.frontend.lower.LoweringResult;
import dev.mettle.frontend.lower.program.HeadTypes;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.function.Parameter;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.decode.CodeDecoding;
import dev.mettle.vm.code.heat.TierUp;
import dev.mettle.vm.code.heat.UnitSnapshot;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.code.link.FunctionLink;
import dev.mettle.vm.code.link.FunctionTable;
import dev.mettle.vm.code.link.KernelMeaning;
import dev.mettle.vm.code.link.RulePlaces;
import dev.mettle.vm.eval.Call;
import dev.mettle.vm.eval.Callee;
import dev.mettle.vm.eval.Intrinsic;
import dev.mettle.vm.eval.IntrinsicTable;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.query.RuleCursor;
import dev.mettle.vm.query.RuleTarget;
import dev.mettle.vm.space.Rule;
import dev.mettle.vm.space.View;
import dev.mettle.vm.tier.CompiledFunction;
import dev.mettle.vm.tier.Tiers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tier 1: evaluates atoms that come up at run time as they stand, and runs functions as code. Rules
 * are lowered when they are first called, those of a bare space after some calls.
 */
public final class VmEvaluator extends CodeEvaluator {

  /** Functions that were not made from rules are forgotten when there are so many. */
  private static final int MANY = 64;

  /** So often rules of a bare space are applied without code. */
  private static final int FIRST_CALLS = 8;

  private final KernelMeaning kernels;
  private final CodeDecoding decoding;
  private final VirtualMachine vm;
  private final TierUp tierUp;
  private final FunctionTable.Watch watch;
  private final RulePlaces places;

  /** All tables that are still in use, for the statistics; each belongs to its view. */
  private final Set<FunctionTable> tables = Collections.newSetFromMap(new WeakHashMap<>());

  /** The code of the functions that were called last and not made from rules. */
  private final Map<IrFunction, Code> called = new LinkedHashMap<>();

  private @Nullable Code calledCode;

  private long entered;
  private long unified;
  private long uncoded;

  /**
   * An evaluator on the machine of {@code evaluation}.
   *
   * @param library the operations of the library, whose meaning the opcodes know
   * @param extensions those that are behind opcodes, but no words of every program
   * @param tiers what compiles; null if nothing does
   * @param places where the rules are written
   */
  public VmEvaluator(
      Evaluation evaluation,
      IntrinsicTable intrinsics,
      List<Operation> library,
      Supplier<List<Operation>> extensions,
      @Nullable Tiers tiers,
      RulePlaces places) {
    super(evaluation, intrinsics);
    this.places = places;
    this.kernels = new KernelMeaning(library, extensions);
    this.decoding = new CodeDecoding(kernels);
    this.tierUp = new TierUp(tiers);
    this.vm = new VirtualMachine(evaluation.machine(), this, tierUp);
    this.watch = tierUp.runs().entersAgain() ? new VisitedCode(tierUp, vm.rest.visits) : tierUp;
  }

  /** What was done so far, as counts by name. */
  public Map<String, Long> statistics() {
    long functions = 0;
    long declined = 0;
    for (FunctionTable table : tables) {
      declined += table.declined();
      for (FunctionLink link : table.all()) {
        functions += link.valueCode != null || link.dataCode != null ? 1 : 0;
      }
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("functions that are code", functions);
    counts.put("functions that lowering declined", declined);
    counts.put("calls of code from atoms of the run", entered);
    counts.put("calls whose rules were found by unification", unified);
    counts.put("rules of bare spaces that were applied without code", uncoded);
    counts.put("atoms that code had evaluated as they stand", vm.rest.slow.evaluatedAtoms());
    if (tierUp.runs().entersAgain()) {
      counts.put(
          "frames entered again at the first visit of an instruction", vm.rest.visits.count());
    }
    counts.putAll(tierUp.counts());
    return counts;
  }

  /** What became of the functions that were hot. */
  public List<CompiledFunction> compiledFunctions() {
    return tierUp.functions();
  }

  /** Drops everything that was compiled, for another backend. */
  public void dropCompiled() {
    tierUp.reset();
  }

  /**
   * What a backend would be asked for a function, for arguments as its type promises them; none if
   * there is no code of it.
   */
  public Optional<UnitRequest> unit(View view, CallKey key) {
    FunctionTable table = table(view);
    FunctionLink link = table.link(key);
    link.refresh();
    Code code = link.kind == FunctionLink.Kind.COMPILED ? table.codeOf(link, false) : null;
    if (code == null) {
      return Optional.empty();
    }
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < link.arity; i++) {
      lanes.add(laneOf(table.typesOf(link.head), i));
    }
    Version version = new Version(0, lanes, Optional.of(Symbols.UNDEFINED));
    return Optional.of(UnitSnapshot.of(code, version, true, CompileLimits.DEFAULT).request());
  }

  /** Integers for numbers: what most calls will bring. */
  private static Lane laneOf(HeadTypes types, int argument) {
    Atom formal =
        types instanceof HeadTypes.Typed(Expression type) && argument + 1 < type.size()
            ? type.get(argument + 1)
            : Symbols.UNDEFINED;
    if (formal == Symbols.NUMBER) {
      return Lane.LONG;
    }
    return formal == Symbols.BOOL ? Lane.BOOLEAN : Lane.REFERENCE;
  }

  /** The code of a function as it would be made now. */
  public LoweringResult lowered(View view, CallKey key) {
    return table(view).lowered(key);
  }

  /**
   * Calls a function that was not made from rules; its arguments are values, the last of them the
   * type that its value is evaluated against, if it takes one.
   */
  public void call(Machine m, VerifiedFunction function, List<Atom> arguments, Frame k) {
    List<Parameter> parameters = function.function().parameters();
    int values = parameters.size();
    Atom type = Symbols.UNDEFINED;
    if (values > 0 && parameters.getLast().kind() == OperandKind.TYPE) {
      values--;
      type = arguments.get(values);
    }
    List<Atom> call = new ArrayList<>(arguments.subList(0, values));
    call.add(0, Symbol.of(function.function().name()));
    Code code = called.get(function.function());
    if (code == null || !code.isCurrent()) {
      code = table(m.view()).decoded(function);
      if (called.size() >= MANY) {
        called.clear();
      }
      called.put(function.function(), code);
      watch.made(code);
    }
    calledCode = code;
    vm.enter(code, Expression.of(call), type, k);
  }

  /** Why the function that {@link #call} called last has no compiled code, if there is a reason. */
  public Optional<String> notCompiled() {
    Code code = calledCode;
    return code == null || code.noted == null
        ? Optional.empty()
        : Optional.ofNullable(code.noted.blocked);
  }

  /** How often compiled code was left so far. */
  public long left() {
    return tierUp.left();
  }

  @Override
  public @Nullable Code codeOf(Machine m, Rule rule, Atom expected) {
    View view = m.view();
    if (!isNew(view)) {
      return table(view).clauseOf(rule, expected == Symbols.ATOM);
    }
    FirstCalls calls = view.code() instanceof FirstCalls known ? known : new FirstCalls();
    view.setCode(calls);
    calls.made++;
    uncoded++;
    return null;
  }

  /**
   * Whether a view has no code yet and gets none. Programs make any number of spaces, each with
   * rules of its own that are called but once: lowering them costs more than their calls.
   */
  private boolean isNew(View view) {
    return !(view.code() instanceof FunctionTable)
        && view.isBare()
        && !watch.wantsAllCode()
        && !(view.code() instanceof FirstCalls calls && calls.made >= FIRST_CALLS);
  }

  /** How often rules of a bare space were applied before there was code for them. */
  private static final class FirstCalls implements View.KnownCode {
    private int made;
  }

  @Override
  public FunctionTable table(View view) {
    return view.code() instanceof FunctionTable known ? known : newTable(view);
  }

  private FunctionTable newTable(View view) {
    FunctionTable table = new FunctionTable(view, this, kernels, places, decoding, watch);
    view.setCode(table);
    tables.add(table);
    return table;
  }

  @Override
  protected void applyRules(Machine m, Expression e, Callee callee, Call call, Frame k) {
    if (isNew(m.view())) {
      general(m, e, callee.cursor(e), call, k);
      return;
    }
    FunctionLink link = table(m.view()).link(CallKey.of((Symbol) e.get(0), e.size() - 1));
    link.refresh();
    apply(m, link, e, callee, call, k);
  }

  private void apply(
      Machine m, FunctionLink link, Expression e, Callee callee, Call call, Frame k) {
    Code code = link.kind == FunctionLink.Kind.COMPILED ? link.bodyFor(call.result()) : null;
    if (code != null) {
      entered++;
      vm.enter(code, e, call.result(), k);
    } else {
      general(m, e, callee.cursor(e), call, k);
    }
  }

  @Override
  protected void applyRules(Machine m, Expression e, RuleCursor cursor, Call call, Frame k) {
    general(m, e, cursor, call, k);
  }

  /** Finds the rules of a call by unification. */
  private void general(Machine m, Expression e, RuleCursor cursor, Call call, Frame k) {
    unified++;
    evaluation().rules().apply(m, e, cursor, new ClauseTarget(this, vm, e, call, k));
  }

  @Override
  public void applyAll(Machine m, FunctionLink link, Expression e, Atom expected, Frame k) {
    applyAll(m, link, e, new ClauseTarget(this, vm, e, new Call(null, null, expected), k));
  }

  @Override
  public void applyAll(Machine m, FunctionLink link, Expression e, RuleTarget target) {
    link.refresh();
    Callee callee = link.callee;
    if (callee == null) {
      throw new IllegalStateException("not linked: " + link.key);
    }
    unified++;
    evaluation().rules().apply(m, e, callee.cursor(e), target);
  }

  @Override
  public void applyRule(
      Machine m, Rule rule, @Nullable Atom[] slots, Expression e, Atom expected, Frame k) {
    new ClauseTarget(this, vm, e, new Call(null, null, expected), k).take(m, rule, slots);
  }

  @Override
  public void enter(Code code, Atom[] call, Atom expected, Frame k) {
    vm.enter(code, call, expected, k);
  }

  @Override
  public void callOut(Machine m, FunctionLink link, Atom[] args, Atom expected, Frame k) {
    Call call = new Call(null, null, expected);
    Callee callee = link.callee;
    if (callee == null) {
      throw new IllegalStateException("not linked: " + link.key);
    }
    Intrinsic intrinsic = callee.intrinsic();
    if (intrinsic != null) {
      intrinsic.apply(this, m, args, call, k);
    } else {
      apply(m, link, Expression.owning(args), callee, call, k);
    }
  }
}
