package dev.mettle.vm.code.site;

import dev.mettle.backend.spi.SwitchSite;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.machine.Terms;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table of a switch: which target an atom goes to. */
public final class SwitchTable extends SwitchSite {

  /** The index of the target for an atom that is not in the table. */
  static final int OTHER = 1;

  private static final int FIRST = 2;

  /** So many constants are compared one by one. */
  private static final int SCANNED = 8;

  private final Symbol[] heads;
  private final int[] sizes;
  private final int[] headTargets;
  private final Map<Atom, Integer> constants = new HashMap<>();

  /** The words of the constants, if there are few, and all of them are integers or truth values. */
  private final long @Nullable [] words;

  private final int[] wordTargets;
  private final Symbol[] symbols;
  private final int[] symbolTargets;

  public SwitchTable(Expression keys) {
    int n = keys.size();
    Symbol[] h = new Symbol[n];
    int[] sz = new int[n];
    int[] ht = new int[n];
    int expressions = 0;
    Symbol[] s = new Symbol[n];
    int[] st = new int[n];
    int names = 0;
    for (int i = 0; i < n; i++) {
      Atom key = keys.get(i);
      if (key instanceof Expression e) {
        // (head size), or (size) alone, whose head is then the symbol of no atom.
        h[expressions] = e.size() == 2 ? (Symbol) e.get(0) : ANY_HEAD;
        sz[expressions] = (int) ((LongAtom) e.get(e.size() - 1)).value();
        ht[expressions++] = i + FIRST;
      } else if (key instanceof Symbol symbol) {
        s[names] = symbol;
        st[names++] = i + FIRST;
      } else {
        constants.put(key, i + FIRST);
      }
    }
    heads = java.util.Arrays.copyOf(h, expressions);
    sizes = java.util.Arrays.copyOf(sz, expressions);
    headTargets = java.util.Arrays.copyOf(ht, expressions);
    symbols = java.util.Arrays.copyOf(s, names);
    symbolTargets = java.util.Arrays.copyOf(st, names);
    words = constants.size() <= SCANNED ? wordsOf(constants.keySet()) : null;
    wordTargets = constants.values().stream().mapToInt(Integer::intValue).toArray();
  }

  private static long @Nullable [] wordsOf(Set<Atom> constants) {
    long[] words = constants.stream().mapToLong(Words::of).toArray();
    for (long word : words) {
      if (!Words.isInteger(word) && !Words.isBool(word)) {
        return null;
      }
    }
    return words;
  }

  private static final Symbol ANY_HEAD = Symbol.of("");

  /** The index of the target for an atom; 0 for what may still become any of them. */
  @Override
  public int targetOf(Atom atom) {
    return switch (atom) {
      case Symbol symbol -> targetOfSymbol(symbol);
      case Expression e -> targetOfExpression(e);
      case Variable v -> 0;
      case Grounded g -> constants.getOrDefault(g, OTHER);
    };
  }

  /** The same for a word that is no reference. */
  public int targetOfWord(long word) {
    long[] known = words;
    if (known == null || !Words.isInteger(word) && !Words.isBool(word)) {
      return targetOf(Words.toAtom(word));
    }
    for (int i = 0; i < known.length; i++) {
      if (known[i] == word) {
        return wordTargets[i];
      }
    }
    return OTHER;
  }

  /** The same for a symbol. */
  public int targetOfSymbol(Symbol symbol) {
    for (int i = 0; i < symbols.length; i++) {
      if (symbols[i] == symbol) {
        return symbolTargets[i];
      }
    }
    return OTHER;
  }

  /** The same for an expression. */
  public int targetOfExpression(Expression e) {
    for (int i = 0; i < heads.length; i++) {
      if (e.hasSize(sizes[i])) {
        if (heads[i] == ANY_HEAD || e.hasHead(heads[i])) {
          return headTargets[i];
        }
        if (e.get(0) instanceof Variable v) {
          Atom head = Terms.dereference(v);
          if (head == heads[i]) {
            return headTargets[i];
          }
          if (head instanceof Variable) {
            // An unbound head could become any of them: that is for unification.
            return 0;
          }
        }
      }
    }
    return OTHER;
  }
}
