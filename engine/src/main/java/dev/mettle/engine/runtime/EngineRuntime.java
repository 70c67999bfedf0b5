package dev.mettle.engine.runtime;

import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.engine.module.Module;
import dev.mettle.engine.module.ModuleFinder;
import dev.mettle.engine.module.ModuleName;
import dev.mettle.engine.module.ModulePath;
import dev.mettle.frontend.lower.LoweringResult;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.library.ExtensionOperations;
import dev.mettle.vm.code.link.RulePlaces;
import dev.mettle.vm.code.run.VmEvaluator;
import dev.mettle.vm.eval.CallEvaluator;
import dev.mettle.vm.eval.IntrinsicTable;
import dev.mettle.vm.eval.Intrinsics;
import dev.mettle.vm.files.FileAccess;
import dev.mettle.vm.machine.Limits;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.ResultCursor;
import dev.mettle.vm.machine.ResultSink;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.machine.WaitingRules;
import dev.mettle.vm.machine.WholeRun;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.operation.OperationContext;
import dev.mettle.vm.place.CallTrace;
import dev.mettle.vm.place.ModuleError;
import dev.mettle.vm.query.QueryOutcome;
import dev.mettle.vm.query.SpaceQuery;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.ChangeClock;
import dev.mettle.vm.space.View;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.TierStatistics;
import dev.mettle.vm.tier.Tiers;
import dev.mettle.vm.tree.TreeWalker;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that one engine consists of: spaces, library, machine, modules, settings. */
public final class EngineRuntime {

  private final ChangeClock clock = new ChangeClock();
  private final Settings settings = new Settings();
  private final AtomSpace library;
  private final Machine machine;
  private final OperationContext context;
  private final Evaluation evaluation;
  private final Goals goals;
  private final Tokenizer baseTokens;
  private final Modules modules;
  private final RulePlaces places = new RulePlaces();
  private final ModuleErrors moduleErrors;
  private final @Nullable Tiers tiers;
  private final IntrinsicTable table;
  private @Nullable CallEvaluator evaluator;
  private @Nullable TreeWalker walker;

  /** A run-time with its library loaded, whose functions are computed directly where they may. */
  public EngineRuntime(Output output, FileAccess access, ModulePath path, TierOptions tiers) {
    this(output, access, path, tiers, true, List.of());
  }

  /**
   * A run-time with its library loaded.
   *
   * @param output where operations print
   * @param access which files the program may use
   * @param path where modules are looked for
   * @param options how far programs are compiled
   * @param intrinsics whether library functions may be computed without their rules
   * @param arguments what the program is told
   */
  public EngineRuntime(
      Output output,
      FileAccess access,
      ModulePath path,
      TierOptions options,
      boolean intrinsics,
      List<String> arguments) {
    this.library = new AtomSpace(Modules.spaceName(ModuleName.TOP.child("corelib")), clock);
    View libraryView = library.view();
    this.machine = new Machine((m, a, t, k) -> evaluator(m).evaluate(m, a, t, k), libraryView);
    this.context = new Context(output, clock, access, path.working(), arguments);
    this.evaluation = new Evaluation(machine, context);
    this.table = intrinsics ? Intrinsics.forLibrary(library) : new IntrinsicTable(library);
    this.tiers = options.tier() == Tier.TREE ? null : new Tiers(options);
    this.baseTokens = Tokenizer.withLiterals();
    this.goals = new Goals(settings, evaluation, places);
    this.modules = new Modules(library, libraryView, clock, baseTokens, goals);
    Declarations declarations = new Declarations();
    ModuleOperations moduleOperations =
        new ModuleOperations(goals, modules, access, new ModuleFinder(access, path));
    this.moduleErrors = moduleOperations.errors();
    CoreLibrary.declareIn(declarations, settings, evaluation, moduleOperations);
    baseTokens.defineAll(declarations.operations());
    modules.defineCoreWords();
    this.evaluator =
        tiers == null
            ? treeWalker()
            : new VmEvaluator(
                evaluation,
                table,
                List.copyOf(declarations.operations().values()),
                ExtensionOperations::all,
                tiers,
                places);
    CoreLibrary.loadText(library, baseTokens);
    declarations.documentIn(library);
    modules.start(path.program());
  }

  /** What ran where so far. */
  public TierStatistics statistics() {
    if (tiers == null || !(evaluator instanceof VmEvaluator code)) {
      return TierStatistics.treeWalkerAlone();
    }
    Map<String, Long> counts = new LinkedHashMap<>(code.statistics());
    counts.put(
        "evaluations on the tree-walker, since max-stack-depth counts its steps",
        goals.depthLimited());
    return tiers.statistics(code.compiledFunctions(), counts);
  }

  /** Notes where an atom of the program was written. */
  public void written(Atom atom, SourcePosition place) {
    places.note(atom, place);
  }

  /** Which rules led to an error. */
  public CallTrace traceOf(Atom error) {
    return CallTraces.of(error, places);
  }

  /** The error that has ended a module, where another tells of it. */
  public Optional<ModuleError> moduleErrorOf(Atom error) {
    return moduleErrors.of(error);
  }

  /** Which rules were at work when a run was ended. */
  public CallTrace traceOf(Limits limits) {
    WaitingRules rules = limits.atWork();
    return rules == null ? CallTrace.UNKNOWN : CallTraces.ofEnd(rules, places);
  }

