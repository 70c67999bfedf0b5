package dev.mettle.cli;

import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.vm.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says where a program has ended with an error, and in words what the error atom means. */
final class ErrorEnding {

  private static final int WIDTH = 60;
  private static final Symbol ARROW = Symbol.of("->");
  private static final Symbol WRONG_COUNT = Symbol.of("IncorrectNumberOfArguments");
  private static final Symbol BAD_ARGUMENT = Symbol.of("BadArgType");
  private static final Symbol BAD_TYPE = Symbol.of("BadType");

  /** How many places of a call are told. */
  private static final int MOST_PLACES = 3;

  private final Engine engine;
  private final WrittenCalls calls;

  /**
   * About a program that ran in {@code engine}.
   *
   * @param texts its texts, as far as they are known
   */
  ErrorEnding(Engine engine, List<SourceText> texts) {
    this.engine = engine;
    this.calls = new WrittenCalls(texts);
  }

  /**
   * The lines to show.
   *
   * @param place where the {@code !} is, unless the error came from an atom that was not added
   * @param errors its results
   */
  List<String> describe(Optional<SourcePosition> place, List<Atom> errors) {
    List<String> lines = new ArrayList<>();
    place.ifPresent(
        position ->
            lines.add(
                position
                    + ": the program ended here with an error"
                    + (somethingFollows(position) ? "; what follows was not run" : "")));
    for (Atom error : errors) {
      inWords(error).ifPresent(words -> lines.add("  " + words));
      origin(error, lines);
    }
    return lines;
  }

  /**
   * Says which rule made the call that failed, and what called that; a call in {@code !} says it
   * itself.
   */
  private void origin(Atom error, List<String> lines) {
    if (!(error instanceof Expression e)
        || e.size() < 2
        || !(e.get(1) instanceof Expression call)
        || call.size() == 0) {
      return;
    }
    List<WrittenCalls.Written> places = calls.of(call);
    if (places.isEmpty() || places.stream().anyMatch(place -> place.function().isEmpty())) {
      return;
    }
    StringBuilder line = new StringBuilder("  ");
    line.append(cut(call))
        .append(places.size() == 1 ? " was called at " : " was called at one of ");
    for (int i = 0; i < Math.min(places.size(), MOST_PLACES); i++) {
      line.append(i == 0 ? "" : "; ").append(described(places.get(i)));
    }
    if (places.size() > MOST_PLACES) {
      line.append("; and ").append(places.size() - MOST_PLACES).append(" more places");
    }
    lines.add(line.toString());
    if (places.size() == 1) {
      for (WrittenCalls.Written caller : calls.callersOf(places.getFirst())) {
        lines.add("    called at " + described(caller));
      }
    }
  }

  private static String described(WrittenCalls.Written call) {
    return call.place() + (call.function().isEmpty() ? "" : ", in a rule of " + call.function());
  }

  /** Whether the text goes on behind the atom at a place. */
  private static boolean somethingFollows(SourcePosition place) {
    String rest = place.source().text().substring(place.offset());
    AtomReader reader = new AtomReader(new SourceText("", rest), Tokenizer.empty());
    try {
      Optional<Atom> goal = reader.read();
      return goal.isPresent() && reader.read().isPresent();
    } catch (SyntaxException e) {
      return true;
    }
  }

  private Optional<String> inWords(Atom error) {
    if (!(error instanceof Expression e)
        || e.size() != 3
        || !(e.get(1) instanceof Expression call)
        || call.size() == 0) {
      return Optional.empty();
    }
    String head = cut(call.get(0));
    if (e.get(2) == WRONG_COUNT) {
      return Optional.of(cut(call) + " has " + arguments(call.size() - 1) + wanted(call.get(0)));
    }
    if (!(e.get(2) instanceof Expression reason)) {
      return Optional.empty();
    }
    if (reason.size() == 4 && reason.get(0) == BAD_ARGUMENT) {
      return Optional.of(
          "in %s argument %s is of type %s, and %s wants %s there"
              .formatted(cut(call), reason.get(1), cut(reason.get(3)), head, cut(reason.get(2))));
    }
    if (reason.size() == 3 && reason.get(0) == BAD_TYPE) {
      return Optional.of(
          "%s is of type %s, and %s is wanted there"
              .formatted(cut(call), cut(reason.get(2)), cut(reason.get(1))));
    }
    return Optional.empty();
  }

  private String wanted(Atom head) {
    List<String> types = new ArrayList<>();
    for (Atom type : engine.call("get-type", head).atoms()) {
      if (type instanceof Expression arrow && arrow.size() > 1 && arrow.get(0) == ARROW) {
        types.add("%s by its type %s".formatted(arguments(arrow.size() - 2), cut(arrow)));
      }
    }
    return types.isEmpty() ? "" : "; " + cut(head) + " wants " + String.join(" or ", types);
  }

  private static String arguments(int count) {
    return count == 1 ? "1 argument" : count + " arguments";
  }

  private static String cut(Atom atom) {
    String text = AtomPrinter.print(atom);
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 3) + "...";
  }
}
