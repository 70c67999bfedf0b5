package dev.mettle.vm.minimal;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.ErrorOrigin;
import dev.mettle.vm.machine.Frame;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.machine.Unifier;
import dev.mettle.vm.operation.Alternatives;
import dev.mettle.vm.operation.ControlOperation;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationContext;
import dev.mettle.vm.operation.ValueOperation;
import dev.mettle.vm.query.RuleApplication;
import dev.mettle.vm.query.RuleCursor;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The minimal instructions. Their results are data and go to a frame as they are, {@code Empty},
 * {@code NotReducible} and errors among them; what an instruction's result is evaluated for is the
 * business of whoever waits for it.
 */
public final class Instructions implements FunctionRuns {

  private enum Instruction {
    EVAL("eval", "(eval <atom>)", 2),
    EVALC("evalc", "(evalc <atom> <space>)", 3),
    CHAIN("chain", "(chain <nested> (: <var> Variable) <templ>)", 4),
    UNIFY("unify", "(unify <atom> <pattern> <then> <else>)", 5),
    CONS_ATOM("cons-atom", "(cons-atom <head> (: <tail> Expression))", 3),
    DECONS_ATOM("decons-atom", "(decons-atom (: <expr> Expression))", 2),
    FUNCTION("function", "(function (: <body> Expression))", 2),
    COLLAPSE_BIND("collapse-bind", "(collapse-bind <atom>)", 2),
    SUPERPOSE_BIND("superpose-bind", "(superpose-bind (: <collapsed> Expression))", 2),
    METTA("metta", "(metta atom type space)", 4),
    CONTEXT_SPACE("context-space", "(context-space)", 1),
    CALL_NATIVE("call-native", "(call-native func args)", 4);

    private static final Map<Symbol, Instruction> BY_SYMBOL = new HashMap<>();

    static {
      for (Instruction i : values()) {
        BY_SYMBOL.put(i.symbol, i);
      }
    }

    final Symbol symbol;
    final String form;
    final int size;

    Instruction(String name, String form, int size) {
      this.symbol = Symbol.of(name);
      this.form = form;
      this.size = size;
    }
  }

  private static final Symbol RETURN = Symbols.RETURN;
  private static final Symbol COLLAPSE = Symbol.of("collapse");
  private static final Symbol RESULTS_OF_PAIRS = Symbol.of("results-of-pairs");

  private final OperationContext context;
  private final Unifier unifier;
  private final RuleApplication rules;
  private LibraryMeaning library = (view, function, size) -> false;

  Instructions(OperationContext context, Unifier unifier, RuleApplication rules) {
    this.context = context;
    this.unifier = unifier;
    this.rules = rules;
  }

  /** Sets who knows which functions still mean what the library says; before anything is run. */
  public void setLibraryMeaning(LibraryMeaning meaning) {
    library = meaning;
  }

  /** Whether a call of {@code head} is an instruction. */
  public static boolean isInstruction(Symbol head) {
    return Instruction.BY_SYMBOL.containsKey(head);
  }

  /** Whether {@code atom} is a call of an instruction. */
  public static boolean isInstruction(Atom atom) {
    return atom instanceof Expression e
        && e.size() > 0
        && Terms.dereference(e.get(0)) instanceof Symbol s
        && isInstruction(s);
  }

