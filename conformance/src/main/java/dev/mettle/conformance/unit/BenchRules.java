package dev.mettle.conformance.unit;

import dev.mettle.backend.spi.CallTarget;
import dev.mettle.backend.spi.CodeSite;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.CallKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What instructions do on the bench: every check passes and finds {@code %Undefined%}, an operation
 * gives its operands in a tuple and is counted, and patterns are matched without unification.
 */
abstract class BenchRules extends ProgramContext {

  /** What a check found. */
  private record Plan(Expression call) {}

  final UnitBench bench;
  private int variables;
  private final List<Atom> effects = new ArrayList<>();
  private boolean postpones;
  private @Nullable Atom postponed;
  private final IdentityHashMap<Atom[], List<Atom>> kept = new IdentityHashMap<>();
  private String touched = "untouched";

  BenchRules(UnitBench bench, BenchClock clock) {
    super(clock);
    this.bench = bench;
  }

  /** Forgets the arrays of the calls so far. */
  void forgetArrays() {
    kept.clear();
    touched = "untouched";
  }

  /** Keeps the array of a call, which belongs to that. */
  void keep(Atom[] arguments) {
    List<Atom> other = kept.putIfAbsent(arguments, List.of(arguments));
    if (other != null) {
      touched = "one array for " + other + " and " + List.of(arguments);
    }
  }

  /** What has happened to the arrays of calls that did not belong to the code any more. */
  String touchedArrays() {
    kept.forEach(
        (array, before) -> {
          if (!before.equals(Arrays.asList(array))) {
            touched = before + " has become " + Arrays.asList(array);
          }
        });
    return touched;
  }

  /** What operations and instructions were given, in the order in which they ran. */
  List<Atom> effects() {
    return effects;
  }

  /** From now on instructions are run only after the code has unwound, or not. */
  void postpone(boolean later) {
    postpones = later;
  }

  /** Runs what was left for later; its value, if there was something. */
  Optional<Atom> postponed() {
    Atom next = postponed;
    if (next == null) {
      return Optional.empty();
    }
    postponed = null;
    effects.add(next);
    return Optional.of(next);
  }

  private @Nullable Atom run(Atom what) {
    if (postpones) {
      postponed = what;
      unwind();
      return null;
    }
    return atOnce(what);
  }

  /** Runs an instruction, or makes a call, for the interpreter. */
  Atom atOnce(Atom what) {
    effects.add(what);
    return what;
  }

  // ------------------------------------------------------------------ types

  /** What the check of a call finds; every call passes. */
  Object check(BenchSite site) {
    return new Plan((Expression) site.constant(0));
  }

  @Override
  public @Nullable Object check(CodeSite site, Atom expected, Atom[] values) {
    for (Atom value : values) {
      if (value == Symbols.EMPTY) {
        return null;
      }
    }
    return check((BenchSite) site);
  }

  @Override
  public Atom formal(Object found, int index) {
    if (index >= ((Plan) found).call().size()) {
      throw new IllegalArgumentException("no argument " + index);
    }
    // Functions that are checked take their second argument as it is written.
    return index == 2 ? Symbols.ATOM : Symbols.UNDEFINED;
  }

  // ------------------------------------------------------------------ evaluation

  @Override
  public @Nullable Atom evaluate(Atom atom, Atom expected) {
    Optional<Atom> value = BenchInterpreter.evaluate(bench, atom, expected);
    return value.isPresent() ? value.get() : fail();
  }

  @Override
  public @Nullable Atom ownValue(Atom atom, Atom expected) {
    return isValue(atom, expected) ? atom : null;
  }

  @Override
  public int stepVerdict(Atom result) {
    return result == Symbols.NOT_REDUCIBLE ? NOT_REDUCIBLE : isFunction(result) ? FUNCTION : RESULT;
  }

  @Override
  public @Nullable Atom reduce(Atom result, Atom expected) {
    if (result == Symbols.EMPTY) {
      return fail();
    }
    return Symbols.isError(result) ? result : evaluate(result, expected);
  }

  @Override
  protected boolean isSame(Atom atom, Atom written) {
    return atom.equals(written);
  }

  // ------------------------------------------------------------------ operations, instructions

  @Override
  public Atom madeError(CodeSite site, Atom error) {
    return error;
  }

  @Override
  public Atom passedError(CodeSite site, Atom error) {
    return error;
  }

  @Override
  public void begins(CodeSite site) {
    // The bench asks for no places.
  }

