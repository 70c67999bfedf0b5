package dev.mettle.cli.run;

import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.frontend.read.TokenSpan;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.place.RulePlace;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where calls are written in the rules of programs. The engine notes the rules that led to an
 * error; the text tells which of their calls it was, if it can only have been one.
 */
final class WrittenCalls {

  private static final String EVALUATE = "!";
  private static final String RULE = "=";

  /**
   * A call in a rule, or behind a {@code !}.
   *
   * @param head its head
   * @param place where it is
   */
  record Call(String head, SourcePosition place) {}

  /**
   * A call as it is written.
   *
   * @param function the function whose rule it stands in; empty for none
   * @param head its head
   * @param place where its bracket is
   * @param rule where the bracket of the rule is that it stands in; that of the call itself where
   *     it stands in no rule
   * @param arguments what each argument is written as; null for expressions, which may come to
   *     anything
   */
  private record Written(
      String function,
      String head,
      SourcePosition place,
      SourcePosition rule,
      List<@Nullable String> arguments) {

    boolean isIn(RulePlace other) {
      return rule.line() == other.line() && rule.column() == other.column();
    }

    boolean fits(Expression call) {
      if (!head.equals(AtomPrinter.print(call.get(0))) || arguments.size() != call.size() - 1) {
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

    /** The head of the first expression in it: for a rule, what it is a rule of. */
    String function = "";

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

  private final Map<String, SourceText> texts = new HashMap<>();
  private final Map<String, List<Written>> bySource = new HashMap<>();

  WrittenCalls(List<SourceText> known) {
    known.forEach(text -> texts.put(text.name(), text));
  }

  /** The calls in a text; none if it cannot be read any more. */
  private List<Written> callsOf(String source) {
    return bySource.computeIfAbsent(
        source,
        name -> {
          SourceText text = texts.get(name);
          if (text == null) {
            try {
              text = new Source.ProgramFile(Path.of(name)).text();
            } catch (IOException | SyntaxException | InvalidPathException e) {
              return List.of();
            }
          }
          List<Written> found = new ArrayList<>();
          add(text, found);
          return found;
        });
  }

  private static void add(SourceText text, List<Written> found) {
    Deque<Open> open = new ArrayDeque<>();
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
            if (around.head != null && isLeftSide(open)) {
              open.getLast().function = around.head;
            } else if (around.head != null && (evaluated || isInRule(open))) {
              int rule = outer == null ? around.offset : open.getLast().offset;
              found.add(
                  new Written(
                      outer == null ? "" : open.getLast().function,
                      around.head,
                      text.position(around.offset),
                      text.position(rule),
                      around.children));
            }
            if (outer == null) {
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

  /** Where in a rule a call is written that was made; empty if it can be at several places. */
  Optional<SourcePosition> of(Expression call, RulePlace rule) {
    return only(rule, written -> written.fits(call));
  }

  /** Where in a rule an expression with that head is written; empty if there are several. */
  Optional<SourcePosition> of(String head, RulePlace rule) {
    return only(rule, written -> written.head().equals(head));
  }

  /** What is called behind a {@code !}. */
  List<Call> behind(SourcePosition goal) {
    return in(new RulePlace("", goal.source().name(), goal.line(), goal.column()));
  }

  /** Where behind a {@code !} an atom stands as it is printed; empty if not once. */
  Optional<SourcePosition> given(Atom atom, SourcePosition goal) {
    String printed = AtomPrinter.print(atom);
    List<SourcePosition> found =
        behind(goal).stream()
            .map(Call::place)
            .filter(place -> place.source().text().startsWith(printed, place.offset()))
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** What is called in a rule. */
  List<Call> in(RulePlace rule) {
    return callsOf(rule.source()).stream()
        .filter(written -> written.isIn(rule))
        .map(written -> new Call(written.head(), written.place()))
        .toList();
  }

  /** Which functions the rules of each function call, as far as the texts are known. */
  CallGraph graph() {
    List.copyOf(texts.keySet()).forEach(this::callsOf);
    CallGraph graph = new CallGraph();
    for (List<Written> calls : bySource.values()) {
      calls.forEach(call -> graph.add(call.function(), call.head()));
    }
    return graph;
  }

  private Optional<SourcePosition> only(RulePlace rule, Predicate<Written> fits) {
    List<Written> found =
        callsOf(rule.source()).stream()
            .filter(written -> written.isIn(rule) && fits.test(written))
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst().place()) : Optional.empty();
  }
}
