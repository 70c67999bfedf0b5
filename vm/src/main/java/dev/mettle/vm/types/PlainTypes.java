package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.atom.AtomNote;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.TailFactKind;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.space.View;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expressions whose only type is told by a look: tuples of values, and calls without variables. */
final class PlainTypes {

  private final TypeLookup inference;
  private final Map<Atom, TupleTypes> tuples = new HashMap<>();
  private AtomTypes none = AtomTypes.NONE;

  PlainTypes(TypeLookup inference) {
    this.inference = inference;
  }

  /**
   * The type of a tuple of values of one type, like {@code (1 2 3)}; nothing for any other
   * expression. Tuples of the same type and length share it.
   */
  @Nullable AtomTypes tuple(Expression e, Grounded head, View view) {
    Atom type = head.type();
    if (type == Symbols.UNDEFINED || !(type instanceof Symbol) || head instanceof FixedType) {
      return null;
    }
    int end = e.keepsTailFacts() ? uniformFrom(e, type) : e.size();
    for (int i = 1; i < end; i++) {
      if (!(e.get(i) instanceof Grounded value)
          || value.type() != type
          || value instanceof FixedType) {
        return null;
      }
    }
    if (e.keepsTailFacts()) {
      e.setTailFact(TailFactKind.TYPE, 0, new Uniform(type));
    }
    TupleTypes known = tuples.computeIfAbsent(type, t -> new TupleTypes());
    AtomTypes types = known.get(e.size());
    if (types == null || types.view != view.id() || !view.clock().unchangedSince(types.stamp, 0)) {
      Expression row = known.row(e.size(), type);
      types = AtomTypes.single(row, view.id(), view.clock().now());
      known.put(e.size(), types);
    }
    return types;
  }

  /** The type that all children from some place on have. */
  private record Uniform(Atom type) implements AtomNote {}

  /** The index of the first child of a large tuple behind which all are values of a type. */
  private static int uniformFrom(Expression e, Atom type) {
    Expression.TailFact fact = e.tailFact(TailFactKind.TYPE);
    return fact != null && fact.fact() instanceof Uniform known && known.type() == type
        ? e.indexOf(fact)
        : e.size();
  }

  /** The types of tuples of values of one type, by length. */
  private static final class TupleTypes {
    private static final int LONGEST = 4096;
    private @Nullable AtomTypes[] types = new AtomTypes[16];

    /** The types of the last tuple that was longer than those that are kept. */
    private AtomTypes longest = AtomTypes.NONE;

    private int longestSize;

    /** The longest row, the others are tails of it. */
    private Expression row = Expression.EMPTY;

    @Nullable AtomTypes get(int size) {
      if (size > LONGEST) {
        return longestSize == size ? longest : null;
      }
      return size < types.length ? types[size] : null;
    }

    Expression row(int size, Atom type) {
      if (size > row.size()) {
        Atom[] all = new Atom[Math.max(size, 2 * row.size())];
        Arrays.fill(all, type);
        row = Expression.owning(all);
      }
      return row.from(row.size() - size);
    }

    void put(int size, AtomTypes found) {
      if (size > LONGEST) {
        longest = found;
        longestSize = size;
        return;
      }
      if (size >= types.length) {
        types = Arrays.copyOf(types, Math.max(size + 1, 2 * types.length));
      }
      types[size] = found;
    }
  }

  /**
   * The types of the arguments of a ground call, if they alone say what the type of the call is;
   * null otherwise, or if something has to be looked at first.
   */
  Atom @Nullable [] arguments(Expression e, @Nullable FunctionType function, View view) {
    if (function == null || e.size() - 1 != function.arity()) {
      return null;
    }
    Atom[] found = new Atom[function.arity()];
    boolean all = true;
    for (int i = 0; i < found.length; i++) {
      Atom formal = function.formal(i);
      found[i] = Symbols.UNDEFINED;
      if (formal == Symbols.ATOM
          || inference.isCleanAndUnused(Terms.dereference(e.get(i + 1)), function, i, e, view)) {
        continue;
      }
      if (Symbols.isMetaType(formal)) {
        return null;
      }
      AtomTypes types = inference.lookUp(e.get(i + 1), view);
      if (types == null) {
        // All that is missing is looked at before this expression is looked at again.
        all = false;
      } else if (inference.has(types, 0)) {
        Atom type = types.soleType();
        if (type == null) {
          return null;
        }
        found[i] = type;
      }
    }
    return all && !inference.isWaiting() ? found : null;
  }

  /** No type, as of now. */
  AtomTypes none(View view) {
    AtomTypes known = none;
    if (known.view != view.id() || known.stamp != view.clock().now()) {
      known = AtomTypes.none(view.id(), view.clock().now());
      none = known;
    }
    return known;
  }

  /** The types of the last call whose arguments had the same types. */
  static @Nullable AtomTypes lastWith(
      Atom[] arguments, Expression e, AtomTypes headTypes, View view) {
    FunctionType function = headTypes.soleFunction();
    FunctionType.Application last = function == null ? null : function.lastApplication();
    if (last == null
        || last.types().view != view.id()
        || !view.clock().unchangedSince(last.types().stamp, e)) {
      return null;
    }
    for (int i = 0; i < arguments.length; i++) {
      Atom before = last.arguments()[i];
      if (before != arguments[i] && !AtomEquality.equal(before, arguments[i])) {
        return null;
      }
    }
    return last.types();
  }

  /**
   * The type of a well-typed call of a function with one ground type, and nothing for any other
   * expression. Arguments must be values, or calls of values.
   */
  @Nullable AtomTypes call(Expression e, AtomTypes headTypes, View view) {
    FunctionType function = headTypes.soleFunction();
    if (function == null || !function.isGround() || e.size() - 1 != function.arity()) {
      return null;
    }
    for (int i = 0; i < function.arity(); i++) {
      Atom argument = Terms.dereference(e.get(i + 1));
      if (!fits(argument, function.formal(i)) && !isPlainCall(argument, function.formal(i), view)) {
        return null;
      }
    }
    return function.resultTypes(view);
  }

  /** Whether no type of the argument has to be known. */
  private static boolean fits(Atom argument, Atom formal) {
    return formal == Symbols.ATOM
        || formal == Symbols.UNDEFINED
        || argument instanceof Variable
        || argument instanceof Grounded g && g.type() == formal
        || formal == Symbols.metaTypeOf(argument);
  }

  private boolean isPlainCall(Atom argument, Atom formal, View view) {
    if (!(argument instanceof Expression call) || call.size() == 0) {
      return false;
    }
    AtomTypes known = inference.remembered(call, view);
    if (known != null && known.soleType() == formal) {
      return true;
    }
    Atom head = Terms.dereference(call.get(0));
    if (head instanceof Expression || head instanceof Variable) {
      return false;
    }
    AtomTypes headTypes = inference.of(head, view);
    if (TypeFacts.of(view).mayDeclare(head, call.size(), view)) {
      return false;
    }
    if (headTypes.isNone()) {
      return true;
    }
    FunctionType function = headTypes.soleFunction();
    if (function == null
        || !function.isGround()
        || call.size() - 1 != function.arity()
        || !function.result().equals(formal)) {
      return false;
    }
    for (int i = 0; i < function.arity(); i++) {
      if (!fits(Terms.dereference(call.get(i + 1)), function.formal(i))) {
        return false;
      }
    }
    return true;
  }
}
