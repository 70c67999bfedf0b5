package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.cli.LauncherTree.Ending;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher for the system that the test runs on: what it starts, and what it refuses before it
 * does. What one of the launchers alone does is tested where that one is.
 */
@Timeout(60)
class LauncherTest {

  private static final int RELEASE = Runtime.version().feature();

  @TempDir Path directory;

  private LauncherTree tree() throws IOException {
    return new LauncherTree(Launcher.ofThisSystem(), directory.resolve("a tree"));
  }

  @TestFactory
  Stream<DynamicTest> whatThisLauncherAloneDoes() {
    return Launcher.ofThisSystem().own(directory);
  }

  @Test
  void theCommandGetsItsJarsAndArgumentsAndGivesItsStatus() throws Exception {
    LauncherTree tree = tree().installed("x.jar", "y.jar");
    Ending ending = tree.run(Map.of(), "-e", "!(+ 1 2)", "a;b", "x=y");
    assertEquals(0, ending.status(), ending::toString);
    assertTrue(ending.text().contains("jar x.jar\njar y.jar\n"), ending::toString);
    assertTrue(ending.text().contains("arguments -e|!(+ 1 2)|a;b|x=y\n"), ending::toString);
    assertEquals(7, tree.run(Map.of(), "run", "fail").status());
  }

  @Test
  void anOptionThatTheJvmDoesNotTakeIsWrongUsage() throws Exception {
    LauncherTree tree = tree().installed("x.jar");
    for (String bad : List.of("-Xmx64m -XX:MaxHeapFreeRatio=200", "-Xms4g -Xmx1g")) {
      Ending ending = tree.run(Map.of("METTLE_OPTS", bad), "run");
      assertEquals(2, ending.status(), ending::toString);
      assertTrue(
          ending.text().contains("mettle: the JVM does not take the options in METTLE_OPTS"),
          ending::toString);
      assertTrue(ending.text().contains(bad.contains("Ratio") ? "=200" : "heap"), ending::toString);
    }
    for (String good : List.of("-Xmx64m -XX:MaxHeapFreeRatio=80", "-Xms64m -Xmx1g")) {
      Map<String, String> environment = Map.of("METTLE_OPTS", good);
      assertEquals(0, tree.run(environment, "run").status(), good);
      assertEquals(7, tree.run(environment, "run", "fail").status(), good);
    }
  }

  @Test
  void anAgentOrALogThatCannotBeThereIsWrongUsage() throws Exception {
    LauncherTree tree = tree().installed("x.jar");
    String missing = directory.resolve("nosuch") + "/x";
    List<String> bad = new ArrayList<>();
    bad.addAll(
        List.of("-agentlib:nosuch", "-javaagent:" + missing, "-agentpath:" + missing + "=a"));
    if (File.separatorChar == '/') {
      bad.add("-Xlog:gc:file=" + missing + ":time");
      bad.add("-XX:StartFlightRecording=filename=" + missing + ",settings=profile");
    }
    for (String option : bad) {
      Ending ending = tree.run(Map.of("METTLE_OPTS", option), "run");
      assertEquals(2, ending.status(), ending::toString);
      assertTrue(
          ending.text().contains(option.contains(missing) ? missing + ", and" : "nosuch"),
          ending::toString);
    }
    Path log = directory.resolve("gc.log");
    String good = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n -Xlog:gc:file=" + log;
    Ending ending = tree.run(Map.of("METTLE_OPTS", good), "run");
    assertEquals(0, ending.status(), ending::toString);
    assertTrue(Files.exists(log));
  }

  @Test
  void aClassPathThatIsNotThereIsWrongUsage() throws Exception {
    LauncherTree tree = tree().installed("x.jar");
    String missing = directory.resolve("no such.jar").toString();
    String path = directory + File.pathSeparator + missing;
    Ending ending = tree.run(Map.of("METTLE_CLASSPATH", path), "run");
    assertEquals(2, ending.status(), ending::toString);
    assertTrue(ending.text().contains("METTLE_CLASSPATH names " + missing + ","), ending::toString);
    String all = directory + File.separator + "*" + File.pathSeparator + directory;
    Ending found = tree.run(Map.of("METTLE_CLASSPATH", all), "run");
    assertEquals(0, found.status(), found::toString);
    assertTrue(found.text().contains("jar " + directory.getFileName() + "\n"), found::toString);
  }

  @Test
  void aJdkThatIsNoneIsWrongUsage() throws Exception {
    LauncherTree tree = tree().installed("x.jar");
    Ending ending = tree.run(Map.of("METTLE_JAVA_HOME", directory.toString()), "run");
    assertEquals(2, ending.status(), ending::toString);
    assertTrue(ending.text().contains("no JDK " + RELEASE + " or newer"), ending::toString);
    assertEquals(2, tree.wants(RELEASE + 1).run(Map.of(), "run").status());
  }

  @Test
  void eachKindOfCommandHasItsCache() throws Exception {
    LauncherTree tree = tree().installed("x.jar");
    startsFrom("mettle.aot", tree, "-e", "1");
    startsFrom("mettle-run.aot", tree, "run", "--tier=vm", "p.metta");
    startsFrom("mettle-options.aot", tree, "backends");
    startsFrom("mettle-options.aot", tree);
  }

  private static void startsFrom(String cache, LauncherTree tree, String... arguments)
      throws Exception {
    Ending ending = tree.run(Map.of(), arguments);
    assertTrue(
        ending.text().matches("(?s).*-XX:AOTCache=[^\n]*[/\\\\]" + cache + " .*"),
        ending::toString);
  }

  /** What HotSpot may spend on the interpreter depends on what will run in it. */
  @Test
  void eachKindOfRunHasItsOptionsOfTheJvm() throws Exception {
    LauncherTree tree = tree().installed("x.jar");
    String interpreted = "options base.options interpreted.options tuned.options\n";
    String compiled = "options base.options compiled.options tuned.options\n";
    isGiven(compiled, tree, "p.metta");
    isGiven(compiled, tree, "run", "--tier=jit", "p.metta");
    isGiven(compiled, tree, "repl");
    isGiven(interpreted, tree, "run", "--tier=tree", "p.metta");
    isGiven(interpreted, tree, "run", "--tier", "VM", "p.metta");
    isGiven(interpreted, tree, "test", "--tier=all", "p.metta");
    isGiven(interpreted, tree, "run", "--max-steps=3", "p.metta");
    isGiven(
        "options base.options checked.options tuned.options\n", tree, "conformance", "--stage=1");
    isGiven("options base.options\n", tree.wants(RELEASE - 1), "p.metta");
  }

  private static void isGiven(String options, LauncherTree tree, String... arguments)
      throws Exception {
    Ending ending = tree.run(Map.of(), arguments);
    assertTrue(ending.text().contains(options), ending::toString);
  }

  /** The JDK of the tree has no libraries, so it starts nothing. */
  @Test
  void aJdkInTheInstallationComesFirst() throws Exception {
    LauncherTree tree = tree().installed("x.jar").withOwnJdk();
    Ending own = tree.run(Map.of("METTLE_JAVA_HOME", ""), "run");
    assertTrue(own.status() != 0, own::toString);
    assertFalse(own.text().contains("jar x.jar"), own::toString);
    assertTrue(tree.run(Map.of(), "run").text().contains("jar x.jar"));
  }
}
