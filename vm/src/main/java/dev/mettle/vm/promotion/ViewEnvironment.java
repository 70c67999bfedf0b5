package dev.mettle.vm.promotion;

import dev.mettle.frontend.lower.LoweringEnvironment;
import dev.mettle.frontend.lower.OperationMeaning;
import dev.mettle.frontend.lower.RuleText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbol;
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
    if (key.arities().size() != 1) {
      throw new IllegalArgumentException("calls of an expression's value are not lowered: " + key);
    }
    List<RuleText> found = new ArrayList<>();
    for (RuleSet set : ruleSets(key.head(), key.arities().getFirst())) {
      for (Candidates rules = set.all(); rules.hasNext(); ) {
        Rule rule = rules.nextRule();
        found.add(places.textOf(rule.original()));
      }
    }
    return found;
  }

  /** The only rule that such calls can reach; null if there are none or several. */
  @Nullable Rule soleRule(Symbol head, int arity) {
    Rule sole = null;
    for (RuleSet set : ruleSets(head, arity)) {
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
          rule != null && soleRule(key.head(), key.arities().getFirst()) == rule;
      // Nothing that is lowered so far asks for types; whoever does has to remember the answer.
      case Assumption.TypesOf types -> false;
    };
  }

  /** The rules of each space that the view sees, where there are any. */
  private List<RuleSet> ruleSets(Symbol head, int arity) {
    List<RuleSet> sets = new ArrayList<>();
    for (AtomSpace source : view.sources()) {
      addRules(source, head, arity, sets);
    }
    return sets;
  }

  private static void addRules(AtomSpace source, Symbol head, int arity, List<RuleSet> into) {
    RuleSet set = source.rules(head, arity);
    if (!set.isEmpty()) {
      into.add(set);
    }
    for (AtomSpace nested : source.nestedSpaces()) {
      addRules(nested, head, arity, into);
    }
  }

  private boolean isIntact(ValueOperation operation) {
    FunctionType type = operation.functionType();
    return type != null && !types.mayDeclare(operation, type.arity() + 1, view);
  }
}
