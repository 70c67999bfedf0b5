package dev.mettle.frontend.read;

import dev.mettle.frontend.read.TokenPattern.Boundary;
import dev.mettle.frontend.read.TokenPattern.Choice;
import dev.mettle.frontend.read.TokenPattern.One;
import dev.mettle.frontend.read.TokenPattern.Place;
import dev.mettle.frontend.read.TokenPattern.Repeat;
import dev.mettle.frontend.read.TokenPattern.Sequence;
import dev.mettle.ir.atom.Interruption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Matches words against a pattern in time linear in the word. All ways to match are followed side
 * by side, in the order of preference, so that a backtracking matcher would find the same match.
 */
final class TokenMatcher {

  /** The reference limits the compiled size, too; this allows for a few more expressions. */
  private static final int MAX_STEPS = 200_000;

  private sealed interface Step {}

  private record Take(IntPredicate set) implements Step {}

  private record Check(Boundary boundary) implements Step {}

  private record Jump(int to) implements Step {}

  /** Goes on at both steps, the first one preferred. */
  private record Split(int first, int second) implements Step {}

  private record Done() implements Step {}

  private final List<Step> steps = new ArrayList<>();

  /** The matcher of {@code token}. */
  TokenMatcher(String token) throws TokenPatternException {
    TokenPattern pattern = TokenPatternParser.parse(token);
    if (size(pattern) > MAX_STEPS) {
      throw TokenPatternException.tooLarge(token);
    }
    emit(pattern);
    steps.add(new Done());
  }

  private static long size(TokenPattern pattern) {
    return switch (pattern) {
      case One one -> 1;
      case Place place -> 1;
      case Sequence sequence -> sum(sequence.parts());
      case Choice choice -> sum(choice.branches()) + 2L * choice.branches().size();
      case Repeat repeat -> {
        long copies = Math.max(repeat.least(), repeat.most()) + 1L;
        // Saturates: repetitions of repetitions can multiply beyond all bounds.
        yield Math.min(MAX_STEPS + 1L, copies * (size(repeat.body()) + 1));
      }
    };
  }

  private static long sum(List<TokenPattern> patterns) {
    return patterns.stream().mapToLong(TokenMatcher::size).sum();
  }

  private void emit(TokenPattern pattern) {
    switch (pattern) {
      case One one -> steps.add(new Take(one.set()));
      case Place place -> steps.add(new Check(place.boundary()));
      case Sequence sequence -> sequence.parts().forEach(this::emit);
      case Choice choice -> emitChoice(choice.branches());
      case Repeat repeat -> emitRepeat(repeat);
    }
  }

  private void emitChoice(List<TokenPattern> branches) {
    List<Integer> exits = new ArrayList<>();
    for (TokenPattern branch : branches.subList(0, branches.size() - 1)) {
      int split = reserve();
      emit(branch);
      exits.add(reserve());
      steps.set(split, new Split(split + 1, steps.size()));
    }
    emit(branches.getLast());
    exits.forEach(exit -> steps.set(exit, new Jump(steps.size())));
  }

  private void emitRepeat(Repeat repeat) {
    for (int i = 0; i < repeat.least(); i++) {
      emit(repeat.body());
    }
    if (repeat.most() == TokenPattern.UNLIMITED) {
      int loop = reserve();
      emit(repeat.body());
      steps.add(new Jump(loop));
      steps.set(loop, split(loop + 1, steps.size(), repeat.greedy()));
      return;
    }
    List<Integer> splits = new ArrayList<>();
    for (int i = repeat.least(); i < repeat.most(); i++) {
      splits.add(reserve());
      emit(repeat.body());
    }
    splits.forEach(at -> steps.set(at, split(at + 1, steps.size(), repeat.greedy())));
  }

  /** Keeps a place for a step whose targets are not known yet. */
  private int reserve() {
    steps.add(new Done());
    return steps.size() - 1;
  }

  private static Split split(int more, int enough, boolean greedy) {
    return greedy ? new Split(more, enough) : new Split(enough, more);
  }

  /** Whether the leftmost and most preferred match in {@code word} is the whole of it. */
  boolean matches(String word) {
    int[] text = word.codePoints().toArray();
    Run run = new Run(text);
    int matched = run.follow(0, 0) ? 0 : -1;
    for (int at = 0; at < text.length && run.advance(); at++) {
      Interruption.check(at);
      if (run.take(at)) {
        matched = at + 1;
      }
    }
    return matched == text.length;
  }

  /** The ways to match that are left at some place of a text, the preferred ones first. */
  private final class Run {
    private final int[] text;
    private final BitSet seen = new BitSet(steps.size());
    private final Deque<Integer> pending = new ArrayDeque<>();
    private int[] current = new int[steps.size()];
    private int[] next = new int[steps.size()];
    private int currentSize;
    private int nextSize;

    Run(int[] text) {
      this.text = text;
    }

    /** Goes on with the ways found last; false if there is none. */
    boolean advance() {
      int[] swap = current;
      current = next;
      next = swap;
      currentSize = nextSize;
      nextSize = 0;
      seen.clear();
      return currentSize > 0;
    }

    /** Takes the character at {@code at} in every way; true if one of them is then complete. */
    boolean take(int at) {
      for (int i = 0; i < currentSize; i++) {
        int step = current[i];
        if (steps.get(step) instanceof Take take
            && take.set().test(text[at])
            && follow(step + 1, at + 1)) {
          // Those that are less preferred than a complete one are out.
          return true;
        }
      }
      return false;
    }

    /** Collects the steps that take a character, up to where the pattern is complete. */
    boolean follow(int from, int at) {
      pending.clear();
      pending.push(from);
      while (!pending.isEmpty()) {
        int step = pending.pop();
        if (seen.get(step)) {
          continue;
        }
        seen.set(step);
        switch (steps.get(step)) {
          case Take take -> next[nextSize++] = step;
          case Check check -> {
            if (holds(check.boundary(), text, at)) {
              pending.push(step + 1);
            }
          }
          case Jump jump -> pending.push(jump.to());
          case Split split -> {
            pending.push(split.second());
            pending.push(split.first());
          }
          case Done done -> {
            return true;
          }
        }
      }
      return false;
    }
  }

  private static boolean holds(Boundary boundary, int[] text, int at) {
    boolean before = at > 0 && TokenEscape.isWord(text[at - 1]);
    boolean after = at < text.length && TokenEscape.isWord(text[at]);
    return switch (boundary) {
      case TEXT_START -> at == 0;
      case TEXT_END -> at == text.length;
      case WORD -> before != after;
      case NOT_WORD -> before == after;
      case WORD_START -> !before && after;
      case WORD_END -> before && !after;
      case WORD_START_HALF -> !before;
      case WORD_END_HALF -> !after;
    };
  }
}
