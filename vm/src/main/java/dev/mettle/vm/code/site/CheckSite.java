package dev.mettle.vm.code.site;

import dev.mettle.backend.spi.CodeSite;
import dev.mettle.backend.spi.Templates;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.FrameStack;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.EvaluatedMark;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.space.VariableRewriter;
import dev.mettle.vm.space.View;
import dev.mettle.vm.types.AtomTypes;
import dev.mettle.vm.types.CallPlan;
import dev.mettle.vm.types.FixedType;
import dev.mettle.vm.types.FunctionType;
import dev.mettle.vm.types.TypeChecker;
import dev.mettle.vm.types.TypeInference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the code where a call is checked before its arguments run: an inline cache of the last
 * verdicts. What a check says follows from the types of the values that stand in the call, so the
 * cache goes by those and not by the values.
 */
public final class CheckSite extends CodeSite {

  private static final int ENTRIES = 4;

  public final Expression template;
  private final int[] locals;

  private final @Nullable Entry[] entries = new Entry[ENTRIES];
  private int next;
  private long stamp = -1;
  private boolean typesDecide;
  private final Need[] needs;

  /** The indexes of the locals of which the check asks something. */
  private int[] asked = {};

  /** The types that {@link #typesOf} found last, of those locals. */
  private Object[] types = {};

  /** What stands for a value in the cache where that is not its types. */
  private enum Untyped {
    SYMBOL,
    EXPRESSION,
    GROUNDED,
    /** Any expression, where every one is accepted. */
    ANY_EXPRESSION,
    /** A tuple of values without type errors, where every type is accepted. */
    CLEAN
  }

  /** What a check asks of a value. */
  private enum Need {
    NOTHING,
    /** That it is an expression; the types of anything else. */
    EXPRESSION,
    /** That it has no type errors. */
    NO_ERRORS,
    TYPES
  }

  /**
   * A verdict; the type variables that a call leaves open are numbered in it, and each call that
   * takes it has variables of its own.
   *
   * @param open how many type variables are left open
   */
  private record Entry(Object[] types, Atom expected, CallPlan plan, int open) {

    CallPlan planOfOneCall() {
      if (open == 0) {
        return plan;
      }
      @Nullable Atom[] variables = new Atom[open];
      Atom[] formals = new Atom[plan.formals().length];
      for (int i = 0; i < formals.length; i++) {
        formals[i] = Terms.instantiate(plan.formals()[i], variables);
      }
      return new CallPlan(formals, Terms.instantiate(plan.result(), variables));
    }
  }

  public CheckSite(Expression template) {
    this.template = template;
    locals = Templates.locals(template).stream().mapToInt(Integer::intValue).toArray();
    needs = new Need[locals.length];
  }

  /** A call that is written in the template, and the type that it is checked against. */
  private record Written(Expression call, @Nullable FunctionType type) {}

  /** The type that a call is checked against; null if that is not clear beforehand. */
  private static @Nullable FunctionType headType(
      Expression call, TypeInference inference, View view) {
    Atom head = call.get(0);
    FunctionType type = null;
    if (head instanceof Operation op) {
      type = op.functionType();
    } else if (head instanceof Symbol) {
      type = inference.of(head, view).onlyFunction();
    }
    return type != null && type.arity() == call.size() - 1 ? type : null;
  }

  /** The only type by which a call inside the template can be read; null if there are others. */
  private static @Nullable FunctionType innerType(
      Expression call, TypeInference inference, View view) {
    return call.size() == 0
            || call.get(0) instanceof Symbol head && !inference.of(head, view).isSingle()
        ? null
        : headType(call, inference, view);
  }

  /** Whether the check does not look inside an argument that is written as an expression. */
  private static boolean acceptsWritten(@Nullable FunctionType type, int index) {
    if (type == null || index == 0) {
      return false;
    }
    Atom formal = type.formal(index - 1);
    return formal == Symbols.ATOM || formal == Symbols.EXPRESSION;
  }

