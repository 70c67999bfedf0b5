package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomEquality;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.machine.Unifier;
import dev.mettle.vm.space.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of atoms, as {@code get-type} and the check of arguments see them. Here {@code
 * %Undefined%} accepts everything at any depth of a type, and an ill-typed argument counts with the
 * function type of its head where the formal type accepts that.
 *
 * <p>The types of a ground expression are remembered on it, with the stamp of the declarations that
 * they follow from, so that a structure is never walked twice.
 */
public final class TypeInference {

  private static final int RECURSION_LIMIT = 100;

  /** As deep down, parts that are shared may be met again very often. */
  private static final int REMEMBERING_DEPTH = 12;

  private final Machine machine;
  private final Unifier unifier;
  private final Map<Atom, TupleTypes> tuples = new HashMap<>();

  /** What stands for {@code %Undefined%} inside of types, of the applications being looked at. */
  private final List<Variable> wildcards = new ArrayList<>();

  /** Where those of the innermost application begin. */
  private int firstWildcard;

  private int depth;
  private int turns;
  private @Nullable IdentityHashMap<Expression, AtomTypes> memo;

  TypeInference(Machine machine, Unifier unifier) {
    this.machine = machine;
    this.unifier = unifier;
  }

  /** The types of {@code atom} in {@code view}; bindings are followed. */
  public AtomTypes of(Atom atom, View view) {
    Atom a = Terms.dereference(atom);
    return switch (a) {
      case Variable v -> AtomTypes.NONE;
      case Symbol s -> TypeFacts.of(view).symbolTypes(s, this, view);
      case Grounded g -> ofGrounded(g);
      case Expression e -> ofExpression(e, view);
    };
  }

  /**
   * Whether a type may be declared for some expression with this head and number of children. Holds
   * until the clock notes a change that concerns the head, or everything if the head is no symbol.
   */
  public boolean mayDeclare(Atom head, int size, View view) {
    return TypeFacts.of(view).declares(head, size, view);
  }

  private static AtomTypes ofGrounded(Grounded g) {
    if (g instanceof FixedType fixed) {
      return fixed.fixedTypes();
    }
    Atom type = g.type();
    if (type instanceof Symbol s) {
      return TypeFacts.ofTypeSymbol(s);
    }
    return AtomTypes.single(type);
  }

  private AtomTypes ofExpression(Expression e, View view) {
    if (e.size() == 0) {
      return AtomTypes.NONE;
    }
    AtomTypes known = remembered(e, view);
    if (known != null) {
      return known;
    }
    if (depth > RECURSION_LIMIT) {
      return inferDeep(e, view);
    }
    Interruption.check(++turns);
    boolean begins = depth == REMEMBERING_DEPTH && memo == null;
    if (begins) {
      memo = new IdentityHashMap<>();
    }
    depth++;
    try {
      AtomTypes types = infer(e, view);
      remember(e, types);
      return types;
    } finally {
      depth--;
      if (begins) {
        memo = null;
      }
    }
  }

  private @Nullable AtomTypes remembered(Expression e, View view) {
    if (e.isGround()) {
      if (e.typeCache() instanceof AtomTypes types
          && (types.view == view.id() || types.view == 0)
          && view.clock().unchangedSince(types.stamp, e.signature())) {
        return types;
      }
      return null;
    }
    return memo == null ? null : memo.get(e);
  }

  private void remember(Expression e, AtomTypes types) {
    if (e.isGround()) {
      e.setTypeCache(types);
    } else if (memo != null) {
      memo.put(e, types);
    }
  }

