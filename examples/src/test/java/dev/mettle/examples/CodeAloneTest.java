package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The virtual machine runs whole programs by itself: in a process of its own that runs golden
 * programs with it, no class of the tree-walker's package is initialised.
 */
class CodeAloneTest {

  private static final List<String> TOPICS =
      List.of("recursion", "rules", "nondet", "control", "lists", "search", "arithmetic");

  @TempDir Path directory;

  @Test
  void noClassOfTheTreeWalkerIsInitialised() throws IOException, InterruptedException {
    Path log = directory.resolve("classes.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xlog:class+init=info:file=" + log);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(CodeAlone.class.getName());
    command.addAll(TOPICS);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    try (Stream<String> lines = Files.lines(log)) {
      List<String> initialised = lines.filter(line -> line.contains("nitializ")).toList();
      assertTrue(
          initialised.stream()
              .anyMatch(
                  line ->
                      line.contains("dev/mettle/vm/code/run/VirtualMachine")
                          || line.contains("dev.mettle.vm.code.run.VirtualMachine")),
          "the log does not speak of the virtual machine");
      assertEquals(
          List.of(),
          initialised.stream()
              .filter(
                  line ->
                      line.contains("dev/mettle/vm/tree/") || line.contains("dev.mettle.vm.tree."))
              .toList());
    }
  }
}
