package dev.mettle.vm.code.run;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.frame.RuleScope;
import dev.mettle.vm.code.frame.SoftCut;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.code.link.FunctionLink;
import dev.mettle.vm.code.meaning.CollectChoice;
import dev.mettle.vm.code.site.CheckSite;
import dev.mettle.vm.code.site.GatherSite;
import dev.mettle.vm.code.site.PatternSite;
import dev.mettle.vm.code.site.RowSite;
import dev.mettle.vm.eval.Call;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.minimal.Unification;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.query.SpaceQuery;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.types.CallPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The instructions that are not in the loop of the virtual machine. */
final class RareInstructions {

  private final CallFrames vm;
  private final CodeEvaluator evaluator;
  private final SlowRoads slow;
  private final Machine machine;
  private final ListInstructions lists;

  RareInstructions(CallFrames vm, CodeEvaluator evaluator, SlowRoads slow) {
    this.vm = vm;
    this.evaluator = evaluator;
    this.slow = slow;
    this.machine = vm.machine;
    this.lists = new ListInstructions(vm);
  }

  private Evaluation evaluation() {
    return evaluator.evaluation();
  }

  /** Runs one instruction; where the code goes on, or {@link SlowRoads#LEAVE}. */
  int run(Code code, int pc) {
    int[] c = code.code;
    int b = vm.base;
    return switch (c[pc]) {
      case Ops.FRESH -> {
        vm.put(b + c[pc + 1], Variable.fresh(((Symbol) code.pool[c[pc + 2]]).name()));
        yield pc + 3;
      }
      case Ops.CHILD_SCOPE -> {
        RuleScope scope = slow.shared.scope(c[pc + 2]);
        int at = b + c[pc + 1];
        if (scope == null) {
          vm.words[at] = vm.words[b + c[pc + 2]];
        } else {
          vm.words[at] = Words.REFERENCE;
          vm.lane[at] = scope.child((int) Words.integer(vm.words[b + c[pc + 3]]));
        }
        yield pc + 4;
      }
      case Ops.SCOPE_VAR -> {
        String name = ((Symbol) code.pool[c[pc + 2]]).name();
        vm.put(b + c[pc + 1], slow.shared.scopeVariable(c[pc + 3], c[pc + 4], name));
        yield pc + 5;
      }
      case Ops.CHECK_CALL -> checkCall(code, pc);
      case Ops.LOAD_FORMAL -> {
        CallPlan plan = (CallPlan) vm.lane[b + c[pc + 1]];
        if (plan == null) {
          throw new IllegalStateException("no plan");
        }
        int index = c[pc + 2];
        vm.putType(
            b + c[pc + 3],
            Terms.dereference(index == 0 ? plan.result() : plan.formals()[index - 1]));
        yield pc + 4;
      }
      case Ops.CAST -> cast(code, pc);
      case Ops.CALL_OPERATION, Ops.TAIL_OPERATION -> {
        Operation operation = (Operation) code.pool[c[pc + 1]];
        Atom expected = vm.operand(code, c[pc + 3]);
        boolean tail = c[pc] == Ops.TAIL_OPERATION;
        slow.calls.callOperation(code, pc, operation, expected, tail);
        yield SlowRoads.LEAVE;
      }
      case Ops.INSTRUCTION -> {
        Expression e = (Expression) vm.at(b + c[pc + 1]);
        yield instruction(e, callOf(e, code, c[pc + 2]), vm.here(code, pc + 3));
      }
      case Ops.TAIL_INSTRUCTION -> {
        Expression e = (Expression) vm.at(b + c[pc + 1]);
        Call call = callOf(e, code, c[pc + 2]);
        yield instruction(e, call, vm.leave(code, pc));
      }
      case Ops.RUN_FUNCTION, Ops.TAIL_FUNCTION -> {
        Expression body = (Expression) Terms.dereference(vm.at(b + c[pc + 1]));
        Call call = callFor(code, c[pc + 2]);
        Expression written = (Expression) slow.instantiate((Atom) code.pool[c[pc + 3]]);
        Frame k = c[pc] == Ops.RUN_FUNCTION ? vm.here(code, pc + 4) : vm.leave(code, pc);
        evaluator.runFunction(machine, body, written, call, k);
        yield SlowRoads.LEAVE;
      }
      case Ops.APPLY_RULES -> {
        FunctionLink link = (FunctionLink) code.pool[c[pc + 1]];
        int n = c[pc + 2];
        Atom expected = vm.operand(code, c[pc + 3]);
        Expression call = Expression.owning(slow.children(code, link.head, pc + 4, n));
        evaluator.applyAll(machine, link, call, expected, vm.leave(code, pc));
        yield SlowRoads.LEAVE;
      }
      case Ops.COLLECT -> {
        machine.setStackTop(b + code.frameSize);
        CollectChoice collector =
            new CollectChoice(
                evaluation().instructions(),
                list -> collected(code, b, c[pc + 2], list, c[pc + 3]));
        machine.pushChoice(collector);
        remember(code, c[pc + 1], collector);
        yield pc + 4;
      }
      case Ops.YIELD -> {
        CollectChoice collector = (CollectChoice) vm.lane[b + c[pc + 1]];
        if (collector != null) {
          collector.gather(machine, vm.at(b + c[pc + 2]));
        }
        machine.fail();
        yield SlowRoads.LEAVE;
      }
      case Ops.IF_NO_RESULT -> {
        machine.setStackTop(b + code.frameSize);
        SoftCut soft = new SoftCut(() -> vm.run(code, vm.own(b, code), c[pc + 2]));
        machine.pushChoice(soft);
        remember(code, c[pc + 1], soft);
        yield pc + 3;
      }
      case Ops.HAS_RESULT -> {
        SoftCut soft = (SoftCut) vm.lane[b + c[pc + 1]];
        if (soft != null) {
          soft.hasResult(machine);
        }
        yield pc + 2;
      }
      case Ops.UNIFY -> unify(code, pc);
      case Ops.CONS -> {
        Expression longer = slow.lists.cons(vm.at(b + c[pc + 1]), vm.at(b + c[pc + 2]));
        if (longer == null) {
          yield c[pc + 3];
        }
        vm.put(b + c[pc + 4], longer);
        yield pc + 5;
      }
      case Ops.CAR, Ops.CDR, Ops.DECONS -> part(code, pc);
      case Ops.SPACE_MATCH -> spaceMatch(code, pc);
      case Ops.QUERY_ROWS -> ((RowSite) code.pool[c[pc + 2]]).run(vm, code, pc);
      case Ops.GATHER_ROWS -> gather(code, pc);
      case Ops.CALL_EVALUATED -> {
        Expression e = (Expression) Terms.resolve(vm.at(b + c[pc + 1]));
        if (slow.data.isData(e)) {
          vm.put(b + c[pc + 3], e);
          yield pc + 4;
        }
        Atom type = Terms.dereference(vm.operand(code, c[pc + 2]));
        evaluator.callEvaluated(machine, e, type, vm.here(code, pc + 3));
        yield SlowRoads.LEAVE;
      }
      case Ops.UNLESS_LIST,
          Ops.IF_FUNCTION,
          Ops.UNLESS_GROUND,
          Ops.NEXT_CHILD,
          Ops.ADD_TO,
          Ops.TAKE_LIST ->
          lists.run(code, pc);
      default -> throw new AssertionError(c[pc]);
    };
  }