  /** Infers the types of the deepest parts first, with a stack on the heap. */
  private AtomTypes inferDeep(Expression root, View view) {
    IdentityHashMap<Expression, AtomTypes> outer = memo;
    if (outer == null) {
      memo = new IdentityHashMap<>();
    }
    int savedDepth = depth;
    depth = 0;
    try {
      ArrayDeque<Expression> order = new ArrayDeque<>();
      ArrayDeque<Expression> pending = new ArrayDeque<>();
      pending.push(root);
      int turn = 0;
      while (!pending.isEmpty()) {
        Interruption.check(++turn);
        Expression next = pending.pop();
        order.push(next);
        for (int i = 0; i < next.size(); i++) {
          if (Terms.dereference(next.get(i)) instanceof Expression inner
              && inner.size() > 0
              && remembered(inner, view) == null) {
            pending.push(inner);
          }
        }
      }
      AtomTypes last = AtomTypes.NONE;
      while (!order.isEmpty()) {
        Interruption.check(++turn);
        Expression next = order.pop();
        AtomTypes known = remembered(next, view);
        last = known != null ? known : infer(next, view);
        remember(next, last);
      }
      return last;
    } finally {
      depth = savedDepth;
      if (outer == null) {
        memo = null;
      }
    }
  }

  private AtomTypes infer(Expression e, View view) {
    Atom head = Terms.dereference(e.get(0));
    AtomTypes headTypes = of(head, view);
    TypeFacts facts = TypeFacts.of(view);
    boolean mayDeclare = facts.mayDeclare(head, e.size(), view);
    Atom @Nullable [] arguments = null;
    if (!mayDeclare) {
      if (headTypes.isNone()) {
        return AtomTypes.NONE;
      }
      if (!facts.hasSubtypes(view)) {
        AtomTypes plain =
            head instanceof Grounded value
                ? tupleOfValues(e, value, view)
                : plainCall(e, headTypes, view);
        if (plain != null) {
          return plain;
        }
        arguments = e.isGround() ? argumentTypes(e, headTypes.soleFunction(), view) : null;
        AtomTypes known = arguments == null ? null : lastWith(arguments, e, headTypes, view);
        if (known != null) {
          return known;
        }
      }
    }
    List<Atom> types = new ArrayList<>();
    List<@Nullable Atom> errors = new ArrayList<>();
    addTupleTypes(e, headTypes, view, types);
    if (mayDeclare) {
      types.addAll(facts.declaredTypes(Terms.resolve(e), this, view));
    }
    facts.addSuperTypes(types, this, view);
    for (int i = 0; i < types.size(); i++) {
      errors.add(null);
    }
    for (FunctionType function : headTypes.functions()) {
      addApplicationTypes(e, function, view, types, errors);
    }
    for (int i = 0; i < headTypes.size(); i++) {
      // An ill-typed head counts with the function type that it was called by.
      if (headTypes.error(i) != null && FunctionType.isFunctionType(headTypes.type(i))) {
        addApplicationTypes(e, FunctionType.of(headTypes.type(i)), view, types, errors);
      }
    }
    if (types.isEmpty()) {
      return AtomTypes.NONE;
    }
    AtomTypes found = new AtomTypes(types, errors, view.id(), view.clock().now());
    FunctionType function = headTypes.soleFunction();
    if (arguments != null && function != null && found.soleType() != null) {
      function.remember(new FunctionType.Application(arguments, found));
    }
    return found;
  }

  /**
   * The type of a tuple of values of one type, like {@code (1 2 3)}; nothing for any other
   * expression. Tuples of the same type and length share it.
   */
  private @Nullable AtomTypes tupleOfValues(Expression e, Grounded head, View view) {
    Atom type = head.type();
    if (type == Symbols.UNDEFINED || !(type instanceof Symbol) || head instanceof FixedType) {
      return null;
    }
    for (int i = 1; i < e.size(); i++) {
      if (!(e.get(i) instanceof Grounded value)
          || value.type() != type
          || value instanceof FixedType) {
        return null;
      }
    }
    TupleTypes known = tuples.computeIfAbsent(type, t -> new TupleTypes());
    AtomTypes types = known.get(e.size());
    if (types == null || types.view != view.id() || !view.clock().unchangedSince(types.stamp, 0)) {
      Atom[] row = new Atom[e.size()];
      Arrays.fill(row, type);
      List<@Nullable Atom> noError = new ArrayList<>();
      noError.add(null);
      types =
          new AtomTypes(List.of(Expression.owning(row)), noError, view.id(), view.clock().now());
      known.put(e.size(), types);
    }
    return types;
  }

