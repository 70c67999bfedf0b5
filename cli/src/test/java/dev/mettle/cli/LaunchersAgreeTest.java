package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.cli.command.MettleCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The launchers for sh and for cmd start the same JVM. {@link LauncherTest} runs the one for the
 * system it is on; so that neither is forgotten when the other changes, their texts are compared.
 */
class LaunchersAgreeTest {

  private static final Path OPTIONS = Path.of("src/main/jvm");

  private static String text(String name) throws IOException {
    return Files.readString(Path.of("../bin", name));
  }

  /** The lines that are no comments. */
  private static String code(String name) throws IOException {
    return text(name)
        .lines()
        .filter(line -> !line.matches("\\s*(#|rem\\b).*"))
        .collect(Collectors.joining("\n"));
  }

  private static Set<String> named(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> optionFiles() throws IOException {
    try (Stream<Path> files = Files.list(OPTIONS)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void bothNameTheSameFilesOptionsAndVariables() throws IOException {
    String sh = code("mettle");
    String cmd = code("mettle.cmd");
    assertEquals(optionFiles(), named("\\w+\\.options", sh));
    assertEquals(optionFiles(), named("\\w+\\.options", cmd));
    for (String pattern :
        List.of("mettle(-\\w+)?\\.aot", "METTLE_\\w+", "-XX:AOTCache", "-D[\\w.]+providers")) {
      assertEquals(named(pattern, sh), named(pattern, cmd), pattern);
    }
    String wanted = "wanted=\\d+";
    assertEquals(named(wanted, sh), named(wanted, cmd));
  }

  /** What is written in a launcher itself is told to no JVM that the other one starts. */
  @Test
  void whatTheJvmIsToldIsInTheFiles() throws IOException {
    for (String name : List.of("mettle", "mettle.cmd")) {
      Set<String> written = named("-X[\\w:+-]*\\w", code(name));
      written.removeIf(option -> option.startsWith("-XX:+Use"));
      written.remove("-XX:AOTCache");
      // The one launcher tries unknown options of METTLE_OPTS, and knows some that need no trial.
      written.removeAll(Set.of("-Xm", "-Xss", "-XX:StartFlightRecording"));
      assertEquals(Set.of(), written, name);
    }
  }

  @Test
  void thisJvmTakesAllOptions() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    for (String file : optionFiles()) {
      command.add("@" + OPTIONS.resolve(file));
    }
    command.add("-version");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.startsWith("openjdk") || said.startsWith("java"), said);
  }

  /** Options may come before the program; then the command is {@code run}, too. */
  @Test
  void cmdKnowsTheOptionsOfRun() throws IOException {
    Set<String> options = new TreeSet<>();
    MettleCommand.described().getSubcommands().get("run").getCommandSpec().options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .forEach(option -> options.addAll(List.of(option.names())));
    options.removeAll(Set.of("-e", "--debug"));
    String list = code("mettle.cmd").replaceFirst("(?s).*for %%o in \\(([^)]*)\\).*", "$1");
    assertEquals(options, new TreeSet<>(List.of(list.split(" ", -1))));
  }

  /** Each label of the script for cmd is called, and each call has a label. */
  @Test
  void nothingIsCalledThatIsNotThere() throws IOException {
    String cmd = code("mettle.cmd");
    assertEquals(named("(?m)(?<=^:)\\w+", cmd), named("(?<=\\bcall :)\\w+", cmd));
    long open = cmd.chars().filter(c -> c == '(').count();
    assertEquals(open, cmd.chars().filter(c -> c == ')').count());
  }
}
