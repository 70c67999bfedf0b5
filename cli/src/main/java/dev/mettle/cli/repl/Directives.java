package dev.mettle.cli.repl;

import dev.mettle.cli.inspect.BackendListing;
import dev.mettle.cli.inspect.Disassembler;
import dev.mettle.cli.run.Source;
import dev.mettle.cli.why.Explanation;
import dev.mettle.cli.why.RulePlaceTable;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.tier.BackendCatalog;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.UnknownBackendException;
import java.util.List;
import java.util.Optional;

/** Does what directives ask for. */
final class Directives {

  private final Session session;
  private final Disassembler disassembler;

  Directives(Session session, Disassembler disassembler) {
    this.session = session;
    this.disassembler = disassembler;
  }

  /** Whether a line is a directive, or is meant to be one. */
  static boolean isDirective(String line) {
    return line.stripLeading().startsWith(":")
        && !line.stripLeading().startsWith(": ")
        && !line.strip().equals(":");
  }

  /** Does what a line asks for; false if the session ends. */
  boolean run(String line) {
    String[] parts = line.strip().split("\\s+", 2);
    String argument = parts.length > 1 ? parts[1].strip() : "";
    Optional<Directive> directive = Directive.of(parts[0]);
    if (directive.isEmpty()) {
      session.say("; " + parts[0] + " means nothing here; :help lists what does");
      return true;
    }
    if (argument.isEmpty() && directive.get().needsArgument()) {
      session.say("; it is " + directive.get().usage());
      return true;
    }
    return run(directive.get(), argument);
  }

  private boolean run(Directive directive, String argument) {
    switch (directive) {
      case HELP -> help();
      case TYPE -> expression(argument).ifPresent(e -> session.evaluate("(get-type " + e + ")"));
      case DOC -> session.evaluate("(help! " + argument + ")");
      case WHY -> why(argument);
      case TIME -> time(argument);
      case LOAD -> session.load(Source.named(argument));
      case ADD -> add(argument);
      case STATS -> session.engine().statistics().lines().forEach(session::say);
      case TIER -> tier(argument);
      case BACKEND -> backend(argument);
      case DISASM -> disasm(argument);
      case RESET -> session.reset();
      case QUIT -> {
        return false;
      }
    }
    return true;
  }

  private void help() {
    session.say("Expressions are evaluated; rules (= ..), types (: ..) and what holds a ! or more");
    session.say("than one atom run as a program does. Open brackets continue on the next line.");
    for (Directive directive : Directive.values()) {
      session.say(directive.help());
    }
  }

  /** The one expression that an argument has to be, without a mark; says what it is otherwise. */
  private Optional<String> expression(String argument) {
    String unmarked = argument.startsWith("!") ? argument.substring(1).strip() : argument;
    try {
      int atoms = session.engine().parseAll(unmarked).size();
      if (atoms == 1) {
        return Optional.of(unmarked);
      }
      session.say("; one expression is wanted here, and that is " + atoms);
    } catch (SyntaxException e) {
      session.say("; " + e.description());
    }
    return Optional.empty();
  }

  private void time(String argument) {
    if (argument.isEmpty()) {
      session.say(session.toggleTimes() ? "; times are said" : "; times are not said any more");
    } else {
      expression(argument).ifPresent(session::evaluateTimed);
    }
  }

  private void why(String argument) {
    expression(argument).ifPresent(this::explain);
  }

  private void explain(String expression) {
    Engine engine = session.engine();
    try {
      Explanation.of(engine, new RulePlaceTable(List.of()), engine.parse(expression))
          .forEach(session::say);
    } catch (RunStoppedException e) {
      session.say("; " + e.getMessage());
    }
  }

  private void add(String atom) {
    try {
      session.engine().space().add(atom);
    } catch (SyntaxException e) {
      session.say("; " + e.description());
    }
  }

  private void tier(String name) {
    if (name.isEmpty()) {
      session.say("; " + session.tier());
      return;
    }
    Tier.of(name)
        .ifPresentOrElse(
            tier -> {
              session.useTier(tier);
              session.say("; " + tier + "; words that were bound stand for themselves again");
            },
            () -> session.say("; '" + name + "' is no tier; there are " + Tier.names()));
  }

  private void backend(String name) {
    if (name.isEmpty()) {
      BackendListing.of(BackendCatalog.discover()).forEach(session::say);
      return;
    }
    try {
      session.engine().useBackend(name);
      session.say("; " + name);
    } catch (UnknownBackendException | IllegalStateException e) {
      session.say("; " + e.getMessage());
    }
  }

  private void disasm(String name) {
    try {
      disassembler.print(new SourceText("repl", session.text()), name);
    } catch (SyntaxException e) {
      session.say("; " + e.description());
    }
  }
}
