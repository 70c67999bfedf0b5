package dev.mettle.examples.classfile;

import static java.lang.constant.ConstantDescs.CD_int;

import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.SwitchSite;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.examples.classfile.Step.Edge;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Instruction;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** Builds expressions, looks at them and takes them apart. */
final class DataSteps {

  private final UnitFunction function;

  DataSteps(UnitFunction function) {
    this.function = function;
  }

  Step makeExpression(int count, State before, int next) {
    State after = before.copy().drop(count).push(Val.in(Lane.REFERENCE));
    return Step.next(
        new Edge(after, next),
        method -> {
          CodeBuilder code = method.code();
          code.loadConstant(count).anewarray(Types.ATOM);
          for (int i = 0; i < count; i++) {
            int child = before.top(count - 1 - i);
            code.dup().loadConstant(i);
            boolean mayBeBound =
                before.val(child).lane() == Lane.REFERENCE && before.val(child).constant() == null;
            if (mayBeBound) {
              method.context().load(before, child, Lane.REFERENCE);
              method.invoke("dereference", Types.ATOM, Types.ATOM);
            } else {
              method.load(before, child, Lane.REFERENCE);
            }
            code.aastore();
          }
          code.invokestatic(
              Types.EXPRESSION, "owning", MethodTypeDesc.of(Types.EXPRESSION, Types.ATOMS));
          method.store(after.top(0), Lane.REFERENCE);
        });
  }

  Step loadChild(int index, State before, int offset) {
    int parent = before.top(0);
    State after = before.copy().drop(1).push(Val.in(Lane.REFERENCE));
    return Step.next(
        new Edge(after, offset + 1),
        method -> {
          CodeBuilder code = method.code();
          method.load(before, parent, Lane.REFERENCE);
          // It may be a variable that has an expression as its value.
          code.instanceOf(Types.EXPRESSION);
          code.ifeq(method.leave(offset, before, LeaveReason.EVALUATION));
          method.load(before, parent, Lane.REFERENCE);
          code.checkcast(Types.EXPRESSION).loadConstant(index);
          code.invokevirtual(Types.EXPRESSION, "get", MethodTypeDesc.of(Types.ATOM, CD_int));
          method.store(after.top(0), Lane.REFERENCE);
        });
  }

  Step instantiate(Atom template, State before, int next) {
    if (template.isGround()) {
      return Step.next(new Edge(before.copy().push(Val.of(template)), next), method -> {});
    }
    SortedSet<Integer> places = placesOf(template);
    State after = before.copy().push(Val.in(Lane.REFERENCE));
    return Step.next(
        new Edge(after, next),
        method -> {
          CodeBuilder code = method.code();
          method.context().push(template, Types.ATOM);
          code.loadConstant(places.isEmpty() ? 0 : places.last() + 1).anewarray(Types.ATOM);
          for (int place : places) {
            code.dup().loadConstant(place);
            method.load(before, place, Lane.REFERENCE);
            code.aastore();
          }
          method.invoke("instantiate", Types.ATOM, Types.ATOM, Types.ATOMS);
          method.store(after.top(0), Lane.REFERENCE);
        });
  }

  /** The locals that a template has places for. */
  private static SortedSet<Integer> placesOf(Atom template) {
    SortedSet<Integer> places = new TreeSet<>();
    ArrayDeque<Atom> open = new ArrayDeque<>(List.of(template));
    while (!open.isEmpty()) {
      Atom part = open.pop();
      if (part instanceof Variable v && v.slot() >= 0) {
        places.add(v.slot());
      } else if (part instanceof Expression e && !e.isGround()) {
        e.forEach(open::push);
      }
    }
    return places;
  }

  Step markEvaluated(State before, int next) {
    Val val = before.fromTop(0);
    if (val.lane() != Lane.REFERENCE) {
      return Step.next(new Edge(before, next), method -> {});
    }
    State after = before.copy().drop(1).push(Val.in(Lane.REFERENCE));
    return Step.next(
        new Edge(after, next),
        method -> {
          method.context().load(before, before.top(0), Lane.REFERENCE);
          method.invoke("markEvaluated", Types.ATOM, Types.ATOM);
          method.store(after.top(0), Lane.REFERENCE);
        });
  }

  /** The site says which of the targets it is. */
  Step branch(Instruction instruction, State before, int offset) {
    SwitchSite site = Objects.requireNonNull(function.switches().get(offset), "no switch");
    State after = before.copy().drop(1);
    List<Edge> edges = new ArrayList<>();
    for (int i = 1; i < instruction.immediateCount(); i++) {
      edges.add(new Edge(after, instruction.immediate(i)));
    }
    return new Step(
        edges,
        method -> {
          CodeBuilder code = method.code();
          method.push(site, Types.SWITCH);
          method.context().load(before, before.top(0), Lane.REFERENCE);
          method.invoke("dereference", Types.ATOM, Types.ATOM);
          code.invokevirtual(Types.SWITCH, "targetOf", MethodTypeDesc.of(CD_int, Types.ATOM));
          List<SwitchCase> cases = new ArrayList<>();
          for (int i = 1; i < edges.size(); i++) {
            cases.add(SwitchCase.of(i, method.target(edges.get(i))));
          }
          code.tableswitch(1, edges.size() - 1, method.target(edges.getFirst()), cases);
        });
  }
}
