package dev.mettle.vm.runtime;

import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.library.OperationContext;
import dev.mettle.vm.machine.Limits;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.ResultSink;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.module.Module;
import dev.mettle.vm.promotion.Promotion;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.ChangeClock;
import dev.mettle.vm.space.View;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tree.Intrinsics;
import dev.mettle.vm.tree.TreeWalker;
import dev.mettle.vm.types.AtomTypes;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that one engine consists of: spaces, library, machine, modules, settings. */
public final class EngineRuntime {

  private final ChangeClock clock = new ChangeClock();
  private final Settings settings = new Settings();
  private final AtomSpace library;
  private final Machine machine;
  private final Evaluation evaluation;
  private final Tokenizer baseTokens;
  private final Modules modules;
  private final @Nullable Promotion promotion;

  /**
   * A run-time with its library loaded.
   *
   * @param output where operations print
   * @param directory where the program's imports are looked for
   * @param tiers how far programs are compiled
   */
  public EngineRuntime(Output output, Optional<Path> directory, TierOptions tiers) {
    this.library = new AtomSpace("ModuleSpace(GroundingSpace-top:corelib)", clock);
    View libraryView = new View(library, clock);
    TreeWalker[] self = new TreeWalker[1];
    this.machine = new Machine((m, a, t, k) -> self[0].evaluate(m, a, t, k), libraryView);
    OperationContext context = new Context(output, clock);
    this.evaluation = new Evaluation(machine, context);
    TreeWalker walker = new TreeWalker(evaluation, Intrinsics.forLibrary(library));
    self[0] = walker;
    this.promotion =
        tiers.tier() == Tier.TREE
            ? null
            : new Promotion(tiers, evaluation.checker().inference(), library, context);
    if (promotion != null) {
      walker.setCodeSource(promotion);
    }
    evaluation.register(library, libraryView);
    this.baseTokens = Tokenizer.withLiterals();
    this.modules =
        new Modules(
            this,
            new Module("top:corelib", library, libraryView, baseTokens, Optional.empty()),
            directory);
    Declarations declarations = new Declarations();
    CoreLibrary.declareIn(declarations, this);
    baseTokens.defineAll(declarations.operations());
    CoreLibrary.loadText(this);
    modules.start();
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

  /**
   * Evaluates one atom in {@code module} as {@code !} does.
   *
   * @param place where the atom was written, if that is known
   */
  public void evaluate(
      Module module, Atom goal, Optional<SourcePosition> place, Limits limits, ResultSink sink) {
    if (settings.typeCheckAuto()) {
      List<Atom> errors = typeErrors(goal, module.view());
      if (!errors.isEmpty()) {
        errors.forEach(sink::accept);
        return;
      }
    }
    machine.setMaxDepth(settings.maxStackDepth());
    if (settings.bareMinimal()) {
      machine.run(
          sink, module.view(), limits, (m, top) -> evaluation.instructions().runGoal(m, goal, top));
    } else {
      Promotion lowering = promotion;
      Atom value =
          lowering == null || settings.maxStackDepth() > 0
              ? null
              : lowering.value(goal, module.view(), place);
      if (value != null) {
        sink.accept(value);
        return;
      }
      machine.run(
          sink, module.view(), limits, (m, top) -> m.evaluate(goal, Symbols.UNDEFINED, top));
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
  private record Context(Output output, ChangeClock clock) implements OperationContext {
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
  }
}
