package dev.mettle.vm.types;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.space.VariableRewriter;
import dev.mettle.vm.space.View;
import org.jspecify.annotations.Nullable;

/**
 * A function type {@code (-> formal... result)}, prepared for checking calls: its type variables
 * are slots, so that every use has its own.
 */
public final class FunctionType {

  private final Expression source;
  private final Expression template;
  private final Atom[] formals;
  private final Atom result;
  private final int slots;
  private final boolean groundFormals;
  private final int resultOnlySlot;
  private @Nullable AtomTypes resultTypes;
  private @Nullable CallPlan plan;
  private @Nullable Application lastApplication;

  /**
   * A well-typed call.
   *
   * @param arguments the type of each argument, {@code %Undefined%} for one that has none or whose
   *     type does not matter
   * @param types the types of the call
   */
  record Application(Atom[] arguments, AtomTypes types) {}

  private FunctionType(Expression source) {
    this.source = source;
    VariableRewriter numbering = VariableRewriter.numbering();
    this.template = (Expression) numbering.rewrite(Terms.resolve(source));
    this.slots = numbering.replacements().size();
    this.formals = template.toArray(1, template.size() - 1);
    this.result = template.get(template.size() - 1);
    boolean ground = true;
    for (Atom formal : formals) {
      ground &= formal.isGround();
    }
    this.groundFormals = ground;
    this.resultOnlySlot = ground && result instanceof Variable v && v.slot() >= 0 ? v.slot() : -1;
  }

  /** Whether {@code type} is the type of a function; {@code (->)} is the type of the unit value. */
  public static boolean isFunctionType(Atom type) {
    return type instanceof Expression e && e.size() > 1 && e.get(0) == Symbols.ARROW;
  }

  /** The prepared form of a function type. */
  public static FunctionType of(Atom type) {
    return new FunctionType((Expression) type);
  }

  /** The type as it was declared. */
  public Expression source() {
    return source;
  }

  /** The type with variables of its own. */
  public Atom renamed() {
    return slots == 0 ? source : Terms.instantiate(template, newSlots());
  }

  /** Number of arguments that a call must have. */
  public int arity() {
    return formals.length;
  }

  /** The formal type of argument {@code index}, from 0, as a template. */
  public Atom formal(int index) {
    return formals[index];
  }

  /** The result type as a template. */
  public Atom result() {
    return result;
  }

  /** Whether no formal type holds a type variable. */
  boolean hasGroundFormals() {
    return groundFormals;
  }

  /**
   * Whether the result is a type variable that stands nowhere else, so that nothing can look at
   * what it is bound to.
   */
  boolean hasFreeResult() {
    return resultOnlySlot >= 0;
  }

  /**
   * Whether nothing depends on what the type variable of an argument stands for: not the result,
   * nor another argument that has a type.
   */
  boolean isUnused(Variable parameter, int index, Expression call) {
    if (!result.isGround()) {
      return false;
    }
    for (int i = 0; i < formals.length; i++) {
      Atom formal = formals[i];
      if (i != index
          && !formal.isGround()
          && (!(formal instanceof Variable v) || v.slot() == parameter.slot())) {
        Atom argument = Terms.dereference(call.get(i + 1));
        if (argument != Expression.EMPTY && !(argument instanceof Variable)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether there is no type variable at all. */
  boolean isGround() {
    return slots == 0;
  }

  /** The types of a well-typed call, as of now; only of ground types. */
  AtomTypes resultTypes(View view) {
    AtomTypes known = resultTypes;
    if (known == null || known.view != view.id() || known.stamp != view.clock().now()) {
      known = AtomTypes.single(result, view.id(), view.clock().now());
      resultTypes = known;
    }
    return known;
  }

  /**
   * The plan of a call with the formals as they were declared, and this result; the last one is
   * remembered.
   */
  public CallPlan plan(Atom planResult) {
    CallPlan known = plan;
    if (known == null || known.result() != planResult) {
      known = new CallPlan(formals, planResult);
      plan = known;
    }
    return known;
  }

  Atom[] formals() {
    return formals;
  }

  /** A call with one valid type that was found before; the last one is remembered. */
  @Nullable Application lastApplication() {
    return lastApplication;
  }

  void remember(Application application) {
    lastApplication = application;
  }

  /** Empty slots for one use of this type. */
  @Nullable Atom[] newSlots() {
    return slots == 0 ? NO_SLOTS : new Atom[slots];
  }

  private static final @Nullable Atom[] NO_SLOTS = new Atom[0];
}