  /** The types of tuples of values of one type, by length. */
  private static final class TupleTypes {
    private static final int LONGEST = 4096;
    private @Nullable AtomTypes[] types = new AtomTypes[16];

    @Nullable AtomTypes get(int size) {
      return size < types.length ? types[size] : null;
    }

    void put(int size, AtomTypes found) {
      if (size > LONGEST) {
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
   * null otherwise.
   */
  private Atom @Nullable [] argumentTypes(
      Expression e, @Nullable FunctionType function, View view) {
    if (function == null || e.size() - 1 != function.arity()) {
      return null;
    }
    Atom[] found = new Atom[function.arity()];
    for (int i = 0; i < found.length; i++) {
      Atom formal = function.formal(i);
      Atom type;
      if (formal == Symbols.ATOM) {
        type = Symbols.UNDEFINED;
      } else if (Symbols.isMetaType(formal)) {
        return null;
      } else {
        AtomTypes types = of(e.get(i + 1), view);
        type = types.isNone() ? Symbols.UNDEFINED : types.soleType();
      }
      if (type == null) {
        return null;
      }
      found[i] = type;
    }
    return found;
  }

  /** The types of the last call whose arguments had the same types. */
  private static @Nullable AtomTypes lastWith(
      Atom[] arguments, Expression e, AtomTypes headTypes, View view) {
    FunctionType function = headTypes.soleFunction();
    FunctionType.Application last = function == null ? null : function.lastApplication();
    if (last == null
        || last.types().view != view.id()
        || !view.clock().unchangedSince(last.types().stamp, e.signature())) {
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
  private @Nullable AtomTypes plainCall(Expression e, AtomTypes headTypes, View view) {
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
    return function.resultTypes();
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
    Atom head = Terms.dereference(call.get(0));
    if (head instanceof Expression || head instanceof Variable) {
      return false;
    }
    AtomTypes headTypes = of(head, view);
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

  /** The product of the types of all members, where every member has one. */
  private void addTupleTypes(Expression e, AtomTypes headTypes, View view, List<Atom> into) {
    List<Atom[]> rows = new ArrayList<>();
    for (int i = 0; i < headTypes.size(); i++) {
      if (!FunctionType.isFunctionType(headTypes.type(i))) {
        Atom[] row = new Atom[e.size()];
        row[0] = headTypes.type(i);
        rows.add(row);
      }
    }
    for (int m = 1; m < e.size() && !rows.isEmpty(); m++) {
      AtomTypes member = of(e.get(m), view);
      List<Atom[]> next = new ArrayList<>();
      for (Atom[] row : rows) {
        // The last reading takes the row itself: with one type each, nothing is copied.
        for (int t = 0; t < member.size(); t++) {
          Interruption.check(next.size() + 1);
          Atom[] reading = t + 1 < member.size() ? row.clone() : row;
          reading[m] = member.type(t);
          next.add(reading);
        }
      }
      rows = next;
    }
    for (Atom[] row : rows) {
      into.add(Expression.owning(row));
    }
  }

  private void addApplicationTypes(
      Expression e,
      FunctionType function,
      View view,
      List<Atom> types,
      List<@Nullable Atom> errors) {
    if (e.size() - 1 != function.arity()) {
      types.add(function.source());
      errors.add(Errors.of(Terms.resolve(e), Symbols.INCORRECT_NUMBER_OF_ARGUMENTS));
      return;
    }
    int mark = machine.attempt();
    int outer = firstWildcard;
    firstWildcard = wildcards.size();
    List<Atom> found = new ArrayList<>(1);
    List<@Nullable Atom> wrong = new ArrayList<>(1);
    apply(e, function, 0, function.newSlots(), view, found, wrong);
    // What is wrong with one reading of the arguments counts only if all are wrong.
    boolean fits = wrong.contains(null);
    for (int i = 0; i < found.size(); i++) {
      if (!fits || wrong.get(i) == null) {
        types.add(found.get(i));
        errors.add(wrong.get(i));
      }
    }
    wildcards.subList(firstWildcard, wildcards.size()).clear();
    firstWildcard = outer;
    machine.abort(mark);
  }

  private void apply(
      Expression e,
      FunctionType function,
      int index,
      @Nullable Atom[] slots,
      View view,
      List<Atom> types,
      List<@Nullable Atom> errors) {
    int i = index;
    while (i < function.arity()) {
      Atom formal = function.formal(i);
      Atom argument = Terms.dereference(e.get(i + 1));
      if (formal == Symbols.ATOM
          || formal == Symbols.UNDEFINED
          || formal == Symbols.metaTypeOf(argument)
          || argument instanceof Grounded g && g.type() == formal) {
        i++;
        continue;
      }
      AtomTypes actual = of(argument, view);
      if (actual.isNone()) {
        i++;
        continue;
      }
      if (actual.size() == 1) {
        if (!accepts(e, function, i, actual, 0, slots, types, errors)) {
          return;
        }
        i++;
        continue;
      }
      for (int t = 0; t < actual.size(); t++) {
        @Nullable Atom[] copy = slots.clone();
        int top = machine.trailTop();
        if (accepts(e, function, i, actual, t, copy, types, errors)) {
          apply(e, function, i + 1, copy, view, types, errors);
        }
        machine.undoTo(top);
      }
      return;
    }
    for (Variable any : wildcards.subList(firstWildcard, wildcards.size())) {
      // What nothing has made definite is shown as it was written.
      if (Terms.dereference(any) instanceof Variable open) {
        machine.bind(open, Symbols.UNDEFINED);
      }
    }
    types.add(Terms.resolve(Terms.instantiate(function.result(), slots)));
    errors.add(null);
  }

  private boolean accepts(
      Expression e,
      FunctionType function,
      int index,
      AtomTypes actual,
      int reading,
      @Nullable Atom[] slots,
      List<Atom> types,
      List<@Nullable Atom> errors) {
    Atom formal = function.formal(index);
    Atom type = actual.type(reading);
    if (matches(formal, type, slots)) {
      return true;
    }
    Atom error = actual.error(reading);
    types.add(function.source());
    errors.add(
        error != null
            ? error
            : Errors.of(
                Terms.resolve(e),
                Expression.of(
                    Symbols.BAD_ARG_TYPE,
                    LongAtom.of(index + 1L),
                    Terms.instantiate(formal, function.newSlots()),
                    Terms.renamed(type))));
    return false;
  }

  /** Matches with {@code %Undefined%} as a wildcard at any depth. */
  boolean matches(Atom formal, Atom type, @Nullable Atom[] slots) {
    if (type == Symbols.UNDEFINED) {
      return true;
    }
    if (formal.isGround() && type.isGround() && AtomEquality.equal(formal, type)) {
      return true;
    }
    return unifier.match(withoutUndefined(formal), withoutUndefined(Terms.renamed(type)), slots);
  }

  /** What {@code wanted} must be for the two atoms to be equal; itself if they cannot be. */
  Atom solve(Atom pattern, Atom stored, Variable wanted) {
    int mark = machine.attempt();
    Atom value = unifier.unify(pattern, stored) ? Terms.resolve(wanted) : wanted;
    machine.abort(mark);
    return value;
  }

  private Atom withoutUndefined(Atom type) {
    if ((type.signature() & Symbols.UNDEFINED.signature()) == 0) {
      return type;
    }
    return Terms.replaceSymbol(
        type,
        Symbols.UNDEFINED,
        () -> {
          Variable any = Variable.fresh("_");
          wildcards.add(any);
          return any;
        });
  }
}
