package dev.mettle.engine;

import dev.mettle.engine.module.Module;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.Candidates;
import java.util.SortedSet;
import java.util.TreeSet;

/** The words that mean something in a module. */
final class KnownWords {

  private static final Symbol DOC = Symbol.of("@doc");

  private KnownWords() {}

  static SortedSet<String> of(Module module) {
    SortedSet<String> words = new TreeSet<>(module.tokenizer().words());
    for (AtomSpace space : module.view().sources()) {
      for (Candidates all = space.all(); all.hasNext(); ) {
        if (all.next() instanceof Expression e && e.size() > 1 && isAboutAWord(e.get(0))) {
          add(e.get(1), words);
        }
      }
    }
    words.removeIf(word -> word.startsWith("_"));
    return words;
  }

  private static boolean isAboutAWord(Atom head) {
    return head == Symbols.EQUALS || head == Symbols.COLON || head == DOC;
  }

  private static void add(Atom subject, SortedSet<String> words) {
    Atom named = subject instanceof Expression call && call.size() > 0 ? call.get(0) : subject;
    if (named instanceof Symbol word) {
      words.add(word.name());
    }
  }
}
