package dev.mettle.vm.runtime;

import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.code.VmEvaluator;
import dev.mettle.vm.eval.CallEvaluator;
import dev.mettle.vm.eval.IntrinsicTable;
import dev.mettle.vm.eval.Intrinsics;
import dev.mettle.vm.files.FileAccess;
import dev.mettle.vm.library.OperationContext;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Limits;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.ResultSink;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.module.Module;
import dev.mettle.vm.module.ModuleFinder;
import dev.mettle.vm.module.ModuleName;
import dev.mettle.vm.module.ModulePath;
import dev.mettle.vm.promotion.Promotion;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.ChangeClock;
import dev.mettle.vm.space.View;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tree.TreeWalker;
import dev.mettle.vm.types.AtomTypes;
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

  /** The virtual depth of an atom behind {@code !}, as {@code max-stack-depth} counts. */
  static final int START_DEPTH = 2;

  private final ChangeClock clock = new ChangeClock();
  private final Settings settings = new Settings();
  private final AtomSpace library;
  private final Machine machine;
  private final Evaluation evaluation;
  private final Tokenizer baseTokens;
  private final Modules modules;
  private final @Nullable Promotion promotion;
  private final IntrinsicTable table;
  private @Nullable CallEvaluator evaluator;
  private @Nullable TreeWalker walker;
  private long depthLimited;

  /** A run-time with its library loaded, whose functions are computed directly where they may. */
  public EngineRuntime(Output output, FileAccess access, ModulePath path, TierOptions tiers) {
    this(output, access, path, tiers, true);
  }

  /**
   * A run-time with its library loaded.
   *
   * @param output where operations print
   * @param access which files the program may use
   * @param path where modules are looked for
   * @param tiers how far programs are compiled
   * @param intrinsics whether library functions may be computed without their rules
   */
  public EngineRuntime(
      Output output, FileAccess access, ModulePath path, TierOptions tiers, boolean intrinsics) {
    this.library = new AtomSpace(Modules.spaceName(ModuleName.TOP.child("corelib")), clock);
    View libraryView = new View(library, clock);
    this.machine = new Machine((m, a, t, k) -> evaluator().evaluate(m, a, t, k), libraryView);
    OperationContext context = new Context(output, clock, access, path.working());
    this.evaluation = new Evaluation(machine, context);
    this.table = intrinsics ? Intrinsics.forLibrary(library) : new IntrinsicTable(library);
    this.promotion =
        tiers.tier() == Tier.TREE
            ? null
            : new Promotion(tiers, evaluation.checker().inference(), library, context);
    evaluation.register(library, libraryView);
    this.baseTokens = Tokenizer.withLiterals();
    this.modules = new Modules(this, library, libraryView);
    Declarations declarations = new Declarations();
    ModuleOperations moduleOperations =
        new ModuleOperations(this, access, new ModuleFinder(access, path));
    CoreLibrary.declareIn(declarations, this, moduleOperations);
    baseTokens.defineAll(declarations.operations());
    defineModuleWords(baseTokens, libraryView);
    this.evaluator =
        promotion == null
            ? treeWalker()
            : new VmEvaluator(evaluation, table, List.copyOf(declarations.operations().values()));
    if (promotion != null) {
      evaluator.setCodeSource(promotion);
    }
    CoreLibrary.loadText(this);
    modules.start(path.program());
  }

  /** What the virtual machine did, as counts by name. */
  public Map<String, Long> codeStatistics() {
    if (!(evaluator instanceof VmEvaluator code)) {
      return Map.of();
    }
    Map<String, Long> counts = new LinkedHashMap<>(code.statistics());
    counts.put(
        "expressions on the tree-walker, since max-stack-depth counts its steps", depthLimited);
    return counts;
  }

  private CallEvaluator evaluator() {
    // A limit of the virtual depth counts the steps of the tree-walker.
    CallEvaluator known = settings.maxStackDepth() > 0 ? treeWalker() : evaluator;
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

  /** What lowers and compiles; none if everything runs on the tree-walker. */
  public Optional<Promotion> promotion() {
    return Optional.ofNullable(promotion);
  }

  Tokenizer baseTokens() {
    return baseTokens;
  }

  AtomSpace library() {
    return library;
  }

  /** Defines the words that act on the module that {@code tokens} and {@code view} belong to. */
  void defineModuleWords(Tokenizer tokens, View view) {
    Declarations words = new Declarations();
    new ModuleWords(evaluation, tokens, view).declareIn(words);
    tokens.defineAll(words.operations());
  }

  /**
   * Evaluates one atom in {@code module} as {@code !} does.
   *
   * @param place where the atom was written, if that is known
   */
  public void evaluate(
      Module module, Atom goal, Optional<SourcePosition> place, Limits limits, ResultSink sink) {
    machine.setMaxDepth(settings.maxStackDepth());
    try {
      machine.run(sink, module.view(), limits, (m, top) -> begin(m, module, goal, place, top));
    } finally {
      modules.leaveAll();
    }
  }

  /** Begins to evaluate one atom in {@code module} as {@code !} does; results are for {@code k}. */
  void begin(Machine m, Module module, Atom goal, Optional<SourcePosition> place, Frame k) {
    m.setView(module.view());
    m.setDepth(START_DEPTH);
    List<Atom> errors = settings.typeCheckAuto() ? typeErrors(goal, module.view()) : List.of();
    if (!errors.isEmpty()) {
      Evaluation.returnAll(m, errors, k);
    } else if (settings.bareMinimal()) {
      evaluation.instructions().runOrReturn(m, goal, k);
    } else {
      Promotion lowering = promotion;
      if (settings.maxStackDepth() > 0) {
        depthLimited++;
      }
      Atom value =
          lowering == null || settings.maxStackDepth() > 0
              ? null
              : lowering.value(goal, module.view(), place);
      if (value != null) {
        m.returnValue(value, k);
      } else {
        m.evaluate(goal, Symbols.UNDEFINED, k);
      }
    }
  }

  /** The errors that the automatic type check finds; none if some reading is well typed. */
  public List<Atom> typeErrors(Atom atom, View view) {
    if (!(atom instanceof Expression)) {
      return List.of();
    }
    AtomTypes types = evaluation.checker().inference().of(atom, view);
    return types.allErrors() ? types.errors() : List.of();
  }

  /** What operations may use of this run-time. */
  private record Context(Output output, ChangeClock clock, FileAccess access, Path working)
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