  /** Sees what the check asks of each value, which follows from the types of the heads. */
  private void lookAtNeeds(@Nullable FunctionType type, TypeInference inference, View view) {
    Arrays.fill(needs, Need.NOTHING);
    findNeeds(type, inference, view);
    int count = 0;
    int[] decisive = new int[needs.length];
    for (int i = 0; i < needs.length; i++) {
      if (needs[i] != Need.NOTHING) {
        decisive[count++] = i;
      }
    }
    asked = Arrays.copyOf(decisive, count);
    types = new Object[count];
  }

  private void findNeeds(@Nullable FunctionType type, TypeInference inference, View view) {
    ArrayDeque<Written> calls = new ArrayDeque<>(List.of(new Written(template, type)));
    while (!calls.isEmpty()) {
      Written written = calls.pop();
      Expression call = written.call();
      for (int a = 0; a < call.size(); a++) {
        if (call.get(a) instanceof Expression inner) {
          if (!inner.isGround() && !acceptsWritten(written.type(), a)) {
            calls.push(new Written(inner, innerType(inner, inference, view)));
          }
        } else if (call.get(a) instanceof Variable v && v.slot() >= 0) {
          int local = indexOf(v.slot());
          Need here = needOf(written, a);
          needs[local] = here.compareTo(needs[local]) > 0 ? here : needs[local];
        }
      }
    }
  }

  private int indexOf(int slot) {
    int i = 0;
    while (locals[i] != slot) {
      i++;
    }
    return i;
  }

  /** What the check asks of a value that stands in a call. */
  private static Need needOf(Written written, int index) {
    FunctionType type = written.type();
    if (index == 0 || type == null) {
      return Need.TYPES;
    }
    Atom formal = type.formal(index - 1);
    if (formal == Symbols.ATOM) {
      return Need.NOTHING;
    }
    if (formal == Symbols.EXPRESSION) {
      return Need.EXPRESSION;
    }
    return formal instanceof Variable parameter && isFree(parameter, index, written.call(), type)
        ? Need.NO_ERRORS
        : Need.TYPES;
  }

  /** Whether a type variable has nothing else to agree with. */
  private static boolean isFree(Variable parameter, int index, Expression call, FunctionType type) {
    if (!type.result().isGround()) {
      return false;
    }
    for (int a = 1; a < call.size(); a++) {
      Atom formal = type.formal(a - 1);
      if (a != index
          && call.get(a) != Expression.EMPTY
          && !formal.isGround()
          && (formal instanceof Expression || formal.equals(parameter))) {
        return false;
      }
    }
    return true;
  }

  /** Pushes the parts of an expression that its types depend on. */
  private static void pushLookedAt(
      Expression e, ArrayDeque<Atom> parts, TypeInference inference, View view) {
    FunctionType type = headType(e, inference, view);
    for (int i = 0; i < e.size(); i++) {
      if (i == 0 || type == null || type.formal(i - 1) != Symbols.ATOM) {
        parts.push(e.get(i));
      }
    }
  }

  /** The locals that the template mentions. */
  public int[] locals() {
    return locals;
  }

  /** Whether the types of the values that stand in the call decide. */
  private boolean typesDecide(TypeChecker checker, View view) {
    long now = view.clock().now();
    if (stamp != now) {
      stamp = now;
      Arrays.fill(entries, null);
      TypeInference inference = checker.inference();
      FunctionType type = headType(template, inference, view);
      typesDecide = !mayDeclare(type, inference, view);
      lookAtNeeds(type, inference, view);
    }
    return typesDecide;
  }

  /**
   * The types of the values that stand in the call, each as an object that is the same for the same
   * types, until they are asked for again; null if they do not decide.
   */
  public Object @Nullable [] typesOf(FrameStack vm, TypeChecker checker, View view) {
    if (!typesDecide(checker, view)) {
      return null;
    }
    for (int i = 0; i < types.length; i++) {
      int index = vm.base + Code.LOCALS + locals[asked[i]];
      long word = vm.words[index];
      Object type =
          word == Words.REFERENCE
              ? keyOf((Atom) vm.lane[index], needs[asked[i]], checker, view)
              : word == Words.UNIT
                  ? Expression.EMPTY
                  : Words.isBool(word) ? Symbols.BOOL : Symbols.NUMBER;
      if (type == null) {
        return null;
      }
      types[i] = type;
    }
    return types;
  }