  /** Runs the instruction {@code e}. */
  public void execute(Machine m, Expression e, Frame k) {
    Instruction instruction = Instruction.BY_SYMBOL.get(Terms.dereference(e.get(0)));
    if (instruction == null) {
      m.returnValue(Terms.resolve(e), k);
      return;
    }
    if (e.size() != instruction.size) {
      malformed(m, e, instruction, k);
      return;
    }
    switch (instruction) {
      case EVAL -> step(m, Terms.resolve(e.get(1)), k);
      case EVALC -> {
        if (Terms.dereference(e.get(2)) instanceof AtomSpace space) {
          Frame back = new RestoreViewFrame(m, k);
          m.setView(space.view());
          step(m, Terms.resolve(e.get(1)), back);
        } else {
          malformed(m, e, instruction, k);
        }
      }
      case CHAIN -> chain(m, e, instruction, k);
      case UNIFY -> Unification.unify(unifier, m, e.get(1), e.get(2), e.get(3), e.get(4), k);
      case CONS_ATOM -> {
        if (Terms.resolve(e.get(2)) instanceof Expression tail) {
          m.returnValue(tail.withFirst(Terms.resolve(e.get(1))), k);
        } else {
          malformed(m, e, instruction, k);
        }
      }
      case DECONS_ATOM -> {
        if (Terms.resolve(e.get(1)) instanceof Expression whole && whole.size() > 0) {
          m.returnValue(Expression.of(whole.get(0), whole.withoutFirst()), k);
        } else {
          malformed(m, e, instruction, k);
        }
      }
      case FUNCTION -> {
        if (Terms.dereference(e.get(1)) instanceof Expression) {
          function(m, e, e, k);
        } else {
          malformed(m, e, instruction, k);
        }
      }
      case COLLAPSE_BIND -> Collector.collapseBind(this, m, e.get(1), k);
      case SUPERPOSE_BIND -> {
        if (Terms.resolve(e.get(1)) instanceof Expression collapsed
            && BindingsAtom.arePairs(collapsed)) {
          Collector.superposeBind(unifier, m, collapsed, k);
        } else {
          malformed(m, e, instruction, k);
        }
      }
      case METTA -> {
        if (Terms.dereference(e.get(3)) instanceof AtomSpace space) {
          Frame back = new MettaFrame(m, k);
          m.setView(space.view());
          m.evaluate(e.get(1), Terms.resolve(e.get(2)), back);
        } else {
          malformed(m, e, instruction, k);
        }
      }
      case CONTEXT_SPACE -> m.returnValue(m.view().space(), k);
      case CALL_NATIVE -> malformed(m, e, instruction, k);
    }
  }

  /**
   * Runs an instruction as the next step of the machine: one may be nested in another as deeply as
   * data, and one may lead to another without end.
   */
  private void executeNext(Machine m, Expression e, Frame k) {
    m.proceed(machine -> execute(machine, e, k));
  }

  private static void malformed(Machine m, Expression e, Instruction instruction, Frame k) {
    Atom resolved = Terms.resolve(e);
    Atom error = Errors.of(resolved, "expected: " + instruction.form + ", found: " + resolved);
    m.returnValue(ErrorOrigin.made(error, m), k);
  }

  /**
   * One step of an operation outside of the evaluator; results go to {@code k} as they are, but a
   * {@code (function ..)} is run.
   */
  public void executeOnce(Machine m, Operation op, Expression e, Frame k) {
    switch (op) {
      case ValueOperation v -> {
        Atom result = v.apply(e, context);
        if (result instanceof Alternatives several && !several.results().isEmpty()) {
          ValueChoice.returnAll(m, several.results(), new OperationFrame(this, e, m.depth(), k));
        } else if (result instanceof Alternatives) {
          m.returnValue(Symbols.EMPTY, k);
        } else if (StepResult.isFunction(result)) {
          function(m, (Expression) result, e, k);
        } else {
          m.returnValue(result, k);
        }
      }
      case ControlOperation c -> c.execute(m, e, new OperationFrame(this, e, m.depth(), k));
      default -> throw new AssertionError(op);
    }
  }

  /** One step: an operation, an instruction, or the rules for {@code atom}. */
  private void step(Machine m, Atom atom, Frame k) {
    if (atom instanceof Expression e && e.size() > 0) {
      Atom head = e.get(0);
      if (head instanceof Operation op) {
        executeOnce(m, op, e, k);
        return;
      }
      if (isInstruction(e)) {
        executeNext(m, e, k);
        return;
      }
      if (Terms.hasVariableHead(e)) {
        m.returnValue(Symbols.NOT_REDUCIBLE, k);
        return;
      }
      if (head == COLLAPSE && e.size() == 2 && library.isOwn(m.view(), COLLAPSE, 2)) {
        // What the library's rule comes to; run as text, it copies the rest for each result.
        collapse(m, e.get(1), k, k);
        return;
      }
    }
    RuleCursor cursor = RuleCursor.forAtom(m.view(), atom);
    rules.apply(m, atom, cursor, new StepTarget(this, atom, k));
  }

