package dev.mettle.vm.code.meaning;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.frame.FrameStack;
import dev.mettle.vm.code.frame.FrameTemplates;
import dev.mettle.vm.code.site.CheckSite;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.Evaluation;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.types.CallPlan;
import dev.mettle.vm.types.FunctionType;
import dev.mettle.vm.types.TypeChecker;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Checks calls as written, before their arguments run. */
public final class CallChecks {

  private final FrameStack frames;
  private final FrameTemplates templates;
  private final Machine machine;
  private final TypeChecker checker;

  CallChecks(FrameStack frames, FrameTemplates templates, Evaluation evaluation) {
    this.frames = frames;
    this.templates = templates;
    this.machine = frames.machine;
    this.checker = evaluation.checker();
  }

  /** The plan for a call of the running frame; null if it has to be evaluated as it stands. */
  public @Nullable CallPlan check(CheckSite site, Atom expected) {
    Object[] types = expected.isGround() ? site.typesOf(frames, checker, machine.view()) : null;
    CallPlan known = types == null ? null : site.known(types, expected);
    if (known != null) {
      return known;
    }
    return judge(site, types, (Expression) templates.instantiate(site.template), expected);
  }

  /** The same for values in the order of {@link CheckSite#locals}. */
  public @Nullable CallPlan check(CheckSite site, Atom expected, Atom[] values) {
    Object[] types = expected.isGround() ? site.typesOf(values, checker, machine.view()) : null;
    CallPlan known = types == null ? null : site.known(types, expected);
    if (known != null) {
      return known;
    }
    int[] locals = site.locals();
    int size = 0;
    for (int local : locals) {
      size = Math.max(size, local + 1);
    }
    @Nullable Atom[] slots = new Atom[size];
    for (int i = 0; i < locals.length; i++) {
      slots[locals[i]] = Terms.resolve(values[i]);
    }
    return judge(site, types, (Expression) Terms.instantiate(site.template, slots), expected);
  }

  private @Nullable CallPlan judge(
      CheckSite site, Object @Nullable [] types, Expression call, Atom expected) {
    FunctionType function =
        call.get(0) instanceof Operation op && op.functionType() != null
            ? op.functionType()
            : checker.inference().of(call.get(0), machine.view()).onlyFunction();
    if (function == null) {
      return null;
    }
    CallPlan plan = checker.check(call, function, expected, machine.view(), new ArrayList<>(1));
    if (plan == null
        || hasMetaTypes(function, plan)
        || site.template.get(0) instanceof Variable && hasAnyMetaType(plan)) {
      return null;
    }
    if (types != null) {
      site.remember(types, expected, plan);
    }
    return plan;
  }

  private static boolean hasAnyMetaType(CallPlan plan) {
    for (Atom formal : plan.formals()) {
      if (Symbols.isMetaType(Terms.dereference(formal))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a type variable stands for a meta-type, which decides what is evaluated at all. */
  private static boolean hasMetaTypes(FunctionType type, CallPlan plan) {
    for (int i = 0; i < type.arity(); i++) {
      if (!type.formal(i).isGround() && Symbols.isMetaType(Terms.dereference(plan.formals()[i]))) {
        return true;
      }
    }
    return !type.result().isGround() && Symbols.isMetaType(Terms.dereference(plan.result()));
  }
}
