package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.cli.command.MettleCommand;
import dev.mettle.engine.Engine;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.library.BuiltinModules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Pages of the documentation that are made of what they are about; each is up to date. */
class PagesTest {

  private static final Path DOCS = Path.of("..", "docs");

  /** The modules that a program imports by name, and what each is for. */
  private static final Map<String, String> MODULES =
      Map.of(
          "catalog", "Modules that `git-module!` has fetched.",
          "command-line", "What the program was started with.",
          "explain", "How a query would be answered.",
          "fileio", "Reading and writing files.",
          "json", "JSON, and dictionaries.",
          "random", "Random numbers.",
          "skel", "A module to begin one of one's own from.");

  /** Words that stand for a value or a part of something, and are no functions. */
  private static final Map<String, String> VALUES =
      Map.of(
          "&self", "The space of the program or module that the word is written in.",
          "&rng", "The random generator of the program.",
          "@kind", "A part of documentation that says whether a function is documented.",
          "EXP", "The base of natural logarithms.",
          "PI", "The ratio of a circle's circumference to its diameter.");

  private static void assertUpToDate(String page, String text) throws IOException {
    Path file = DOCS.resolve(page);
    if (Boolean.getBoolean("mettle.bless")) {
      Files.writeString(file, text);
    }
    assertEquals(
        text, Files.readString(file), file + " is out of date; -Dmettle.bless=true writes it anew");
  }

  @Test
  void commands() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # The command

            What `mettle --help` and `mettle COMMAND --help` say. [user-guide.md](user-guide.md) says it in
            sentences. This page is made of the commands.
            """);
    CommandLine mettle = MettleCommand.described();
    command(mettle, page);
    mettle.getSubcommands().values().forEach(command -> command(command, page));
    assertUpToDate("cli.md", page.toString());
  }

  private static void command(CommandLine command, StringBuilder page) {
    page.append("\n## ")
        .append(command.getCommandSpec().qualifiedName())
        .append("\n\n```text\n")
        .append(command.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing())
        .append("\n```\n");
  }

  @Test
  void helpFitsATerminal() {
    CommandLine mettle = MettleCommand.described();
    Stream.concat(Stream.of(mettle), mettle.getSubcommands().values().stream())
        .flatMap(command -> command.getUsageMessage(CommandLine.Help.Ansi.OFF).lines())
        .forEach(line -> assertTrue(line.length() <= 80, line));
  }

  /** Every word has documentation, in every module; a function without it fails here. */
  @Test
  void library() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # The library

            All words that programs know, with their types. `!(help! NAME)` prints the same, `:doc NAME` does at the
            prompt. This page is made of the documentation of the functions.

            ## Without an import
            """);
    Engine engine = Engine.create();
    SortedSet<String> known = engine.words();
    words(engine, known, page);
    assertEquals(new TreeSet<>(BuiltinModules.NAMES), new TreeSet<>(MODULES.keySet()));
    for (String module : new TreeSet<>(MODULES.keySet())) {
      page.append("\n## The module ").append(module).append("\n\n").append(MODULES.get(module));
      page.append(" `!(import! &self ").append(module).append(")` brings these words.\n");
      Engine importing = Engine.create();
      importing.run("!(import! &self " + module + ")");
      SortedSet<String> words = new TreeSet<>(importing.words());
      words.removeAll(known);
      assertTrue(!words.isEmpty(), module);
      words(importing, words, page);
    }
    assertUpToDate("library.md", page.toString());
  }

  private static void words(Engine engine, Set<String> words, StringBuilder page) {
    List<String> undocumented = new ArrayList<>();
    for (String word : words) {
      page.append("\n### `").append(word).append("`\n\n");
      List<Atom> found = engine.evaluate("(get-doc " + word + ")").atoms();
      if (VALUES.containsKey(word)) {
        page.append(VALUES.get(word)).append('\n');
      } else if (found.isEmpty()) {
        undocumented.add(word);
      } else {
        documentation(found, page);
      }
    }
    assertEquals(List.of(), undocumented, "without documentation");
  }

  private static void documentation(List<Atom> found, StringBuilder page) {
    for (Atom one : found) {
      page.append("    ").append(written(part(one, "@type").orElseThrow())).append('\n');
    }
    Expression last = (Expression) found.getLast();
    page.append('\n').append(text(part(last, "@desc").orElseThrow())).append('\n');
    part(last, "@params")
        .filter(parameters -> ((Expression) parameters).size() > 0)
        .ifPresent(
            parameters -> {
              page.append('\n');
              for (Atom parameter : ((Expression) parameters).children()) {
                page.append("- ").append(text(part(parameter, "@desc").orElseThrow())).append('\n');
              }
            });
    part(last, "@return")
        .ifPresent(
            result ->
                page.append("\nGives ")
                    .append(text(partOf(last, "@return", "@desc")))
                    .append(".\n"));
  }

  /** The argument of the part with this head. */
  private static Optional<Atom> part(Atom documentation, String head) {
    for (Atom child : ((Expression) documentation).children()) {
      if (child instanceof Expression e && e.size() > 1 && e.get(0) == Symbol.of(head)) {
        return Optional.of(e.get(1));
      }
    }
    return Optional.empty();
  }

  private static Atom partOf(Expression documentation, String outer, String inner) {
    for (Atom child : documentation.children()) {
      if (child instanceof Expression e && e.size() > 1 && e.get(0) == Symbol.of(outer)) {
        return part(e, inner).orElseThrow();
      }
    }
    throw new IllegalStateException(outer + " is missing in " + documentation);
  }

  private static String text(Atom atom) {
    String text = atom instanceof StringAtom string ? string.value() : AtomPrinter.print(atom);
    return text.replace("<", "\\<").replace("*", "\\*").replace("_", "\\_");
  }

  private static String written(Atom type) {
    return AtomPrinter.print(type).replaceAll("#\\d+", "");
  }

  /** The programs, by the first sentence of each. */
  @Test
  void examples() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Examples

            The programs in the directory `examples`, each with its answers in a file beside it. This page is made of
            their first lines.

            """);
    try (Stream<Path> files = Files.list(Path.of(""))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".metta")).sorted().toList()) {
        page.append("- `").append(file).append("`: ").append(summary(file)).append('\n');
      }
    }
    assertUpToDate("examples.md", page.toString());
  }

  private static String summary(Path program) throws IOException {
    String comment =
        String.join(
            " ",
            Files.readAllLines(program).stream()
                .takeWhile(line -> line.startsWith("; "))
                .map(line -> line.substring(2))
                .toList());
    assertTrue(!comment.isEmpty(), program + " does not say what it shows");
    int end = comment.indexOf(". ");
    return end < 0 ? comment : comment.substring(0, end + 1);
  }

  /** The programs of the tutorial run in one engine, and print what stands below each. */
  @Test
  void tutorial() throws IOException {
    List<String> printed = new ArrayList<>();
    Engine engine = Engine.builder().onPrint(printed::add).build();
    Matcher programs =
        Pattern.compile("```metta\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCS.resolve("tutorial.md")));
    int count = 0;
    while (programs.find()) {
      printed.clear();
      engine.run(programs.group(1)).forEach(results -> printed.add(results.toString()));
      String text = String.join("\n", printed) + "\n";
      assertEquals(programs.group(2), text.replaceAll("#\\d+", ""), programs.group(1));
      count++;
    }
    assertTrue(count > 8, count + " programs");
  }
}
