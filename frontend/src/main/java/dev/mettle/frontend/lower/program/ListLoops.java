package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.program.CallChecks.CallTypes;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.FunctionBuilder.Label;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loops over lists, which the forms that apply a template to the children of a list become. A
 * literal template becomes a block of the function's own code, and its parameters become locals.
 * What does not look as expected before the loop begins is left to the library function itself.
 */
final class ListLoops {

  /**
   * So many templates inside of each other become loops; what is inside is left to the library.
   * Each of them has variables of its own, which all ways out of the loops around have to make.
   */
  private static final int DEEPEST = 8;

  private final BodyCode body;
  private final FunctionBuilder code;
  private final Arguments arguments;

  ListLoops(FormCode form) {
    this.body = form.body;
    this.code = form.code;
    this.arguments = form.arguments;
  }

  /**
   * A loop over a list.
   *
   * @param list the local of the list
   * @param index the local of the index of the next child
   * @param others where to go if the library function has to do it all
   * @param call the call, with a variable for the evaluated list
   */
  record Loop(int list, int index, Label others, Expression call) {}

  /**
   * Names for the variables of a template that are its own: the parameters, and the variables that
   * have no value. None if something about them is unclear, or if too many loops are around. A
   * parameter that something else in the rule may have given a value, such as another template, is
   * made at the start, and looked at before the loop begins.
   */
  Optional<Map<Variable, Variable>> parameters(Expression e, int... positions) {
    if (body.templates >= DEEPEST) {
      return Optional.empty();
    }
    Flow now = body.live();
    Map<Variable, Variable> known = body.demands.templateIn(e).names();
    Map<Variable, Variable> names = new HashMap<>();
    for (int position : positions) {
      if (!(e.get(position) instanceof Variable v)
          || now.isSet(v) && !isEarly(v)
          || names.put(v, ownName(v, known)) != null
          || isOutside(v, e, positions)) {
        return Optional.empty();
      }
    }
    List<Variable> unclear = new ArrayList<>();
    List<Variable> early = names.keySet().stream().filter(now::isMaybeSet).toList();
    body.forEachVariable(
        e.get(e.size() - 1),
        v -> {
          if (names.containsKey(v)) {
            return;
          }
          if (now.isMaybeSet(v)) {
            unclear.add(v);
          } else if (!now.isSet(v)) {
            names.put(v, ownName(v, known));
          }
        });
    if (!unclear.isEmpty()) {
      return Optional.empty();
    }
    early.forEach(body.demands::makeEarly);
    return Optional.of(names);
  }

  private boolean isEarly(Variable variable) {
    return body.demands.early().contains(variable);
  }

  /** Leaves parameters that have got a value, or have become one variable, to the function. */
  private void unlessOpen(Expression e, Map<Variable, Variable> names, Label others) {
    List<Variable> parameters = new ArrayList<>();
    for (int i = 2; i < e.size() - 1; i++) {
      if (e.get(i) instanceof Variable v && names.containsKey(v) && isEarly(v)) {
        parameters.add(v);
      }
    }
    for (Variable v : parameters) {
      Label open = code.newLabel();
      code.emit(Opcode.LOAD_LOCAL, body.places.of(v));
      code.emitTo(Opcode.JUMP_IF_FALSE, List.of(others, open, others));
      code.emitTo(Opcode.JUMP, List.of(others));
      code.place(open);
    }
    if (parameters.size() > 1) {
      Label different = code.newLabel();
      for (Variable v : parameters) {
        code.emit(Opcode.LOAD_LOCAL, body.places.of(v));
      }
      code.emit(Opcode.EQ);
      code.emitTo(Opcode.JUMP_IF_FALSE, List.of(different, others, others));
      code.emitTo(Opcode.JUMP, List.of(others));
      code.place(different);
    }
  }

  /** Whether a parameter is also part of what is not the template, and could get a value there. */
  private boolean isOutside(Variable parameter, Expression e, int[] positions) {
    List<Variable> found = new ArrayList<>();
    for (int i = 1; i < positions[0]; i++) {
      body.forEachVariable(e.get(i), found::add);
    }
    return found.contains(parameter);
  }

  private static Variable ownName(Variable variable, Map<Variable, Variable> known) {
    return known.computeIfAbsent(variable, v -> Variable.fresh(v.name()));
  }

  /** A template with the names that its own variables have. */
  static Atom renamed(Atom atom, Map<Variable, Variable> names) {
    return new Replacement(v -> names.getOrDefault((Variable) v, (Variable) v)).in(atom);
  }

  /** The name that a parameter has in the loop. */
  static Variable parameter(Expression e, int position, Map<Variable, Variable> names) {
    return Objects.requireNonNull(
        names.get((Variable) e.get(position)), "parameters have names of their own");
  }

  /** Evaluates the list and makes sure that the loop does what the library function does. */
  @Nullable Loop begin(
      Expression e, CallTypes call, Map<Variable, Variable> names, boolean tail, Join join) {
    Operand value = arguments.argument(e.get(1), call.formals().get(0), 0, tail, join);
    if (value == null) {
      return null;
    }
    Variable list = Variable.fresh("list");
    int local = body.places.of(list);
    code.emit(Opcode.STORE_LOCAL, local);
    body.live().set(list, null);
    int index = code.newLocal();
    code.emit(Opcode.FIRST_CHILD, index);
    Label others = code.newLabel();
    Atom[] parts = e.toArray();
    parts[1] = list;
    Expression evaluated = Expression.owning(parts);
    Flow now = body.live();
    body.later(
        others,
        now.copy(),
        e,
        () -> {
          for (int i = 1; i < evaluated.size(); i++) {
            body.instantiate(evaluated.get(i));
          }
          body.call((Symbol) e.get(0), e.size() - 1, call.result(), tail);
        },
        tail,
        join);
    code.emitTo(Opcode.JUMP_UNLESS_LIST, List.of(others), local);
    unlessOpen(e, names, others);
    // Free variables inside a template are fresh for each child: what is captured must have none.
    List<Variable> captured = new ArrayList<>();
    body.forEachVariable(
        e.get(e.size() - 1),
        v -> {
          if (!names.containsKey(v) && now.kindOf(v) == null && !captured.contains(v)) {
            captured.add(v);
          }
        });
    for (Variable v : captured) {
      code.emitTo(Opcode.JUMP_UNLESS_GROUND, List.of(others), body.places.of(v));
    }
    return new Loop(local, index, others, evaluated);
  }

  /** Takes the next child, or goes on at {@code done}. */
  void next(Loop loop, Variable child, Label done) {
    code.emitTo(Opcode.NEXT_CHILD, List.of(done), loop.list(), loop.index());
    code.emit(Opcode.STORE_LOCAL, body.places.of(child));
    body.live().set(child, null);
  }
}
