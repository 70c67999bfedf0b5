package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.machine.OpenFacts;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.space.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the types of one expression, one after the other: those that it has as a tuple, those that
 * are declared for it, their super-types, and what it is as a call by each function type of its
 * head. A choice among the types of the parts is a row of digits, the last of which turns fastest.
 *
 * <p>Nothing here asks for the types of another expression but through {@link TypeInference#has}
 * and {@link TypeInference#lookUp}, which may say that this expression has to wait for it. So no
 * nesting of data is a nesting of calls.
 */
final class TypeReadings implements MoreTypes {

  /** How many types are found at once, as long as nobody has to wait for them. */
  private static final int BATCH = 8;

  private enum Stage {
    TUPLES,
    DECLARED,
    SUPER_TYPES,
    CALLS,
    CALLS_OF_ILL_TYPED_HEADS
  }

  private final TypeLookup inference;
  private final Expression expression;
  private final View view;
  private final AtomTypes headTypes;
  private final boolean mayDeclare;
  private final Atom @Nullable [] arguments;
  private final AtomTypes types;

  private Stage stage = Stage.TUPLES;

  /** The types of the children, as far as they are known. */
  private final @Nullable AtomTypes[] members;

  /** The reading of each child that is to be looked at next; null for the first of each. */
  private int @Nullable [] choice;

  /** Which reading of the head is looked at, in this stage. */
  private int headReading;

  /** Whether the children are known as far as this stage needs them at first. */
  private boolean prepared;

  /** The last child whose reading is to be changed before the next look; -1 for none. */
  private int turnFrom = -1;

  /** The function type of {@link #headReading}; null before it is looked at. */
  private @Nullable FunctionType function;

  /** What is wrong with readings of the call; counts only if all are wrong. */
  private final List<Atom> wrong = new ArrayList<>(0);

  private boolean fits;

  /** Where the level of types begins whose super-types are added, and where it ends. */
  private int level;

  private int levelEnd;
  private @Nullable Set<Atom> lower;

  /**
   * The readings of {@code expression}.
   *
   * @param arguments the only type of each argument, if these say what the type of the call is
   */
  TypeReadings(
      TypeLookup inference,
      Expression expression,
      View view,
      AtomTypes headTypes,
      boolean mayDeclare,
      Atom @Nullable [] arguments) {
    this.inference = inference;
    this.expression = expression;
    this.view = view;
    this.headTypes = headTypes;
    this.mayDeclare = mayDeclare;
    this.arguments = arguments;
    this.members = new AtomTypes[expression.size()];
    this.types = new AtomTypes(this, view.id(), view.clock().now());
    members[0] = headTypes;
  }

  AtomTypes types() {
    return types;
  }

  @Override
  public boolean mayBeDeclared() {
    return mayDeclare;
  }

  @Override
  public void find(int index) {
    inference.find(expression, types, index, view);
  }

  @Override
  public void abandon() {
    if (expression.isGround()) {
      expression.setTypeCache(null);
    } else {
      OpenFacts facts = OpenFacts.of(expression);
      if (facts != null) {
        facts.setTypes(null);
      }
    }
  }

  @Override
  public void step() {
    int before = types.found();
    while (!types.isComplete() && types.found() - before < BATCH) {
      inference.setPatient(types.found() == before);
      switch (stage) {
        case TUPLES -> tuple();
        case DECLARED -> declared();
        case SUPER_TYPES -> superTypes();
        case CALLS, CALLS_OF_ILL_TYPED_HEADS -> call();
      }
      if (inference.isWaiting()) {
        return;
      }
    }
  }

  private void enter(Stage next) {
    stage = next;
    prepared = false;
    headReading = 0;
    turnFrom = -1;
    choice = null;
  }

  private void end() {
    types.complete();
    FunctionType sole = headTypes.soleFunction();
    if (arguments != null && sole != null && types.soleType() != null) {
      sole.remember(new FunctionType.Application(arguments, types));
    }
  }

  // ---- tuples

  /** The next type as a tuple: where every member has one, but the head no function type. */
  private void tuple() {
    if (!prepared) {
      if (!findTupleHead() || !allMembersAreTyped()) {
        return;
      }
      prepared = true;
    } else if (!turn(expression.size() - 1)) {
      if (inference.isWaiting()) {
        return;
      }
      int last = headReading;
      headReading++;
      if (!findTupleHead()) {
        headReading = inference.isWaiting() ? last : headReading;
        return;
      }
      choice = null;
    }
    Atom[] row = new Atom[expression.size()];
    row[0] = headTypes.type(headReading);
    for (int m = 1; m < row.length; m++) {
      row[m] = known(m).type(chosen(m));
    }
    inference.worked(row.length);
    types.add(Expression.owning(row), null);
  }

  /** Goes on to a type of the head that is no function type; false if there is none. */
  private boolean findTupleHead() {
    while (inference.has(headTypes, headReading)) {
      if (!FunctionType.isFunctionType(headTypes.type(headReading))) {
        return true;
      }
      headReading++;
    }
    if (!inference.isWaiting()) {
      enter(Stage.DECLARED);
    }
    return false;
  }

  private boolean allMembersAreTyped() {
    for (int m = 1; m < expression.size(); m++) {
      AtomTypes member = member(m);
      if (member != null && !inference.has(member, 0) && member.isComplete()) {
        enter(Stage.DECLARED);
        return false;
      }
    }
    inference.worked(expression.size());
    return !inference.isWaiting();
  }

  // ---- declarations

  private void declared() {
    if (mayDeclare) {
      TypeFacts facts = TypeFacts.of(view);
      for (Atom type : facts.declaredTypes(Terms.resolve(expression), inference, view)) {
        types.add(type, null);
      }
    }
    level = 0;
    levelEnd = types.found();
    enter(Stage.SUPER_TYPES);
  }

  /** Adds the super-types of the next type of this level. */
  private void superTypes() {
    if (levelEnd == 0 || !TypeFacts.of(view).hasSubtypes(view)) {
      lower = null;
      enter(Stage.CALLS);
      return;
    }
    Set<Atom> known = lower;
    if (known == null) {
      known = new HashSet<>();
      lower = known;
      addTypes(known, 0, levelEnd);
    }
    if (level == levelEnd) {
      if (levelEnd == types.found()) {
        lower = null;
        enter(Stage.CALLS);
        return;
      }
      addTypes(known, levelEnd, types.found());
      levelEnd = types.found();
    }
    inference.worked(1);
    List<Atom> above = Declarations.objects(view, Symbols.SUBTYPE, types.type(level++), inference);
    for (Atom type : above) {
      if (!known.contains(type)) {
        types.add(type, null);
      }
    }
  }

  private void addTypes(Set<Atom> known, int from, int to) {
    for (int i = from; i < to; i++) {
      known.add(types.type(i));
    }
  }

  // ---- calls

  /** The next reading as a call by a function type of the head. */
  private void call() {
    FunctionType type = function;
    if (type == null) {
      type = nextFunction();
      if (type == null) {
        return;
      }
      function = type;
      fits = false;
      choice = null;
      turnFrom = -1;
      prepared = false;
    }
    if (expression.size() - 1 != type.arity()) {
      types.add(
          type.source(),
          Errors.of(Terms.resolve(expression), Symbols.INCORRECT_NUMBER_OF_ARGUMENTS));
      endFunction(type);
      return;
    }
    if (!prepared) {
      prepareArguments(type);
      if (inference.isWaiting()) {
        return;
      }
      prepared = true;
    } else if (!turn(turnFrom)) {
      if (!inference.isWaiting()) {
        endFunction(type);
      }
      return;
    }
    turnFrom = reading(type);
  }

  /** The function type at {@link #headReading} or after it; null if there is none, or not yet. */
  private @Nullable FunctionType nextFunction() {
    while (inference.has(headTypes, headReading)) {
      FunctionType next = null;
      if (stage == Stage.CALLS) {
        next = headTypes.function(headReading);
      } else if (headTypes.error(headReading) != null
          && FunctionType.isFunctionType(headTypes.type(headReading))) {
        // An ill-typed head counts with the function type that it was called by.
        next = FunctionType.of(headTypes.type(headReading));
      }
      if (next != null) {
        return next;
      }
      headReading++;
    }
    if (!inference.isWaiting()) {
      if (stage == Stage.CALLS) {
        enter(Stage.CALLS_OF_ILL_TYPED_HEADS);
      } else {
        end();
      }
    }
    return null;
  }

  private void endFunction(FunctionType type) {
    if (!fits) {
      for (Atom error : wrong) {
        types.add(type.source(), error);
      }
    }
    wrong.clear();
    function = null;
    headReading++;
  }

  private void prepareArguments(FunctionType type) {
    for (int i = 0; i < type.arity(); i++) {
      if (matters(type, i)) {
        AtomTypes member = member(i + 1);
        if (member != null) {
          inference.has(member, 0);
        }
      }
    }
  }

  /** Whether the types of an argument matter. */
  private boolean matters(FunctionType type, int index) {
    Atom formal = type.formal(index);
    if (formal == Symbols.ATOM || formal == Symbols.UNDEFINED) {
      return false;
    }
    Atom argument = Terms.dereference(expression.get(index + 1));
    return formal != Symbols.metaTypeOf(argument)
        && !(argument instanceof Grounded g && g.type() == formal)
        && !inference.isCleanAndUnused(argument, type, index, expression, view);
  }

  /**
   * Looks at one choice among the types of the arguments.
   *
   * @return the last argument whose choice can make a difference
   */
  private int reading(FunctionType type) {
    inference.worked(type.arity());
    int mark = inference.beginReading();
    try {
      @Nullable Atom[] slots = type.newSlots();
      for (int i = 0; i < type.arity(); i++) {
        AtomTypes actual = known(i + 1);
        if (actual.found() == 0 || !matters(type, i)) {
          continue;
        }
        int chosen = chosen(i + 1);
        if (!inference.matches(type.formal(i), actual.type(chosen), slots)) {
          if (!fits) {
            Atom error = actual.error(chosen);
            wrong.add(error != null ? error : badArgument(type, i, actual.type(chosen)));
          }
          return i + 1;
        }
      }
      inference.showWildcards();
      types.add(Terms.resolve(Terms.instantiate(type.result(), slots)), null);
      fits = true;
      wrong.clear();
      return type.arity();
    } finally {
      inference.endReading(mark);
    }
  }

  private Atom badArgument(FunctionType type, int index, Atom actual) {
    return Errors.of(
        Terms.resolve(expression),
        Expression.of(
            Symbols.BAD_ARG_TYPE,
            LongAtom.of(index + 1L),
            Terms.instantiate(type.formal(index), type.newSlots()),
            Terms.renamed(actual)));
  }

  // ---- children

  /** The types of a child; null if it has to be looked at first. */
  private @Nullable AtomTypes member(int index) {
    AtomTypes known = members[index];
    if (known == null) {
      known = inference.lookUp(expression.get(index), view);
      members[index] = known;
    }
    return known;
  }

  private AtomTypes known(int index) {
    AtomTypes known = members[index];
    return known == null ? AtomTypes.NONE : known;
  }

  private int chosen(int index) {
    int[] digits = choice;
    return digits == null ? 0 : digits[index];
  }

  /**
   * Goes on to the next choice: takes the next reading of the last child up to {@code last} that
   * has one, and the first of all after it. False if there is none, or not yet.
   */
  private boolean turn(int last) {
    FunctionType type = function;
    for (int m = last; m >= 1; m--) {
      AtomTypes member = members[m];
      if (member == null || type != null && !matters(type, m - 1)) {
        continue;
      }
      if (inference.has(member, chosen(m) + 1)) {
        int[] digits = choice;
        if (digits == null) {
          digits = new int[expression.size()];
          choice = digits;
        }
        digits[m]++;
        for (int i = m + 1; i < digits.length; i++) {
          digits[i] = 0;
        }
        return true;
      }
      if (inference.isWaiting()) {
        return false;
      }
    }
    return false;
  }
}
