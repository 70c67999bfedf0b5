package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mettle.cli.LauncherTree.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The launcher for cmd of Windows. It builds nothing. */
record CmdLauncher() implements Launcher {

  @Override
  public String file() {
    return "mettle.cmd";
  }

  @Override
  public void write(Path script, String text) throws IOException {
    Files.writeString(script, text);
  }

  @Override
  public List<String> command(Path script) {
    // The system has cmd.exe run it, and Java puts the quotes that cmd.exe wants.
    return List.of(script.toString());
  }

  @Override
  public Path java(Path home) {
    return home.resolve("bin").resolve("java.exe");
  }

  @Override
  public Stream<DynamicTest> own(Path directory) {
    return Stream.of(
        dynamicTest(
            "the first argument chooses the cache",
            () -> firstArgument(new LauncherTree(this, directory.resolve("a")))),
        dynamicTest(
            "it says how a tree of sources is built",
            () -> sources(new LauncherTree(this, directory.resolve("b")))));
  }

  private static void firstArgument(LauncherTree tree) throws IOException, InterruptedException {
    tree.installed("x.jar");
    for (String first : List.of("run", "RUN", "p.metta", "--tier=vm", "-I")) {
      Ending ending = tree.run(Map.of(), first, "p.metta", "-e", "1");
      assertTrue(ending.text().contains("mettle-run.aot"), ending::toString);
    }
  }

  private static void sources(LauncherTree tree) throws IOException, InterruptedException {
    Files.createDirectories(tree.home().resolve("cli"));
    Files.writeString(tree.home().resolve("cli/pom.xml"), "");
    Ending ending = tree.run(Map.of(), "run");
    assertEquals(2, ending.status(), ending::toString);
    assertTrue(ending.text().startsWith("mettle: Mettle has to be built first: mvnw "));
  }
}
