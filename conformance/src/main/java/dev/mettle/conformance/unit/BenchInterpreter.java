package dev.mettle.conformance.unit;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.InstructionRules;
import dev.mettle.backend.spi.Templates;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.kernel.OutsideDomain;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs functions instruction by instruction, from the start or from a frame. */
final class BenchInterpreter {

  private final UnitBench bench;
  private final IrFunction function;
  private final @Nullable Object[] locals;
  private final List<Atom> stack = new ArrayList<>();

  private BenchInterpreter(UnitBench bench, IrFunction function) {
    this.bench = bench;
    this.function = function;
    this.locals = new @Nullable Object[function.localCount()];
  }

  /** The value of a call; empty if it fails. */
  static Optional<Atom> call(UnitBench bench, CallKey key, List<Atom> arguments, Atom expected) {
    if (UnitBench.isEffect(key.head())) {
      return Optional.of(bench.effect(arguments, expected));
    }
    BenchInterpreter interpreter = new BenchInterpreter(bench, bench.functionOf(key));
    for (int i = 0; i < arguments.size(); i++) {
      interpreter.locals[i] = arguments.get(i);
    }
    interpreter.locals[arguments.size()] = expected;
    return interpreter.run(0);
  }

  /** Goes on from a frame, with the value that it waited for if it did. */
  static Optional<Atom> resume(UnitBench bench, HeapFrame frame, Optional<Atom> value) {
    FrameLayout layout = frame.layout();
    BenchInterpreter interpreter = new BenchInterpreter(bench, layout.code().function());
    List<@Nullable Object> values = BenchContext.valuesOf(frame);
    List<@Nullable Atom> operands = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      FrameLayout.Slot slot = layout.slots().get(i);
      Object found = values.get(i);
      if (slot.isLocal()) {
        interpreter.locals[slot.index()] = found;
      } else {
        while (operands.size() <= slot.index()) {
          operands.add(null);
        }
        operands.set(slot.index(), (Atom) found);
      }
    }
    operands.forEach(operand -> interpreter.stack.add(Objects.requireNonNull(operand)));
    if (layout.waits()) {
      interpreter.stack.add(value.orElseThrow());
    }
    return interpreter.run(layout.waits() ? layout.irOffset() + 1 : layout.irOffset());
  }

  private Atom pop() {
    return stack.removeLast();
  }

  private List<Atom> pop(int count) {
    List<Atom> top = stack.subList(stack.size() - count, stack.size());
    List<Atom> popped = List.copyOf(top);
    top.clear();
    return popped;
  }

  private Atom local(int index) {
    return (Atom) object(index);
  }

  private Object object(int index) {
    return Objects.requireNonNull(locals[index], () -> "local " + index + " was not captured");
  }

  private Optional<Atom> run(int start) {
    BenchContext context = bench.context();
    int at = start;
    while (true) {
      Instruction i = function.code().get(at);
      bench.visit(function, at, locals, stack);
      at++;
      switch (i.opcode()) {
        case NOP, GUARD -> {}
        case MARK_EVALUATED -> bench.mark(stack.getLast());
        case LOAD_LOCAL -> stack.add(local(i.immediate(0)));
        case STORE_LOCAL -> locals[i.immediate(0)] = pop();
        case POP, DUP, SWAP, ROT3, OVER, DUP_N, POP_N ->
            stack.addAll(i.opcode().picture().rearrange(pop(i.pops()), i.count()));
        case PUSH_NIL, PUSH_TRUE, PUSH_FALSE, PUSH_UNIT, PUSH_LONG_SMALL, PUSH_LONG ->
            stack.add(Objects.requireNonNull(function.constantPushedBy(i)));
        case PUSH_CONSTANT, PUSH_TYPE -> stack.add(function.constant(i.immediate(0)));
        case ADD, SUB, MUL, DIV, MOD, FLOOR_DIV, NEG, ABS, POW, AND, OR, NOT, XOR ->
            stack.add(kernel(i));
        case LT, LE, GT, GE, EQ, NE -> stack.add(kernel(i));
        case RETURN -> {
          return Optional.of(pop());
        }
        case JUMP -> at = i.immediate(0);
        case JUMP_IF_FALSE -> {
          int truth = context.truth(pop());
          at = truth == 1 ? at : i.immediate(truth == 0 ? 0 : truth - 1);
        }
        case JUMP_UNLESS_KIND -> {
          if (!context.isOfKind(local(i.immediate(0)), function.constant(i.immediate(1)))) {
            at = i.immediate(2);
          }
        }
        case JUMP_UNLESS_ADMITS -> {
          if (!context.admits(pop(), function.constant(i.immediate(0)))) {
            at = i.immediate(1);
          }
        }
        case JUMP_IF_ERROR -> {
          Atom value = stack.getLast();
          if (Symbols.isError(value)) {
            pop(i.count() + 1);
            stack.add(value);
            at = i.immediate(1);
          }
        }
        case JUMP_IF_NEW_ERROR -> {
          Atom value = pop();
          Atom written = pop();
          if (context.isNewError(value, written)) {
            pop(i.count());
            at = i.immediate(1);
          }
          stack.add(value);
        }
        case FAIL_IF_EMPTY -> {
          if (context.isEmpty(stack.getLast())) {
            return Optional.empty();
          }
        }
        case CAST -> {
          Atom expected = pop();
          stack.add(cast(bench, pop(), expected));
        }
        case EVAL_ATOM, REDUCE, TAIL_EVAL, TAIL_REDUCE -> {
          Atom expected = pop();
          Optional<Atom> value = evaluate(bench, pop(), expected);
          if (value.isEmpty() || i.opcode().picture().outputs().isEmpty()) {
            return value;
          }
          stack.add(value.get());
        }
        case CALL -> {
          Optional<Atom> value = call(i);
          if (value.isEmpty()) {
            return value;
          }
          stack.add(value.get());
        }
        case TAIL_CALL -> {
          return call(i);
        }
        case FAIL -> {
          return Optional.empty();
        }
        case JUMP_UNLESS_VALUE -> {
          Atom expected = pop();
          if (!context.isValue(stack.getLast(), expected)) {
            pop();
            at = i.immediate(0);
          }
        }
        case SWITCH -> {
          Atom value = context.dereference(pop());
          at = i.immediate(1 + bench.switchAt(function, at - 1).targetOf(value));
        }
        case LOAD_CHILD -> {
          Expression parent = (Expression) context.dereference(pop());
          stack.add(parent.get(i.immediate(0)));
        }
        case MAKE_EXPR ->
            stack.add(Expression.of(pop(i.count()).stream().map(context::dereference).toList()));
        case INSTANTIATE ->
            stack.add(context.instantiate(function.constant(i.immediate(0)), atoms()));
        case CHECK_CALL -> {
          Atom expected = pop();
          BenchSite site = new BenchSite(function, i);
          Atom[] values =
              Templates.locals(function.constant(i.immediate(0))).stream()
                  .map(this::local)
                  .toArray(Atom[]::new);
          Object found = context.check(site, expected, values);
          locals[i.immediate(1)] = found;
          if (found == null) {
            at = i.immediate(2);
          }
        }
        case LOAD_FORMAL -> stack.add(context.formal(object(i.immediate(0)), i.immediate(1)));
        case CALL_OPERATION, CALL_EVALUATED, RUN_INSTRUCTION, TAIL_INSTRUCTION -> {
          Optional<Atom> given = step(i);
          if (given.isEmpty() || i.opcode().picture().outputs().isEmpty()) {
            return given;
          }
          stack.add(given.get());
        }
        case CALL_VALUE, TAIL_CALL_VALUE, RUN_FUNCTION, TAIL_FUNCTION -> {
          Optional<Atom> given = step(i);
          if (given.isEmpty() || i.opcode().picture().outputs().isEmpty()) {
            return given;
          }
          stack.add(given.get());
        }
        case JUMP_BY_HEAD -> {
          int verdict = context.headVerdict(new BenchSite(function, i), local(i.immediate(0)));
          at = verdict == InstructionRules.DATA ? at : i.immediate(1 + verdict);
        }
        case NEW_SCOPE -> locals[i.immediate(0)] = LongAtom.of(context.newScope());
        case CHILD_SCOPE -> locals[i.immediate(0)] = object(i.immediate(1));
        case SCOPE_VAR ->
            stack.add(
                context.scopeVariable(
                    number(i.immediate(1)), i.immediate(2), function.constant(i.immediate(0))));
        case FRESH_VAR -> stack.add(context.freshVariable(function.constant(i.immediate(0))));
        case CLAIM_VAR -> stack.add(context.dereference(pop()));
        case UNIFY -> {
          Atom right = pop();
          if (context.unify(pop(), right) == InstructionRules.DIFFERENT) {
            at = i.immediate(0);
          }
        }
        case MATCH_PATTERN -> {
          @Nullable Atom[] slots = atoms();
          if (context.match(new BenchSite(function, i), pop(), slots, 0)
              == InstructionRules.DIFFERENT) {
            at = i.immediate(1);
          } else {
            System.arraycopy(slots, 0, locals, 0, slots.length);
          }
        }
        case CONS -> {
          Atom rest = stack.getLast();
          Atom longer = context.cons(stack.get(stack.size() - 2), rest);
          at = part(longer, 2, at, i);
        }
        case CAR -> at = part(context.car(stack.getLast()), 1, at, i);
        case CDR -> at = part(context.cdr(stack.getLast()), 1, at, i);
        case DECONS -> at = part(context.decons(stack.getLast()), 1, at, i);
        case JUMP_UNLESS_LIST ->
            at = local(i.immediate(0)) instanceof Expression ? at : i.immediate(1);
        case JUMP_IF_FUNCTION ->
            at = context.isFunction(local(i.immediate(0))) ? i.immediate(1) : at;
        case JUMP_UNLESS_GROUND ->
            at = context.isGround(local(i.immediate(0))) ? at : i.immediate(1);
        case FIRST_CHILD -> locals[i.immediate(0)] = LongAtom.of(0);
        case NEXT_CHILD -> {
          Expression list = (Expression) local(i.immediate(0));
          int index = (int) number(i.immediate(1));
          if (index == list.size()) {
            at = i.immediate(2);
          } else {
            stack.add(list.get(index));
            locals[i.immediate(1)] = LongAtom.of(index + 1L);
          }
        }
        case NEW_LIST -> locals[i.immediate(0)] = context.newList();
        case ADD_TO -> locals[i.immediate(0)] = context.addTo(object(i.immediate(0)), pop());
        case TAKE_LIST -> stack.add(context.takeList(object(i.immediate(0))));
        default -> throw new IllegalStateException("the bench does not run " + i);
      }
    }
  }

  private @Nullable Atom[] atoms() {
    @Nullable Atom[] atoms = new Atom[locals.length];
    for (int i = 0; i < locals.length; i++) {
      atoms[i] = locals[i] instanceof Atom atom ? atom : null;
    }
    return atoms;
  }

  private long number(int local) {
    return ((LongAtom) local(local)).value();
  }

  /** Puts a part in the place of what it was taken from; says where to go on. */
  private int part(@Nullable Atom part, int operands, int next, Instruction i) {
    if (part == null) {
      return i.immediate(0);
    }
    pop(operands);
    stack.add(part);
    return next;
  }

  /** What an instruction gives that the context does; empty if it fails. */
  private Optional<Atom> step(Instruction i) {
    BenchContext context = bench.context();
    Atom expected = pop();
    @Nullable Atom given =
        switch (i.opcode()) {
          case CALL_OPERATION ->
              context.operate(
                  new BenchSite(function, i), pop(i.count()).toArray(new Atom[0]), expected);
          case RUN_INSTRUCTION, TAIL_INSTRUCTION -> context.atOnce(pop());
          case RUN_FUNCTION, TAIL_FUNCTION ->
              context.runFunction(
                  pop(), context.instantiate(function.constant(i.immediate(0)), atoms()), expected);
          case CALL_EVALUATED -> context.atOnce(pop());
          default ->
              context.callValue(
                  new BenchSite(function, i),
                  local(i.immediate(0)),
                  pop(i.count()).toArray(new Atom[0]),
                  expected,
                  0);
        };
    return Optional.ofNullable(given);
  }

  private Atom kernel(Instruction i) {
    return kernel(i.opcode(), pop(i.pops()));
  }

  /** Whether a kernel has no value for its operands. */
  static boolean isOutside(Atom result) {
    return result instanceof OutsideDomain;
  }

  /** What a kernel makes of operands. */
  static Atom kernel(Opcode opcode, List<Atom> operands) {
    return switch (Objects.requireNonNull(KernelTable.of(opcode))) {
      case KernelTable.Unary unary -> unary.apply(operands.getFirst());
      case KernelTable.Binary binary -> binary.apply(operands.getFirst(), operands.getLast());
    };
  }

  private static Atom cast(UnitBench bench, Atom atom, Atom expected) {
    return bench.context().passesCast(atom, expected)
        ? atom
        : Errors.of(atom, Expression.of(Symbol.of("BadType"), expected));
  }

  /** Calls are made once, with their arguments as they stand; anything else is a value. */
  static Optional<Atom> evaluate(UnitBench bench, Atom atom, Atom expected) {
    if (atom instanceof Expression e
        && e.size() > 0
        && e.get(0) instanceof Symbol head
        && bench.isFunction(head, e.size() - 1)
        && !bench.context().isValue(atom, expected)) {
      List<Atom> arguments = List.of(e.toArray()).subList(1, e.size());
      return call(bench, CallKey.of(head, arguments.size()), arguments, expected);
    }
    return Optional.of(cast(bench, atom, expected));
  }

  private Optional<Atom> call(Instruction i) {
    Atom expected = pop();
    List<Atom> arguments = pop(i.count());
    CallKey key = UnitBench.keyOf(function, i);
    boolean stays = expected == Symbols.ATOM;
    if (bench.isFunction(key.head(), i.count()) && !stays || UnitBench.isEffect(key.head())) {
      return call(bench, key, arguments, expected);
    }
    List<Atom> children = new ArrayList<>();
    children.add(key.head());
    children.addAll(arguments);
    return Optional.of(Expression.of(children));
  }
}
