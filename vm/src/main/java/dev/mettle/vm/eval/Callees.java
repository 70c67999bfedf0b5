package dev.mettle.vm.eval;

import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.RuleSet;
import dev.mettle.vm.space.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers what views know about calls, until a rule of the symbol changes. */
final class Callees {

  /** What one view knows, by symbol and size of the call. */
  private static final class Facts implements View.KnownCalls {
    final Map<Symbol, @Nullable Callee[]> bySymbol = new HashMap<>();
    final ValueRules valueRules = new ValueRules();
  }

  private final IntrinsicTable intrinsics;

  Callees(IntrinsicTable intrinsics) {
    this.intrinsics = intrinsics;
  }

  Callee of(View view, Symbol head, int size) {
    Facts facts = facts(view);
    @Nullable Callee[] bySize = facts.bySymbol.get(head);
    if (bySize == null || bySize.length <= size) {
      bySize = bySize == null ? new Callee[size + 1] : Arrays.copyOf(bySize, size + 1);
      facts.bySymbol.put(head, bySize);
    }
    Callee known = bySize[size];
    if (known != null && view.clock().unchangedSince(known.stamp, known.signature)) {
      return known;
    }
    Callee fresh = look(view, head, size);
    bySize[size] = fresh;
    return fresh;
  }

  /** Whether a rule may match expressions of {@code size} children whose head is a value. */
  boolean hasValueRules(View view, int size) {
    return facts(view).valueRules.mayMatch(view, size);
  }

  /** Whether a symbol means anything for calls of this size; nothing is remembered about it. */
  boolean mayReduce(View view, Symbol head, int size) {
    return intrinsics.find(new IntrinsicTable.Function(head, size - 1)) != null
        || rules(view, head, size).length > 0;
  }

  /** Whether a rule may match a call whose head is an expression. */
  boolean hasRulesForExpressionHead(View view, Expression call) {
    for (AtomSpace source : view.sources()) {
      for (AtomSpace space : source.withNested()) {
        if (space.rulesForExpressionHead(call) != null) {
          return true;
        }
      }
    }
    return false;
  }

  private static Facts facts(View view) {
    if (view.calls() instanceof Facts known) {
      return known;
    }
    Facts fresh = new Facts();
    view.setCalls(fresh);
    return fresh;
  }

  private Callee look(View view, Symbol head, int size) {
    RuleSet[] sets = rules(view, head, size);
    IntrinsicTable.Function function = new IntrinsicTable.Function(head, size - 1);
    IntrinsicTable.Definition definition = intrinsics.find(function);
    long now = view.clock().now();
    if (definition != null) {
      long signature = definition.signature(head);
      if (isLibrarysOwn(view, function) && usesLibrarysOwn(view, definition)) {
        return new Callee(sets, definition.intrinsic(), signature, now);
      }
      return new Callee(sets, null, signature, now);
    }
    return new Callee(sets, null, head.signature(), now);
  }

  private boolean usesLibrarysOwn(View view, IntrinsicTable.Definition definition) {
    for (IntrinsicTable.Function used : definition.uses()) {
      if (!isLibrarysOwn(view, used)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the view sees the rules of the library and no others, and those that it always had. */
  private boolean isLibrarysOwn(View view, IntrinsicTable.Function function) {
    RuleSet own = intrinsics.library().rules(function.name(), function.arity());
    RuleSet[] seen = rules(view, function.name(), function.arity() + 1);
    return seen.length == 1 && seen[0] == own && intrinsics.isUnchanged(function, own);
  }

  private static RuleSet[] rules(View view, Symbol head, int size) {
    List<RuleSet> sets = new ArrayList<>();
    for (AtomSpace source : view.sources()) {
      for (AtomSpace space : source.withNested()) {
        RuleSet set = space.rulesIfAny(head, size - 1);
        if (set != null) {
          sets.add(set);
        }
      }
    }
    return sets.toArray(new RuleSet[0]);
  }
}