  /** What a backend would be asked for a function; none if there is no code of it. */
  public Optional<UnitRequest> unit(View view, CallKey key) {
    return evaluator instanceof VmEvaluator code ? code.unit(view, key) : Optional.empty();
  }

  /** Drops everything that was compiled, for another backend. */
  public void dropCompiled() {
    if (evaluator instanceof VmEvaluator code) {
      code.dropCompiled();
    }
  }

  /** The code of a function for the virtual machine; none if there is no such machine. */
  public Optional<LoweringResult> lowered(View view, CallKey key) {
    return evaluator instanceof VmEvaluator code
        ? Optional.of(code.lowered(view, key))
        : Optional.empty();
  }

  private CallEvaluator evaluator(Machine m) {
    // A limit of the virtual depth counts the steps of the tree-walker.
    CallEvaluator known = m.limitsDepth() ? treeWalker() : evaluator;
    if (known == null) {
      throw new IllegalStateException("nothing can be evaluated yet");
    }
    return known;
  }

  private TreeWalker treeWalker() {
    TreeWalker known = walker;
    if (known == null) {
      known = new TreeWalker(evaluation, table);
      walker = known;
    }
    return known;
  }

  /** The machine on which everything runs. */
  public Machine machine() {
    return machine;
  }

  /** What evaluation on this run-time's machine needs, whoever evaluates. */
  public Evaluation evaluation() {
    return evaluation;
  }

  /** What pragmas switch. */
  public Settings settings() {
    return settings;
  }

  /** The clock of rule and type changes. */
  public ChangeClock clock() {
    return clock;
  }

  /** The modules. */
  public Modules modules() {
    return modules;
  }

  /** What compiles; none if everything runs on the tree-walker. */
  public Optional<Tiers> tiers() {
    return Optional.ofNullable(tiers);
  }

  /** The steps of {@code text}, which is read as part of {@code module}. */
  public ProgramSteps steps(Module module, SourceText text) {
    return new ProgramSteps(goals, module, text);
  }

  /** Evaluates one atom in {@code module} as {@code !} does. */
  public void evaluate(Module module, Atom goal, Limits limits, ResultSink sink) {
    int texts = modules.runningTexts();
    try {
      WholeRun.run(machine, sink, module.view(), limits, start(module, goal));
    } finally {
      modules.leaveDownTo(texts);
    }
  }

  /** Calls a function of the IR on the virtual machine, as code that belongs to {@code module}. */
  public void call(
      Module module,
      VerifiedFunction function,
      List<Atom> arguments,
      Limits limits,
      ResultSink sink) {
    if (!(evaluator instanceof VmEvaluator code)) {
      throw new IllegalStateException("this engine runs no code");
    }
    WholeRun.run(
        machine,
        sink,
        module.view(),
        limits,
        (m, top) -> {
          goals.startDepth(m);
          code.call(m, function, arguments, top);
        });
  }

  /** Why the function that {@link #call} called last has no compiled code, if there is a reason. */
  public Optional<String> notCompiled() {
    return evaluator instanceof VmEvaluator code ? code.notCompiled() : Optional.empty();
  }

  /** How often compiled code was left so far. */
  public long left() {
    return evaluator instanceof VmEvaluator code ? code.left() : 0;
  }

  /** The results of evaluating one atom in {@code module} as {@code !} does, one at a time. */
  public ResultCursor cursor(Module module, Atom goal, Limits limits) {
    return new ResultCursor(machine, module.view(), limits, start(module, goal));
  }

  /** The next result of a cursor that {@link #cursor} made, if there is one. */
  public Optional<Atom> next(ResultCursor cursor) {
    int texts = modules.runningTexts();
    try {
      return cursor.next();
    } finally {
      modules.leaveDownTo(texts);
    }
  }

  /** For each solution of a query an instance of {@code template}, as data. */
  public ResultCursor query(AtomSpace space, Atom pattern, Atom template, Limits limits) {
    View view = space.view();
    return new ResultCursor(
        machine,
        view,
        limits,
        (m, top) ->
            SpaceQuery.run(
                evaluation.unifier(),
                m,
                view,
                pattern,
                new QueryOutcome() {
                  @Override
                  public void solved(Machine machine) {
                    machine.returnValue(Terms.resolve(template), top);
                  }

                  @Override
                  public void none(Machine machine) {
                    machine.fail();
                  }
                }));
  }

  /** Lets a word stand for an atom, in the running module and in all that are made from now on. */
  public void define(String word, Atom atom) {
    baseTokens.define(word, atom);
    modules.current().tokenizer().define(word, atom);
  }

  /** A new space without atoms. */
  public AtomSpace newSpace() {
    return context.newSpace();
  }

  private Machine.Start start(Module module, Atom goal) {
    return (m, top) -> goals.begin(m, module, goal, top);
  }

  /** What operations may use of this run-time. */
  private record Context(
      Output output, ChangeClock clock, FileAccess access, Path working, List<String> arguments)
      implements OperationContext {
    @Override
    public PrintStream out() {
      return output.out();
    }

    @Override
    public PrintStream err() {
      return output.err();
    }

    @Override
    public AtomSpace newSpace() {
      // The identity hash stands for the address that the reference prints.
      int address = System.identityHashCode(new Object());
      return new AtomSpace("GroundingSpace-0x" + Integer.toHexString(address), clock);
    }

    @Override
    public Path file(String path) throws IOException {
      return access.permit(working.resolve(path));
    }
  }
}
