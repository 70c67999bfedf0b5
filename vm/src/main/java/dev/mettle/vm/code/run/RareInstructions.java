package dev.mettle.vm.code.run;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.frame.RuleScope;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.code.link.FunctionLink;
import dev.mettle.vm.code.meaning.CollectChoice;
import dev.mettle.vm.code.site.CheckSite;
import dev.mettle.vm.code.site.GatherSite;
import dev.mettle.vm.code.site.PatternSite;
import dev.mettle.vm.code.site.RowSite;
import dev.mettle.vm.code.unit.FirstVisits;
import dev.mettle.vm.eval.Call;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.SoftCut;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.minimal.Unification;
import dev.mettle.vm.minimal.ValueChoice;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.query.QueryOutcome;
import dev.mettle.vm.query.SpaceQuery;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.types.CallPlan;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The instructions that are not in the loop of the virtual machine. */
final class RareInstructions {

  private final CallFrames vm;
  private final CodeEvaluator evaluator;
  private final SlowRoads slow;
  private final LoopCalls calls;
  private final FirstVisits visits;
  private final Machine machine;
  private final ListInstructions lists;

  RareInstructions(
      CallFrames vm, CodeEvaluator evaluator, SlowRoads slow, LoopCalls calls, FirstVisits visits) {
    this.vm = vm;
    this.evaluator = evaluator;
    this.slow = slow;
    this.calls = calls;
    this.visits = visits;
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
        vm.put(
            b + c[pc + Form.Fresh.RESULT],
            Variable.fresh(((Symbol) code.pool[c[pc + Form.Fresh.NAME]]).name()));
        yield pc + Form.Fresh.LENGTH;
      }
      case Ops.CHILD_SCOPE -> {
        RuleScope scope = slow.shared.scope(c[pc + Form.ChildScope.SCOPE]);
        int at = b + c[pc + Form.ChildScope.CHILD];
        if (scope == null) {
          vm.words[at] = vm.words[b + c[pc + Form.ChildScope.SCOPE]];
        } else {
          vm.words[at] = Words.REFERENCE;
          vm.lane[at] =
              scope.child((int) Words.integer(vm.words[b + c[pc + Form.ChildScope.INDEX]]));
        }
        yield pc + Form.ChildScope.LENGTH;
      }
      case Ops.SCOPE_VAR -> {
        String name = ((Symbol) code.pool[c[pc + Form.ScopeVar.NAME]]).name();
        vm.put(
            b + c[pc + Form.ScopeVar.RESULT],
            slow.shared.scopeVariable(
                c[pc + Form.ScopeVar.SCOPE], c[pc + Form.ScopeVar.ORDER], name));
        yield pc + Form.ScopeVar.LENGTH;
      }
      case Ops.CHECK_CALL -> checkCall(code, pc);
      case Ops.LOAD_FORMAL -> {
        CallPlan plan = (CallPlan) vm.lane[b + c[pc + Form.LoadFormal.PLAN]];
        if (plan == null) {
          throw new IllegalStateException("no plan");
        }
        int index = c[pc + Form.LoadFormal.INDEX];
        vm.putType(
            b + c[pc + Form.LoadFormal.RESULT],
            Terms.dereference(index == 0 ? plan.result() : plan.formals()[index - 1]));
        yield pc + Form.LoadFormal.LENGTH;
      }
      case Ops.CAST -> cast(code, pc);
      case Ops.CALL_OPERATION, Ops.TAIL_OPERATION -> {
        Operation operation = (Operation) code.pool[c[pc + Form.TailCall.CALLEE]];
        Atom expected = vm.operand(code, c[pc + Form.TailCall.EXPECTED]);
        boolean tail = c[pc] == Ops.TAIL_OPERATION;
        calls.callOperation(code, pc, operation, expected, tail);
        yield SlowRoads.LEAVE;
      }
      case Ops.INSTRUCTION -> {
        Expression e = (Expression) vm.at(b + c[pc + Form.Eval.ATOM]);
        yield instruction(
            e, callOf(e, code, c[pc + Form.Eval.EXPECTED]), vm.here(code, pc + Form.Eval.RESULT));
      }
      case Ops.TAIL_INSTRUCTION -> {
        Expression e = (Expression) vm.at(b + c[pc + Form.TailEval.ATOM]);
        Call call = callOf(e, code, c[pc + Form.TailEval.EXPECTED]);
        yield instruction(e, call, vm.leave(code, pc));
      }
      case Ops.RUN_FUNCTION, Ops.TAIL_FUNCTION -> {
        Expression body = (Expression) Terms.dereference(vm.at(b + c[pc + Form.TailFunction.BODY]));
        Call call = callFor(code, c[pc + Form.TailFunction.EXPECTED]);
        Expression written =
            (Expression) slow.instantiate((Atom) code.pool[c[pc + Form.TailFunction.WRITTEN]]);
        Frame k =
            c[pc] == Ops.RUN_FUNCTION
                ? vm.here(code, pc + Form.RunFunction.RESULT)
                : vm.leave(code, pc);
        evaluator.runFunction(machine, body, written, call, k);
        yield SlowRoads.LEAVE;
      }
      case Ops.APPLY_RULES -> {
        FunctionLink link = (FunctionLink) code.pool[c[pc + Form.TailCall.CALLEE]];
        int n = c[pc + Form.TailCall.COUNT];
        Atom expected = vm.operand(code, c[pc + Form.TailCall.EXPECTED]);
        Expression call =
            Expression.owning(slow.children(code, link.head, pc + Form.TailCall.ARGUMENTS, n));
        evaluator.applyAll(machine, link, call, expected, vm.leave(code, pc));
        yield SlowRoads.LEAVE;
      }
      case Ops.COLLECT -> {
        machine.setStackTop(b + code.frameSize);
        CollectChoice collector =
            new CollectChoice(
                evaluation().instructions(),
                list ->
                    collected(
                        code, b, c[pc + Form.Collect.RESULTS], list, c[pc + Form.Collect.DONE]));
        machine.pushChoice(collector);
        remember(code, c[pc + Form.Collect.COLLECTOR], collector);
        yield pc + Form.Collect.LENGTH;
      }
      case Ops.YIELD -> {
        CollectChoice collector = (CollectChoice) vm.lane[b + c[pc + Form.Yield.COLLECTOR]];
        if (collector != null) {
          collector.gather(machine, vm.at(b + c[pc + Form.Yield.VALUE]));
        }
        machine.fail();
        yield SlowRoads.LEAVE;
      }
      case Ops.IF_NO_RESULT -> {
        machine.setStackTop(b + code.frameSize);
        SoftCut soft =
            new SoftCut(() -> vm.run(code, vm.own(b, code), c[pc + Form.IfNoResult.OTHERWISE]));
        machine.pushChoice(soft);
        remember(code, c[pc + Form.IfNoResult.CUT], soft);
        yield pc + Form.IfNoResult.LENGTH;
      }
      case Ops.HAS_RESULT -> {
        SoftCut soft = (SoftCut) vm.lane[b + c[pc + Form.HasResult.CUT]];
        if (soft != null) {
          soft.hasResult(machine);
        }
        yield pc + Form.HasResult.LENGTH;
      }
      case Ops.UNIFY -> unify(code, pc);
      case Ops.CONS -> {
        Expression longer =
            slow.lists.cons(vm.at(b + c[pc + Form.Cons.FIRST]), vm.at(b + c[pc + Form.Cons.REST]));
        if (longer == null) {
          yield c[pc + Form.Cons.OTHER];
        }
        vm.put(b + c[pc + Form.Cons.RESULT], longer);
        yield pc + Form.Cons.LENGTH;
      }
      case Ops.CAR, Ops.CDR, Ops.DECONS -> part(code, pc);
      case Ops.SPACE_MATCH -> spaceMatch(code, pc);
      case Ops.QUERY_ROWS -> ((RowSite) code.pool[c[pc + Form.QueryRows.QUERY]]).run(vm, code, pc);
      case Ops.GATHER_ROWS -> gather(code, pc);
      case Ops.CALL_EVALUATED -> {
        Expression e = (Expression) Terms.resolve(vm.at(b + c[pc + Form.Eval.ATOM]));
        if (slow.data.isData(e)) {
          vm.put(b + c[pc + Form.Eval.RESULT], e);
          yield pc + Form.Eval.LENGTH;
        }
        Atom type = Terms.dereference(vm.operand(code, c[pc + Form.Eval.EXPECTED]));
        evaluator.callEvaluated(machine, e, type, vm.here(code, pc + Form.Eval.RESULT));
        yield SlowRoads.LEAVE;
      }
      case Ops.UNLESS_LIST,
          Ops.IF_FUNCTION,
          Ops.UNLESS_GROUND,
          Ops.NEXT_CHILD,
          Ops.ADD_TO,
          Ops.TAKE_LIST ->
          lists.run(code, pc);
      case Ops.VISIT -> {
        visits.visit(code, pc);
        yield SlowRoads.LEAVE;
      }
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
    CheckSite site = (CheckSite) code.pool[c[pc + Form.CheckCall.SITE]];
    CallPlan plan =
        slow.checks.check(
            site, Terms.dereference(vm.operand(code, c[pc + Form.CheckCall.EXPECTED])));
    if (plan == null) {
      return c[pc + Form.CheckCall.EVALUATE];
    }
    vm.words[b + c[pc + Form.CheckCall.PLAN]] = Words.REFERENCE;
    vm.lane[b + c[pc + Form.CheckCall.PLAN]] = plan;
    return pc + Form.CheckCall.LENGTH;
  }

  private int cast(Code code, int pc) {
    int[] c = code.code;
    Atom atom = Terms.dereference(vm.at(vm.base + c[pc + Form.Cast.VALUE]));
    Atom expected = Terms.dereference(vm.operand(code, c[pc + Form.Cast.EXPECTED]));
    List<Atom> errors = slow.own.castErrors(atom, expected, machine.view());
    if (errors.isEmpty()) {
      vm.put(vm.base + c[pc + Form.Cast.RESULT], atom);
      return pc + Form.Cast.LENGTH;
    }
    Frame k = vm.here(code, pc + Form.Cast.RESULT);
    ValueChoice.returnErrors(machine, errors, k);
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
    Atom list = vm.at(b + c[pc + Form.Part.LIST]);
    Atom part =
        switch (c[pc]) {
          case Ops.CAR -> slow.lists.car(list);
          case Ops.CDR -> slow.lists.cdr(list);
          default -> slow.lists.decons(list);
        };
    if (part == null) {
      return c[pc + Form.Part.OTHER];
    }
    vm.put(b + c[pc + Form.Part.RESULT], part);
    return pc + Form.Part.LENGTH;
  }

  // ---------------------------------------------------------------- unification and queries

  private int unify(Code code, int pc) {
    int[] c = code.code;
    Atom x = Terms.dereference(vm.at(vm.base + c[pc + Form.Unify.LEFT]));
    Atom y = Terms.dereference(vm.at(vm.base + c[pc + Form.Unify.RIGHT]));
    if (Unification.queried(x, y) != null) {
      query(code, x, y, pc + Form.Unify.LENGTH, c[pc + Form.Unify.DIFFER]);
      return SlowRoads.LEAVE;
    }
    return slow.attempts.unify(x, y) ? pc + Form.Unify.LENGTH : c[pc + Form.Unify.DIFFER];
  }

  /** Takes a value apart by a pattern. */
  int match(Code code, int index, PatternSite site, int next, int target) {
    Atom value = Terms.dereference(vm.at(index));
    if (site.flat
        && value instanceof Expression e
        && (e.isGround() || site.scope < 0 || slow.shared.scope(site.scope) == null)) {
      int verdict = matchFlat(e, (Expression) site.pattern);
      if (verdict != SlowRoads.LEAVE) {
        return verdict;
      }
    }
    return match(code, value, site, next, target);
  }

  /** The same without unification; {@link SlowRoads#LEAVE} if that does not do. */
  private int matchFlat(Expression value, Expression pattern) {
    int n = pattern.size();
    if (value.size() != n) {
      return SlowRoads.TARGET;
    }
    for (int i = 0; i < n; i++) {
      Atom wanted = pattern.get(i);
      if (!(wanted instanceof Variable)) {
        Atom found = value.get(i);
        if (found instanceof Variable) {
          return SlowRoads.LEAVE;
        }
        if (found != wanted && !AtomEquality.equal(found, wanted)) {
          return SlowRoads.TARGET;
        }
      }
    }
    for (int i = 0; i < n; i++) {
      if (pattern.get(i) instanceof Variable v) {
        vm.put(vm.base + Code.LOCALS + v.slot(), value.get(i));
      }
    }
    return SlowRoads.NEXT;
  }

  private int match(Code code, Atom value, PatternSite site, int next, int target) {
    int locals = vm.base + Code.LOCALS;
    if (site.isQueryOf(value)) {
      for (int local : site.sets) {
        vm.put(locals + local, fresh(site, local));
      }
      query(code, value, slow.instantiate(site.pattern), next, target);
      return SlowRoads.LEAVE;
    }
    @Nullable Atom[] slots = new Atom[site.slotCount];
    for (int local : site.reads) {
      slots[local] = vm.at(locals + local);
    }
    RuleScope scope = site.scope < 0 || value.isGround() ? null : slow.shared.scope(site.scope);
    if (scope != null) {
      for (int local : site.sets) {
        slots[local] = scope.variable(site.orderOf(local), site.nameOf(local));
      }
    }
    if (!slow.attempts.match(site, value, slots, local -> fresh(site, local))) {
      return SlowRoads.TARGET;
    }
    for (int local : site.sets) {
      vm.put(locals + local, Objects.requireNonNull(slots[local]));
    }
    return SlowRoads.NEXT;
  }

  private Variable fresh(PatternSite site, int local) {
    String name = site.nameOf(local);
    return site.scope < 0
        ? Variable.fresh(name)
        : slow.shared.scopeVariable(site.scope, site.orderOf(local), name);
  }

  /** Two atoms, one of them a space: goes on for each solution, or at the target. */
  private void query(Code code, Atom x, Atom y, int next, int target) {
    int at = vm.base;
    machine.setStackTop(at + code.frameSize);
    Unification.solve(
        evaluation().unifier(),
        machine,
        x,
        y,
        m -> m.proceed(n -> vm.run(code, vm.own(at, code), next)),
        m -> m.proceed(n -> vm.run(code, vm.own(at, code), target)));
  }

  /** Hands all results of a query to what gathers them, if no instruction is needed for that. */
  private int gather(Code code, int pc) {
    int b = vm.base;
    GatherSite site = (GatherSite) code.pool[code.code[pc + Form.GatherRows.QUERY]];
    Atom space = Terms.dereference(vm.at(b + code.code[pc + Form.GatherRows.SPACE]));
    CollectChoice collector = (CollectChoice) vm.lane[b + Code.LOCALS + site.collector()];
    List<Atom> results = collector == null ? null : site.results(vm, space, slow.own::isPlainData);
    if (collector == null || results == null) {
      return pc + Form.GatherRows.LENGTH;
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
    if (!(Terms.dereference(vm.at(at + c[pc + Form.SpaceMatch.SPACE]))
        instanceof AtomSpace space)) {
      return c[pc + Form.SpaceMatch.OTHER];
    }
    Atom pattern = vm.at(at + c[pc + Form.SpaceMatch.PATTERN]);
    machine.setStackTop(at + code.frameSize);
    int next = pc + Form.SpaceMatch.LENGTH;
    boolean found =
        SpaceQuery.begin(
            evaluation().unifier(),
            machine,
            space.view(),
            pattern,
            new QueryOutcome() {
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