  /**
   * Gathers the results of an atom, as the library's rule for {@code collapse} does, and hands them
   * to {@code k} as one expression.
   *
   * @param others takes what rules give that were added meanwhile for what that rule ends with
   */
  public void collapse(Machine m, Atom goal, Frame k, Frame others) {
    Collector.collect(
        m,
        goal,
        Symbols.UNDEFINED,
        k,
        (machine, results) -> {
          if (collapsesAsWritten(machine.view())) {
            machine.returnValue(Expression.of(results), k);
          } else {
            collapsed(machine, results, others);
          }
        });
  }

  /** Whether {@code collapse}, and what its rule calls, still means what the library says. */
  public boolean collapsesAsWritten(View view) {
    return library.isOwn(view, COLLAPSE, 2);
  }

  /** The last step of the library's rule for {@code collapse}, when the results are there. */
  public void collapsed(Machine m, List<Atom> results, Frame k) {
    List<Atom> pairs = new ArrayList<>(results.size());
    for (Atom result : results) {
      pairs.add(Expression.of(result, new BindingsAtom(List.of())));
    }
    step(m, Expression.of(RESULTS_OF_PAIRS, Expression.of(pairs)), k);
  }

  private void chain(Machine m, Expression e, Instruction instruction, Frame k) {
    if (!(Terms.dereference(e.get(2)) instanceof Variable variable)) {
      malformed(m, e, instruction, k);
      return;
    }
    Atom nested = Terms.dereference(e.get(1));
    ChainFrame frame = new ChainFrame(this, k, m.depth(), variable, e.get(3));
    if (isInstruction(nested)) {
      m.setDepth(m.depth() + 1);
      executeNext(m, (Expression) nested, frame);
    } else {
      frame.resume(m, Terms.resolve(nested));
    }
  }

  @Override
  public void runOrReturn(Machine m, Atom atom, Frame k) {
    Atom a = Terms.dereference(atom);
    if (isInstruction(a)) {
      executeNext(m, (Expression) a, k);
    } else {
      m.returnValue(Terms.resolve(a), k);
    }
  }

  @Override
  public void function(Machine m, Expression function, Atom caller, Frame k) {
    if (function.size() != 2 || !(Terms.dereference(function.get(1)) instanceof Expression)) {
      malformed(m, function, Instruction.FUNCTION, k);
      return;
    }
    continueFunction(m, function.get(1), new FunctionFrame(this, k, m.depth(), caller), caller, k);
  }

  void continueFunction(Machine m, Atom body, FunctionFrame frame, Atom caller, Frame k) {
    Atom a = Terms.dereference(body);
    if (a instanceof Expression e && e.size() == 2 && Terms.dereference(e.get(0)) == RETURN) {
      m.returnValue(ErrorOrigin.written(Terms.resolve(e.get(1)), m), k);
    } else if (isInstruction(a)) {
      m.setDepth(frame.depth() + 1);
      executeNext(m, (Expression) a, frame);
    } else {
      Atom error = Errors.of(Terms.resolve(caller), Symbols.NO_RETURN);
      m.returnValue(ErrorOrigin.made(error, m), k);
    }
  }

  /**
   * The template of a {@code chain} with the value in the place of the variable. A variable cannot
   * stand for an atom that it is part of; then it stays what it is.
   */
  public static Atom putIn(Atom template, Variable variable, Atom value) {
    return !value.isGround() && Terms.occurs(variable, value)
        ? template
        : Terms.substitute(template, variable, value);
  }

  /** Waits for the nested atom of a {@code chain}. */
  private static final class ChainFrame extends Frame {
    private final Instructions instructions;
    private final Variable variable;
    private final Atom template;

    ChainFrame(
        Instructions instructions, Frame parent, int depth, Variable variable, Atom template) {
      super(parent, depth);
      this.instructions = instructions;
      this.variable = variable;
      this.template = template;
    }

    @Override
    public void resume(Machine m, Atom value) {
      instructions.runOrReturn(m, putIn(template, variable, value), parent());
    }
  }

  /** Waits for the steps of a function's body. */
  static final class FunctionFrame extends Frame {
    private final Instructions instructions;
    private final Atom caller;

    FunctionFrame(Instructions instructions, Frame parent, int depth, Atom caller) {
      super(parent, depth);
      this.instructions = instructions;
      this.caller = caller;
    }

    @Override
    public void resume(Machine m, Atom value) {
      instructions.continueFunction(m, value, this, caller, parent());
    }
  }
}
