package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.CodeSite;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.QuerySite;
import dev.mettle.backend.spi.ResumableFrame;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.frame.BlockBarrier;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.frame.RuleScope;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.code.meaning.CollectChoice;
import dev.mettle.vm.code.meaning.Meanings;
import dev.mettle.vm.code.site.PatternSite;
import dev.mettle.vm.code.site.RowSite;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.SoftCut;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.query.QueryOutcome;
import dev.mettle.vm.query.SpaceQuery;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.FactRows;
import dev.mettle.vm.tier.Continuation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What compiled code that may give several values does on this machine: its choice points, and what
 * its alternatives have in common.
 */
abstract class UnitAlternatives extends UnitInstructions {

  /** What the next query asks with; null for integers. */
  private final @Nullable Atom[] asked = new @Nullable Atom[FactRows.MAX_ARITY];

  private final long[] askedIntegers = new long[FactRows.MAX_ARITY];

  /** The query that was asked last. */
  private @Nullable RowSite query;

  /** A choice point whose last alternative has begun; the next fork takes it. */
  private @Nullable CompiledFork unused;

  final Resumption resumption;

  UnitAlternatives(
      CallFrames vm, CodeEvaluator evaluator, Meanings meanings, Resumption resumption) {
    super(vm, evaluator, meanings);
    this.resumption = resumption;
  }

  // ------------------------------------------------------------------ choice points

  @Override
  public final @Nullable Object newest() {
    return machine.choice();
  }

  @Override
  protected final boolean keepBack(ResumableFrame waiting, Atom error) {
    return !ResumableCall.passes(resumption, machine, waiting, error);
  }

  @Override
  public final void fork(HeapFrame frame) {
    FrameLayout layout = frame.layout();
    Continuation.Several ways = Continuation.allOf(layout);
    int count =
        ways == null
            ? layout.code().function().code().get(layout.irOffset()).immediateCount()
            : ways.ways().length;
    // With one target there is no other way to go on.
    if (count > 1) {
      CompiledFork fork = unused;
      unused = null;
      if (fork == null) {
        fork = new CompiledFork(resumption, done -> unused = done);
      }
      fork.begin(frame, ways, count);
      machine.pushChoice(fork);
    }
  }

  @Override
  public final Object collect(HeapFrame frame) {
    machine.setRunning((Code) frame.layout().code(), ~frame.layout().irOffset());
    return push(
        new CollectChoice(
            evaluator.evaluation().instructions(), list -> resumption.goOnWith(frame, list)));
  }

  @Override
  public final void gather(Object collector, Atom result) {
    ((CollectChoice) collector).gather(machine, result);
    fail();
  }

  @Override
  public final Object softCut(HeapFrame frame) {
    return push(new SoftCut(() -> resumption.goOnAt(frame, 1)));
  }

  @Override
  public final void hasResult(Object softCut) {
    ((SoftCut) softCut).hasResult(machine);
  }

  private Object push(ChoicePoint choice) {
    machine.pushChoice(choice);
    return choice;
  }

  // ------------------------------------------------------------------ queries

  @Override
  public final boolean isSpace(Atom atom) {
    return Terms.dereference(atom) instanceof AtomSpace;
  }

  @Override
  public final boolean query(HeapFrame frame, Atom space, Atom pattern) {
    Solutions solutions = new Solutions(frame);
    SpaceQuery.run(
        evaluator.evaluation().unifier(),
        machine,
        ((AtomSpace) Terms.dereference(space)).view(),
        pattern,
        solutions);
    solutions.begun = true;
    if (!solutions.found) {
      fail();
    }
    return solutions.found;
  }

  @Override
  public final void ask(int index, long integer) {
    asked[index] = null;
    askedIntegers[index] = integer;
  }

  @Override
  public final void ask(int index, Atom value) {
    asked[index] = value;
  }

  @Override
  public final int rows(QuerySite site, Atom space) {
    RowSite plan = (RowSite) site;
    query = plan;
    for (int i = 0; i < plan.knownCount(); i++) {
      Atom value = asked[i];
      if (value == null) {
        plan.tell(i, askedIntegers[i]);
      } else {
        plan.tell(i, Terms.dereference(value));
      }
    }
    int verdict = plan.ask(Terms.dereference(space));
    if (verdict == NO_ROW) {
      fail();
    }
    return verdict;
  }

  @Override
  public final Atom rowValue(int index) {
    return asks().value(index);
  }

  @Override
  public final void moreRows(HeapFrame frame) {
    RowSite plan = asks();
    machine.pushChoice(new CompiledRows(resumption, plan, plan.takeCursor(), frame));
  }

  private RowSite asks() {
    return Objects.requireNonNull(query);
  }

  /** The solutions of a query: the first goes on in the code that asked. */
  private final class Solutions implements QueryOutcome {
    private final HeapFrame frame;
    private boolean begun;
    private boolean found;

    Solutions(HeapFrame frame) {
      this.frame = frame;
    }

    @Override
    public void solved(Machine m) {
      if (begun) {
        resumption.goOnAt(frame, 0);
      } else {
        found = true;
      }
    }

    @Override
    public void none(Machine m) {
      m.fail();
    }
  }

  // ------------------------------------------------------------------ barriers

  @Override
  public final Object barrier() {
    return new BlockBarrier(vm, machine.choice());
  }

  @Override
  public final boolean passes(Object barrier, Atom result) {
    return ((BlockBarrier) barrier).passesAtOnce(machine, result);
  }

  @Override
  public final void pass(Object barrier) {
    ((BlockBarrier) barrier).pass(machine);
  }

  // ------------------------------------------------------------------ variables

  @Override
  public final Object newSharedScope() {
    return new RuleScope(Variable.newScope());
  }

  @Override
  public final Object childScope(Object scope, long index) {
    return ((RuleScope) scope).child((int) index);
  }

  @Override
  public final Atom scopeVariable(Object scope, int order, Atom name) {
    return ((RuleScope) scope).variable(order, ((Symbol) name).name());
  }

  @Override
  public final Atom claim(Atom first, Object scope, int order, Atom name) {
    return first instanceof Variable variable
        ? meanings.shared.claimed(
            Terms.dereference(variable), (RuleScope) scope, (Symbol) name, order)
        : first;
  }

  @Override
  public final int match(CodeSite site, Atom atom, @Nullable Atom[] slots, Object scope) {
    PatternSite pattern = (PatternSite) site;
    Atom value = Terms.dereference(atom);
    if (pattern.isQueryOf(value)) {
      return UNDECIDED;
    }
    RuleScope shared = (RuleScope) scope;
    if (!value.isGround()) {
      for (int local : pattern.sets) {
        slots[local] = variable(pattern, local, shared);
      }
    }
    return match(pattern, value, slots, local -> variable(pattern, local, shared));
  }

  private static Variable variable(PatternSite pattern, int local, RuleScope scope) {
    return scope.variable(pattern.orderOf(local), pattern.nameOf(local));
  }
}
