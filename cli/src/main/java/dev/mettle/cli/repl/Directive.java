package dev.mettle.cli.repl;

import java.util.Arrays;
import java.util.Optional;

/** What can be asked for at the prompt besides evaluation; each is a word behind a colon. */
enum Directive {
  HELP("", "this list"),
  TYPE("EXPR", "the types of an expression"),
  DOC("NAME", "the documentation of a word"),
  WHY("EXPR", "why a call in the result is given back as it stands"),
  TIME("[EXPR]", "how long it takes; alone, all times are said, or no more"),
  LOAD("FILE", "run a program"),
  ADD("ATOM", "add an atom that would be evaluated otherwise"),
  STATS("", "what ran on which tier so far"),
  TIER("[TIER]", "the tier; with a name, go on there with the program's atoms"),
  BACKEND("[NAME]", "the backends; with a name, compile with that one"),
  DISASM("[NAME]", "the code of the program, or of one function"),
  RESET("", "begin anew, with the files that were named at the start"),
  QUIT("", "end; so does Ctrl-D");

  private final String argument;
  private final String meaning;

  Directive(String argument, String meaning) {
    this.argument = argument;
    this.meaning = meaning;
  }

  /** The word as it is typed. */
  String word() {
    return ":" + name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Whether it asks for nothing without an argument. */
  boolean needsArgument() {
    return !argument.isEmpty() && !argument.startsWith("[");
  }

  /** How it is typed. */
  String usage() {
    return (word() + " " + argument).strip();
  }

  /** A line about it. */
  String help() {
    return "  %-16s %s".formatted(usage(), meaning);
  }

  /** The one that the word stands for, which may be cut short where that leaves no doubt. */
  static Optional<Directive> of(String word) {
    Optional<Directive> exact =
        Arrays.stream(values()).filter(d -> d.word().equals(word)).findFirst();
    if (exact.isPresent()) {
      return exact;
    }
    var matching = Arrays.stream(values()).filter(d -> d.word().startsWith(word)).toList();
    return matching.size() == 1 ? Optional.of(matching.getFirst()) : Optional.empty();
  }
}