  /** Goes on with the results that were gathered for a place of a frame. */
  private void collected(Code code, int at, int place, Atom list, int target) {
    int b = vm.own(at, code);
    vm.put(b + place, list);
    vm.run(code, b, target);
  }

  /** Goes on in a copy of the frame that knows of a choice point for the frame itself. */
  private void remember(Code code, int place, Object choice) {
    vm.base = vm.copyUp(vm.base, code);
    vm.words[vm.base + place] = Words.REFERENCE;
    vm.lane[vm.base + place] = choice;
  }

  private Call callFor(Code code, int type) {
    return new Call(null, null, Terms.dereference(vm.operand(code, type)));
  }

  private Call callOf(Expression instruction, Code code, int type) {
    Atom result = Terms.dereference(vm.operand(code, type));
    return Call.ofInstruction(instruction.size() - 1, result);
  }

  // ---------------------------------------------------------------- types

  private int checkCall(Code code, int pc) {
    int[] c = code.code;
    int b = vm.base;
    CheckSite site = (CheckSite) code.pool[c[pc + 2]];
    CallPlan plan = slow.checks.check(site, Terms.dereference(vm.operand(code, c[pc + 1])));
    if (plan == null) {
      return c[pc + 4];
    }
    vm.words[b + c[pc + 3]] = Words.REFERENCE;
    vm.lane[b + c[pc + 3]] = plan;
    return pc + 5;
  }

  private int cast(Code code, int pc) {
    int[] c = code.code;
    Atom atom = Terms.dereference(vm.at(vm.base + c[pc + 1]));
    Atom expected = Terms.dereference(vm.operand(code, c[pc + 2]));
    List<Atom> errors = slow.own.castErrors(atom, expected, machine.view());
    if (errors.isEmpty()) {
      vm.put(vm.base + c[pc + 3], atom);
      return pc + 4;
    }
    Frame k = vm.here(code, pc + 3);
    Evaluation.returnErrors(machine, errors, k);
    return SlowRoads.LEAVE;
  }

  // ---------------------------------------------------------------- instructions, parts of data

  private int instruction(Expression e, Call call, Frame k) {
    evaluator.runInstruction(machine, e, call, k);
    return SlowRoads.LEAVE;
  }

