package dev.mettle.vm.promotion;

import dev.mettle.frontend.lower.LoweringEnvironment;
import dev.mettle.frontend.lower.OperationMeaning;
import dev.mettle.frontend.lower.RuleText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.CallKey;
import dev.mettle.vm.library.ValueOperation;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.Candidates;
import dev.mettle.vm.space.Rule;
import dev.mettle.vm.space.RuleSet;
import dev.mettle.vm.space.View;
import dev.mettle.vm.types.FunctionType;
import dev.mettle.vm.types.TypeInference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What lowering has to know about one view.
 *
 * <p>An operation is an atom of its own, which neither rules nor types of its name touch. All that
 * a program can do to its calls is to declare a type for whole expressions such as {@code (+ 1 2)};
 * an operation of which that is so has no meaning here.
 */
final class ViewEnvironment implements LoweringEnvironment {

  private final View view;
  private final OperationRegistry operations;
  private final TypeInference types;
  private final RulePlaces places;

  ViewEnvironment(View view, OperationRegistry operations, TypeInference types, RulePlaces places) {
    this.view = view;
    this.operations = operations;
    this.types = types;
    this.places = places;
  }

  @Override
  public Optional<OperationMeaning> meaningOf(Atom head) {
    return head instanceof ValueOperation operation && isIntact(operation)
        ? operations.meaningOf(operation)
        : Optional.empty();
  }

  @Override
  public List<RuleText> rulesOf(CallKey key) {
    List<RuleText> found = new ArrayList<>();
    for (RuleSet set : ruleSets(key)) {
      for (Candidates rules = set.all(); rules.hasNext(); ) {
        Rule rule = rules.nextRule();
        if (mayMatch(rule.lhs(), key)) {
          found.add(places.textOf(rule.original()));
        }
      }
    }
    return found;
  }

  /** Whether a rule is for calls of this key, or for calls of any head. */
  private static boolean mayMatch(Atom lhs, CallKey key) {
    return !(lhs instanceof Expression call)
        || CallKey.of(call).map(own -> own.equals(key)).orElse(true);
  }

  /** A call of this key, with variables as arguments. */
  private static Expression callOf(CallKey key) {
    Atom call = key.head();
    for (int arity : key.arities()) {
      Atom[] children = new Atom[arity + 1];
      children[0] = call;
      for (int i = 1; i <= arity; i++) {
        children[i] = Variable.of("argument" + i);
      }
      call = Expression.owning(children);
    }
    return (Expression) call;
  }

  /** The only rule that such calls can reach; null if there are none or several. */
  @Nullable Rule soleRule(Symbol head, int arity) {
    Rule sole = null;
    for (RuleSet set : ruleSets(CallKey.of(head, arity))) {
      Rule rule = set.sole();
      if (rule == null || sole != null) {
        return null;
      }
      sole = rule;
    }
    return sole;
  }

  /**
   * Whether something that code relies on is still so.
   *
   * @param rule the only rule that calls could reach when the code was made; null for a top-level
   *     expression
   */
  boolean holds(Assumption assumption, @Nullable Rule rule) {
    return switch (assumption) {
      case Assumption.MeaningOf(Symbol name) ->
          operations.byName(name).filter(this::isIntact).isPresent();
      case Assumption.RulesOf(CallKey key) ->
          rule != null && soleRule(key.head(), key.parameterCount()) == rule;
      // Nothing that is lowered so far asks for types; whoever does has to remember the answer.
      case Assumption.TypesOf types -> false;
    };
  }

  /** The rules of each space that the view sees, where there are any. */
  private List<RuleSet> ruleSets(CallKey key) {
    List<RuleSet> sets = new ArrayList<>();
    for (AtomSpace source : view.sources()) {
      for (AtomSpace space : source.withNested()) {
        RuleSet set =
            key.arities().size() == 1
                ? space.rules(key.head(), key.parameterCount())
                : space.rulesForExpressionHead(callOf(key));
        if (!set.isEmpty()) {
          sets.add(set);
        }
      }
    }
    return sets;
  }

  private boolean isIntact(ValueOperation operation) {
    FunctionType type = operation.functionType();
    return type != null && !types.mayDeclare(operation, type.arity() + 1, view);
  }
}
