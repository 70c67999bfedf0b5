package dev.mettle.vm.tree;

import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.promotion.CallCode;
import dev.mettle.vm.promotion.CodeSource;
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
  private static final class Facts {
    final Map<Symbol, @Nullable Callee[]> bySymbol = new HashMap<>();
  }

  private final IntrinsicTable intrinsics;
  private CodeSource codes = CodeSource.NONE;

  Callees(IntrinsicTable intrinsics) {
    this.intrinsics = intrinsics;
  }

  /** Sets where code comes from; before anything is evaluated. */
  void setCodeSource(CodeSource source) {
    codes = source;
  }

  Callee of(View view, Symbol head, int size) {
    Facts facts;
    if (view.facts() instanceof Facts known) {
      facts = known;
    } else {
      facts = new Facts();
      view.setFacts(facts);
    }
    @Nullable Callee[] bySize = facts.bySymbol.get(head);
    if (bySize == null || bySize.length <= size) {
      bySize = bySize == null ? new Callee[size + 1] : Arrays.copyOf(bySize, size + 1);
      facts.bySymbol.put(head, bySize);
    }
    Callee known = bySize[size];
    if (known != null && view.clock().unchangedSince(known.stamp, head.signature())) {
      return known;
    }
    Callee fresh = look(view, head, size, known == null ? null : known.code());
    bySize[size] = fresh;
    return fresh;
  }

  private Callee look(View view, Symbol head, int size, @Nullable CallCode previous) {
    List<RuleSet> sets = new ArrayList<>();
    boolean libraryAlone = true;
    for (AtomSpace source : view.sources()) {
      int before = sets.size();
      add(source, head, size, sets);
      if (sets.size() > before && source != intrinsics.library()) {
        libraryAlone = false;
      }
    }
    Intrinsic intrinsic =
        libraryAlone && !sets.isEmpty() ? intrinsics.find(head, size - 1, sets.get(0)) : null;
    CallCode code =
        intrinsic == null && !sets.isEmpty() ? codes.code(view, head, size, previous) : null;
    return new Callee(sets.toArray(new RuleSet[0]), intrinsic, code, view.clock().now());
  }

  private static void add(AtomSpace source, Symbol head, int size, List<RuleSet> sets) {
    RuleSet set = source.rules(head, size - 1);
    if (!set.isEmpty()) {
      sets.add(set);
    }
    for (AtomSpace nested : source.nestedSpaces()) {
      add(nested, head, size, sets);
    }
  }
}