  private int part(Code code, int pc) {
    int[] c = code.code;
    int b = vm.base;
    if (!(Terms.dereference(vm.at(b + c[pc + 1])) instanceof Expression e) || e.size() == 0) {
      return c[pc + 2];
    }
    Atom part =
        switch (c[pc]) {
          case Ops.CAR -> e.get(0);
          case Ops.CDR -> slow.lists.rest(e);
          default -> Expression.of(e.get(0), e.withoutFirst());
        };
    vm.put(b + c[pc + 3], part);
    return pc + 4;
  }

  // ---------------------------------------------------------------- unification and queries

  private int unify(Code code, int pc) {
    int[] c = code.code;
    Atom x = Terms.dereference(vm.at(vm.base + c[pc + 1]));
    Atom y = Terms.dereference(vm.at(vm.base + c[pc + 2]));
    if (Unification.queried(x, y) != null) {
      query(code, x, y, pc + 4, c[pc + 3]);
      return SlowRoads.LEAVE;
    }
    return slow.attempts.unify(x, y) ? pc + 4 : c[pc + 3];
  }

  int match(Code code, Atom value, PatternSite site, int next, int target) {
    int locals = vm.base + Code.LOCALS;
    if (site.isQueryOf(value)) {
      for (int local : site.sets) {
        vm.put(locals + local, fresh(site, local));
      }
      query(code, value, slow.instantiate(site.pattern), next, target);
      return SlowRoads.LEAVE;
    }
    @Nullable Atom[] slots = new Atom[site.slotCount];
    for (int slot = 0; slot < slots.length; slot++) {
      slots[slot] = isSetBefore(site, slot) ? valueOrNull(locals + slot) : null;
    }
    RuleScope scope = site.scope < 0 || value.isGround() ? null : slow.shared.scope(site.scope);
    if (scope != null) {
      for (int local : site.sets) {
        slots[local] = scope.variable(site.orderOf(local), site.nameOf(local));
      }
    }
    if (!slow.attempts.match(site, value, slots)) {
      return SlowRoads.TARGET;
    }
    for (int local : site.sets) {
      Atom found = slots[local];
      vm.put(locals + local, found == null ? fresh(site, local) : Terms.dereference(found));
    }
    return SlowRoads.NEXT;
  }

  private Variable fresh(PatternSite site, int local) {
    String name = site.nameOf(local);
    return site.scope < 0
        ? Variable.fresh(name)
        : slow.shared.scopeVariable(site.scope, site.orderOf(local), name);
  }

  private static boolean isSetBefore(PatternSite site, int slot) {
    for (int local : site.sets) {
      if (local == slot) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Atom valueOrNull(int index) {
    if (vm.words[index] == Words.REFERENCE) {
      return vm.lane[index] instanceof Atom atom ? atom : null;
    }
    return Words.toAtom(vm.words[index]);
  }

  /** Two atoms, one of them a space: goes on for each solution, or at the target. */
  private void query(Code code, Atom x, Atom y, int next, int target) {
    int at = vm.base;
    machine.setStackTop(at + code.frameSize);
    Unification.solve(
        evaluation(),
        machine,
        x,
        y,
        m -> m.proceed(n -> vm.run(code, vm.own(at, code), next)),
        m -> m.proceed(n -> vm.run(code, vm.own(at, code), target)));
  }

  /** Hands all results of a query to what gathers them, if no instruction is needed for that. */
  private int gather(Code code, int pc) {
    int b = vm.base;
    GatherSite site = (GatherSite) code.pool[code.code[pc + 2]];
    Atom space = Terms.dereference(vm.at(b + code.code[pc + 1]));
    CollectChoice collector = (CollectChoice) vm.lane[b + Code.LOCALS + site.collector()];
    List<Atom> results = collector == null ? null : site.results(vm, space, slow.own::isPlainData);
    if (collector == null || results == null) {
      return pc + 3;
    }
    if (!results.isEmpty()) {
      collector.gather(results);
      for (int barrier : site.barriers()) {
        slow.shared.pass(code, Code.LOCALS + barrier);
      }
    }
    machine.fail();
    return SlowRoads.LEAVE;
  }

  private int spaceMatch(Code code, int pc) {
    int[] c = code.code;
    int at = vm.base;
    if (!(Terms.dereference(vm.at(at + c[pc + 1])) instanceof AtomSpace space)) {
      return c[pc + 3];
    }
    Atom pattern = vm.at(at + c[pc + 2]);
    machine.setStackTop(at + code.frameSize);
    int next = pc + 4;
    boolean found =
        SpaceQuery.begin(
            evaluation().unifier(),
            machine,
            space.view(),
            pattern,
            new SpaceQuery.Outcome() {
              @Override
              public void solved(Machine m) {
                vm.run(code, vm.own(at, code), next);
              }

              @Override
              public void none(Machine m) {
                m.fail();
              }
            });
    if (!found) {
      return SlowRoads.LEAVE;
    }
    vm.base = vm.own(at, code);
    return next;
  }
}