  @Override
  public @Nullable Atom operate(CodeSite site, Atom[] operands, Atom expected) {
    keep(operands);
    Expression given = Expression.of(operands);
    effects.add(given);
    return operands.length > 0 && operands[0] == Symbols.EMPTY ? fail() : given;
  }

  @Override
  public @Nullable Atom runInstruction(Atom instruction, Atom expected) {
    return run(instruction);
  }

  @Override
  public @Nullable Atom runFunction(Atom body, Atom written, Atom expected) {
    effects.add(body);
    return written;
  }

  @Override
  public @Nullable Atom applyRules(CallTarget target, Atom[] arguments, Atom expected) {
    List<Atom> children = new ArrayList<>(List.of(target.head));
    children.addAll(Arrays.asList(arguments));
    return Expression.of(children);
  }

  @Override
  public @Nullable Atom applyRules(
      CallTarget target, Atom[] arguments, Atom expected, HeapFrame waiting, int room) {
    return applyRules(target, arguments, expected);
  }

  @Override
  public @Nullable Atom callEvaluated(Atom call, Atom expected) {
    return run(call);
  }

  // ------------------------------------------------------------------ heads that are values

  @Override
  public int headVerdict(CodeSite site, Atom head) {
    return head instanceof Grounded ? DATA : head instanceof Symbol ? UNTYPED : OTHER;
  }

  @Override
  public @Nullable Atom callValue(
      CodeSite site, Atom head, Atom[] arguments, Atom expected, int room) {
    CallKey key = CallKey.of((Symbol) head, arguments.length);
    return call(bench.target(key), arguments, expected, room);
  }

  // ------------------------------------------------------------------ variables

  @Override
  public Atom freshVariable(Atom name) {
    return scopeVariable(0, variables++, name);
  }

  @Override
  public long newScope() {
    return 1000L * ++variables;
  }

  @Override
  public Atom scopeVariable(long scope, int order, Atom name) {
    return Symbol.of("$" + name + (scope + order));
  }

  // ------------------------------------------------------------------ unification

  @Override
  public int unify(Atom left, Atom right) {
    return left.equals(right) ? SAME : DIFFERENT;
  }

  @Override
  public int match(CodeSite site, Atom value, @Nullable Atom[] slots, long scope) {
    Expression constant = (Expression) ((BenchSite) site).constant(0);
    for (Atom local : (Expression) constant.get(0)) {
      slots[(int) ((LongAtom) local).value()] = null;
    }
    return matches(constant.get(1), value, slots) ? SAME : DIFFERENT;
  }

  private static boolean matches(Atom pattern, Atom value, @Nullable Atom[] slots) {
    if (pattern instanceof Variable v) {
      Atom known = slots[v.slot()];
      slots[v.slot()] = value;
      return known == null || known.equals(value);
    }
    if (!(pattern instanceof Expression e)) {
      return pattern.equals(value);
    }
    if (!(value instanceof Expression found) || found.size() != e.size()) {
      return false;
    }
    for (int i = 0; i < e.size(); i++) {
      if (!matches(e.get(i), found.get(i), slots)) {
        return false;
      }
    }
    return true;
  }

  // ------------------------------------------------------------------ lists

  @Override
  public @Nullable Atom cons(Atom first, Atom rest) {
    return rest instanceof Expression e ? e.withFirst(first) : null;
  }

  @Override
  public @Nullable Atom car(Atom list) {
    return list instanceof Expression e && e.size() > 0 ? e.get(0) : null;
  }

  @Override
  public @Nullable Atom cdr(Atom list) {
    return list instanceof Expression e && e.size() > 0 ? e.withoutFirst() : null;
  }

  @Override
  public @Nullable Atom decons(Atom list) {
    return list instanceof Expression e && e.size() > 0
        ? Expression.of(e.get(0), e.withoutFirst())
        : null;
  }

  @Override
  public @Nullable Atom asList(Atom atom) {
    return atom instanceof Expression ? atom : null;
  }

  @Override
  public boolean isFunction(Atom atom) {
    return atom instanceof Expression e && e.size() > 0 && e.get(0) == Symbol.of("function");
  }

  @Override
  public boolean isGround(Atom atom) {
    return atom.isGround();
  }

  @Override
  public Object newList() {
    return List.of();
  }

  @Override
  public Object addTo(Object list, Atom child) {
    List<Object> longer = new ArrayList<>((List<?>) list);
    longer.add(child);
    return List.copyOf(longer);
  }

  @Override
  public Atom takeList(Object list) {
    return Expression.of(((List<?>) list).stream().map(Atom.class::cast).toList());
  }
}