  /** The same for values in the order of {@link #locals}. */
  public Object @Nullable [] typesOf(Atom[] values, TypeChecker checker, View view) {
    if (!typesDecide(checker, view)) {
      return null;
    }
    for (int i = 0; i < types.length; i++) {
      Object type = keyOf(values[asked[i]], needs[asked[i]], checker, view);
      if (type == null) {
        return null;
      }
      types[i] = type;
    }
    return types;
  }

  /** Whether some expression that the check looks into may have a type of its own. */
  private boolean mayDeclare(@Nullable FunctionType type, TypeInference inference, View view) {
    ArrayDeque<Atom> parts = new ArrayDeque<>();
    for (int a = 0; a < template.size(); a++) {
      if (!acceptsWritten(type, a)) {
        parts.push(template.get(a));
      }
    }
    while (!parts.isEmpty()) {
      if (parts.pop() instanceof Expression e && e.size() > 0) {
        Atom head = e.get(0);
        boolean isFixed = head instanceof Symbol || head instanceof Operation;
        if (!isFixed || inference.mayDeclare(head, e.size(), view)) {
          return true;
        }
        pushLookedAt(e, parts, inference, view);
      }
    }
    return false;
  }

  /** An object for what the check asks of a value. */
  private static @Nullable Object keyOf(
      @Nullable Atom value, Need need, TypeChecker checker, View view) {
    if (value instanceof Expression e && e.size() > 0) {
      if (need == Need.EXPRESSION) {
        return Untyped.ANY_EXPRESSION;
      }
      // An argument is evaluated against the type that the check found for it. A tuple of values is
      // accepted whatever that is; data with a type of its own is not.
      if (need == Need.NO_ERRORS
          && (Operation.hasValueHead(e) || checker.inference().isCleanTuple(e, view))
          && EvaluatedMark.isValid(e, view)) {
        return Untyped.CLEAN;
      }
    }
    return typeOf(value, checker.inference(), view);
  }

  /**
   * An object for the types and the meta-type of a value. Values without a type are told apart by
   * their meta-type, the others by their types, which no two values of different meta-types share.
   */
  private static @Nullable Object typeOf(@Nullable Atom value, TypeInference inference, View view) {
    return switch (value) {
      case null -> null;
      case Variable v -> null;
      case Operation op -> null;
      case FixedType fixed -> null;
      case Grounded g ->
          g.type() instanceof Symbol type
              ? type == Symbols.UNDEFINED ? Untyped.GROUNDED : type
              : null;
      case Symbol s -> {
        AtomTypes types = inference.of(s, view);
        yield types.isNone() ? Untyped.SYMBOL : types;
      }
      case Expression e -> {
        if (!e.isGround()) {
          yield null;
        }
        if (e.size() == 0) {
          yield Expression.EMPTY;
        }
        AtomTypes types = inference.of(e, view);
        yield types.isNone() ? Untyped.EXPRESSION : types;
      }
    };
  }

  /** The verdict for values of these types, if it is remembered. */
  public @Nullable CallPlan known(Object[] found, Atom expected) {
    for (Entry entry : entries) {
      if (entry != null && isSame(entry.expected, expected) && same(entry.types, found)) {
        return entry.planOfOneCall();
      }
    }
    return null;
  }

  private static boolean isSame(Atom left, Atom right) {
    return left == right || AtomEquality.equal(left, right);
  }

  private static boolean same(Object[] left, Object[] right) {
    for (int i = 0; i < left.length; i++) {
      if (left[i] != right[i]) {
        return false;
      }
    }
    return true;
  }

  /** Remembers a verdict in the place of the oldest one. */
  public void remember(Object[] found, Atom expected, CallPlan plan) {
    VariableRewriter numbering = VariableRewriter.numbering();
    Atom[] formals = new Atom[plan.formals().length];
    for (int i = 0; i < formals.length; i++) {
      formals[i] = numbering.rewrite(Terms.resolve(plan.formals()[i]));
    }
    Atom result = numbering.rewrite(Terms.resolve(plan.result()));
    int open = numbering.replacements().size();
    CallPlan kept = open == 0 ? plan : new CallPlan(formals, result);
    entries[next] = new Entry(found.clone(), expected, kept, open);
    next = (next + 1) % ENTRIES;
  }
}
