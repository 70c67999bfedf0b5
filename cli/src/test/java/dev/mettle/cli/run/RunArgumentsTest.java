package dev.mettle.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.cli.command.Invocation;
import dev.mettle.cli.console.ConsoleOutput;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.tier.Tier;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code run} is asked for, read without the command-line library. */
class RunArgumentsTest {

  /** Every option of {@code run}, with a value that it takes. */
  private static final Map<String, List<String>> SAMPLES =
      Map.ofEntries(
          Map.entry("-e", List.of("-e", "1")),
          Map.entry("--tier", List.of("--tier=VM")),
          Map.entry("--backend", List.of("--backend", "javassist")),
          Map.entry("--threshold", List.of("--threshold=0")),
          Map.entry("--stats", List.of("--stats")),
          Map.entry("--stream", List.of("--stream")),
          Map.entry("--allow-dir", List.of("--allow-dir=.")),
          Map.entry("--debug", List.of("--debug")),
          Map.entry("--allow-all", List.of("--allow-all")),
          Map.entry("-I", List.of("-I", ".")),
          Map.entry("--include", List.of("--include=.")),
          Map.entry("--max-steps", List.of("--max-steps", "12")),
          Map.entry("--timeout", List.of("--timeout=0.5")));

  private static final Set<String> LEFT_TO_THE_LIBRARY = Set.of("-h", "--help", "-V", "--version");

  private static Optional<RunRequest> parse(String... arguments) {
    return RunArguments.parse(arguments);
  }

  @Test
  void allThatTheHelpNamesIsRead() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ConsoleOutput output = new ConsoleOutput(printed);
    Invocation.execute(new String[] {"run", "--help"}, output);
    output.flush();
    String help = printed.toString(StandardCharsets.UTF_8);
    Set<String> named = new TreeSet<>();
    Pattern.compile("(?m)^ {2,6}(-\\w)?(?:, )?(--[\\w-]+)?")
        .matcher(help.substring(help.indexOf("\n\n"), help.indexOf("Examples:")))
        .results()
        .forEach(
            match -> {
              Optional.ofNullable(match.group(1)).ifPresent(named::add);
              Optional.ofNullable(match.group(2)).ifPresent(named::add);
            });
    named.removeAll(LEFT_TO_THE_LIBRARY);
    assertEquals(new TreeSet<>(SAMPLES.keySet()), named, help);
    SAMPLES.forEach(
        (option, sample) -> {
          List<String> arguments = new java.util.ArrayList<>(sample);
          arguments.add("p.metta");
          assertTrue(parse(arguments.toArray(String[]::new)).isPresent(), option);
          arguments.addFirst("run");
          assertTrue(parse(arguments.toArray(String[]::new)).isPresent(), option);
        });
    assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
  }

  @Test
  void optionsMeanWhatTheySay() {
    RunRequest request =
        parse(
                "run",
                "--tier=vm",
                "-e",
                "(main)",
                "--max-steps=12",
                "--timeout",
                "0.5",
                "-I",
                ".",
                "p.metta",
                "--allow-all",
                "--stats",
                "--",
                "-x",
                "--")
            .orElseThrow();
    assertEquals(
        List.of(new Source.ProgramFile(Path.of("p.metta")), new Source.Inline("(main)")),
        request.sources());
    assertEquals(Tier.VM, request.tier());
    assertEquals(new RunLimits(12, Duration.ofMillis(500)), request.limits());
    assertEquals(new FileOptions(List.of(), true, List.of(Path.of("."))), request.files());
    assertTrue(request.statistics());
    assertEquals(List.of("-x", "--"), request.arguments());
  }

  @Test
  void backendAndThresholdAreForTheTierThatCompiles() {
    assertEquals(
        new CompileOptions(Optional.of("javassist"), OptionalInt.of(5)),
        parse("run", "--backend=javassist", "--threshold", "5", "p.metta")
            .orElseThrow()
            .compilation());
    assertEquals(
        new CompileOptions(Optional.empty(), OptionalInt.empty()),
        parse("p.metta", "--tier=vm").orElseThrow().compilation());
  }

  @Test
  void programsNeedNoCommand() {
    assertEquals(parse("run", "p.metta"), parse("p.metta"));
    assertEquals(parse("run", "-e", "1"), parse("-e", "1"));
    assertEquals(parse("run", "./p", "--tier=tree"), parse("./p", "--tier=tree"));
    assertEquals(parse("run", "--tier=vm", "a.metta"), parse("--tier=vm", "a.metta"));
    assertEquals(parse("run", "-I", ".", "-e", "1"), parse("-I", ".", "-e", "1"));
    assertEquals(
        parse("run", "--stream", "--max-steps", "5", "./a"),
        parse("--stream", "--max-steps", "5", "./a"));
    assertTrue(parse("--debug", "test", "a.metta").isEmpty());
    assertTrue(parse("--tier", "vm", "test", "a.metta").isEmpty());
    assertTrue(parse("--help", "a.metta").isEmpty());
    assertTrue(parse("--tier=vm").isEmpty());
    assertTrue(parse("run").isPresent());
    assertTrue(parse("backends").isEmpty());
    assertTrue(parse("--version").isEmpty());
    assertTrue(parse().isEmpty());
  }

  @Test
  void whatIsNotRightIsLeftToTheLibrary() {
    List<List<String>> wrong =
        List.of(
            List.of("--help"),
            List.of("--frob"),
            List.of("--tier=fast"),
            List.of("--tier"),
            List.of("--tier=vm", "--backend=javassist"),
            List.of("--tier=tree", "--threshold=0"),
            List.of("--threshold=-1"),
            List.of("--threshold=soon"),
            List.of("--stats=1"),
            List.of("-I", "no-such-directory"),
            List.of("--allow-dir=no-such-directory"),
            List.of("--max-steps=0"),
            List.of("--max-steps=many"),
            List.of("--timeout=NaN"),
            List.of("-e"));
    for (List<String> arguments : wrong) {
      List<String> all = new java.util.ArrayList<>(List.of("run", "p.metta"));
      all.addAll(arguments);
      assertTrue(parse(all.toArray(String[]::new)).isEmpty(), arguments::toString);
    }
  }
}
