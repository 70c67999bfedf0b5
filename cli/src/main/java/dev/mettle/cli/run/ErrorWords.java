package dev.mettle.cli.run;

import dev.mettle.engine.Engine;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in words what the errors mean that the engine makes of calls. */
public final class ErrorWords {

  private static final Symbol ARROW = Symbol.of("->");
  private static final Symbol WRONG_COUNT = Symbol.of("IncorrectNumberOfArguments");
  private static final Symbol BAD_ARGUMENT = Symbol.of("BadArgType");
  private static final Symbol BAD_TYPE = Symbol.of("BadType");

  private final Engine engine;

  /** About errors of a program that ran in {@code engine}. */
  public ErrorWords(Engine engine) {
    this.engine = engine;
  }

  /** What an error means, if it is one of those that the engine makes of calls. */
  public Optional<String> of(Atom error) {
    if (!(error instanceof Expression e) || e.size() != 3) {
      return Optional.empty();
    }
    Atom subject = e.get(1);
    if (e.get(2) instanceof Expression reason && reason.size() == 3 && reason.get(0) == BAD_TYPE) {
      return Optional.of(
          "%s is of type %s, and %s is wanted there"
              .formatted(
                  TraceText.cut(subject),
                  TraceText.cut(reason.get(2)),
                  TraceText.cut(reason.get(1))));
    }
    if (!(subject instanceof Expression call) || call.size() == 0) {
      return Optional.empty();
    }
    if (e.get(2) == WRONG_COUNT) {
      return Optional.of(
          TraceText.cut(call) + " has " + arguments(call.size() - 1) + wanted(call.get(0)));
    }
    if (e.get(2) instanceof Expression reason
        && reason.size() == 4
        && reason.get(0) == BAD_ARGUMENT) {
      return Optional.of(
          "in %s argument %s is of type %s, and %s wants %s there"
              .formatted(
                  TraceText.cut(call),
                  reason.get(1),
                  TraceText.cut(reason.get(3)),
                  TraceText.cut(call.get(0)),
                  TraceText.cut(reason.get(2))));
    }
    return Optional.empty();
  }

  private String wanted(Atom head) {
    List<String> types = new ArrayList<>();
    for (Atom type : engine.call("get-type", head).atoms()) {
      if (type instanceof Expression arrow && arrow.size() > 1 && arrow.get(0) == ARROW) {
        types.add("%s by its type %s".formatted(arguments(arrow.size() - 2), TraceText.cut(arrow)));
      }
    }
    return types.isEmpty()
        ? ""
        : "; " + TraceText.cut(head) + " wants " + String.join(" or ", types);
  }

  private static String arguments(int count) {
    return count == 1 ? "1 argument" : count + " arguments";
  }
}
