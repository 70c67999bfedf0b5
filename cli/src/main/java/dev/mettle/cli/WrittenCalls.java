package dev.mettle.cli;

import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.TokenSpan;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where calls are written in the rules of programs. Nothing is noted while a program runs, so it
 * costs nothing; a call that failed is looked for in the texts afterwards. Where it can come from
 * several places, all of them are told.
 */
final class WrittenCalls {

  /** How many callers above a call are followed. */
  private static final int MOST_CALLERS = 8;

  private static final String EVALUATE = "!";
  private static final String RULE = "=";

  /**
   * A call as it is written.
   *
   * @param place where its bracket is
   * @param function the function whose rule it stands in; empty where it stands in no rule
   * @param arguments what each argument is written as; null for expressions, which may come to
   *     anything
   */
  record Written(SourcePosition place, String function, List<@Nullable String> arguments) {
    private boolean fits(Expression call) {
      if (arguments.size() != call.size() - 1) {
        return false;
      }
      for (int i = 0; i < arguments.size(); i++) {
        String argument = arguments.get(i);
        if (argument != null && !argument.equals(AtomPrinter.print(call.get(i + 1)))) {
          return false;
        }
      }
      return true;
    }
  }

  /** An expression whose bracket has not been closed yet. */
  private static final class Open {
    final int offset;
    final List<@Nullable String> children = new ArrayList<>();
    @Nullable String head;
    int count;

    Open(int offset) {
      this.offset = offset;
    }

    void add(@Nullable String word, @Nullable String constant) {
      if (count++ == 0) {
        head = word;
      } else {
        children.add(constant);
      }
    }
  }

  private final Map<String, List<Written>> byHead = new HashMap<>();

  WrittenCalls(List<SourceText> texts) {
    texts.forEach(this::add);
  }

  private void add(SourceText text) {
    Deque<Open> open = new ArrayDeque<>();
    String function = "";
    boolean evaluated = false;
    for (TokenSpan span : TokenSpan.of(text.text())) {
      String token = text.text().substring(span.start(), span.end());
      Open around = open.peek();
      switch (span.kind()) {
        case BRACKET -> {
          if (token.equals("(")) {
            open.push(new Open(span.start()));
          } else if (around != null) {
            open.pop();
            Open outer = open.peek();
            if (isLeftSide(open)) {
              function = around.head == null ? "" : around.head;
            } else if (evaluated || isInRule(open)) {
              note(text, around, function);
            }
            if (outer == null) {
              function = "";
              evaluated = false;
            } else {
              outer.add(null, null);
            }
          }
        }
        case WORD -> {
          if (around == null) {
            evaluated = token.equals(EVALUATE);
          } else {
            around.add(token, null);
          }
        }
        case NUMBER, STRING -> {
          if (around != null) {
            around.add(null, token);
          }
        }
        case VARIABLE -> {
          if (around != null) {
            around.add(null, null);
          }
        }
        case COMMENT, MISTAKE -> {}
      }
    }
  }

  private static boolean isInRule(Deque<Open> around) {
    Open outermost = around.peekLast();
    return outermost != null && RULE.equals(outermost.head);
  }

  /** Whether what stands in these brackets is the left side of a rule. */
  private static boolean isLeftSide(Deque<Open> around) {
    return around.size() == 1 && isInRule(around) && around.getFirst().count == 1;
  }

  private void note(SourceText text, Open call, String function) {
    if (call.head != null) {
      byHead
          .computeIfAbsent(call.head, head -> new ArrayList<>())
          .add(new Written(text.position(call.offset), function, call.children));
    }
  }

  /** Where a call that was made may be written. */
  List<Written> of(Expression call) {
    Atom head = call.get(0);
    return byHead.getOrDefault(AtomPrinter.print(head), List.of()).stream()
        .filter(written -> written.fits(call))
        .toList();
  }

  /**
   * The calls that lead to a place in a rule, the nearest first, as far as there is only one place
   * that each can come from. Calls of a function in its own rules are left out.
   */
  List<Written> callersOf(Written call) {
    List<Written> callers = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Written at = call;
    while (callers.size() < MOST_CALLERS && !at.function().isEmpty() && seen.add(at.function())) {
      String function = at.function();
      List<Written> found =
          byHead.getOrDefault(function, List.of()).stream()
              .filter(caller -> !caller.function().equals(function))
              .toList();
      if (found.size() != 1) {
        break;
      }
      at = found.getFirst();
      callers.add(at);
    }
    return callers;
  }
}
