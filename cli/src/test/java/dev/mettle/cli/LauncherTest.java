package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mettle.cli.LauncherTree.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code bin/mettle}: one build at a time, and what it refuses before it starts Java.
 */
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "a script for sh; LaunchersAgreeTest is about the one for cmd")
@Timeout(60)
class LauncherTest {

  @TempDir Path directory;

  private LauncherTree tree() throws IOException {
    return new LauncherTree(directory.resolve("tree"), directory.resolve("tools"));
  }

  private static Ending end(Process process) throws IOException, InterruptedException {
    return Ending.of(process);
  }

  @Test
  void oneOfManyBuilds() throws Exception {
    LauncherTree tree = tree().withSources("sleep 0.5");
    List<Process> launchers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      launchers.add(tree.start(Map.of(), "run"));
    }
    int waited = 0;
    for (Process launcher : launchers) {
      Ending ending = end(launcher);
      assertEquals(0, ending.status(), ending.text());
      waited += ending.text().contains("waiting for another process") ? 1 : 0;
    }
    assertEquals(List.of("begin", "end"), tree.log());
    assertTrue(waited > 0);
  }

  @Test
  void whoDiesWhileItBuildsLeavesNoLock() throws Exception {
    LauncherTree tree =
        tree()
            .withSources("[ -e \"$TREE/dead\" ] || { : >\"$TREE/dead\"; kill -9 $PPID; exit 1; }");
    assertEquals(137, end(tree.start(Map.of(), "run")).status());
    Ending next = end(tree.start(Map.of(), "run"));
    assertEquals(0, next.status(), next.text());
    assertEquals(List.of("begin", "begin", "end"), tree.log());
  }

  @Test
  void aMavenThatLostItsLauncherKeepsTheNextOneWaiting() throws Exception {
    LauncherTree tree = tree().withSources("kill -9 $PPID; exec >/dev/null 2>&1; sleep 1");
    Process first = tree.start(Map.of(), "run");
    first.waitFor();
    Ending next = end(tree.start(Map.of(), "run"));
    assertEquals(0, next.status(), next.text());
    assertTrue(next.text().contains("waiting for another process"), next.text());
    assertEquals(List.of("begin", "end"), tree.log());
  }

  @Test
  void aSignalEndsTheBuildAtOnce() throws Exception {
    LauncherTree tree = tree().withSources("exec sleep 50");
    Process launcher = tree.start(Map.of(), "run");
    while (tree.log().isEmpty()) {
      Thread.sleep(20);
    }
    launcher.toHandle().destroy();
    assertEquals(143, end(launcher).status());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aColonInThePathIsNoEndOfAPath() throws Exception {
    Path home = directory.resolve("a:b c");
    LauncherTree tree =
        new LauncherTree(home, directory.resolve("tools")).installed("x.jar", "y.jar");
    Ending ending = end(tree.start(Map.of(), "run", "p.metta"));
    assertTrue(ending.text().startsWith("cache mettle.aot\njar x.jar\njar y.jar\n"), ending.text());
  }

  @Test
  void nothingIsBuiltWhereThePathHasAColon() throws Exception {
    Path home = directory.resolve("a:b");
    LauncherTree tree = new LauncherTree(home, directory.resolve("tools")).withSources("");
    Ending ending = end(tree.start(Map.of(), "run"));
    assertEquals(2, ending.status());
    assertTrue(ending.text().contains("has a ':' in it"), ending.text());
  }

  @Test
  void anOptionThatTheJvmDoesNotTakeIsWrongUsage() throws Exception {
    LauncherTree tree = tree().installed("x.jar");
    Ending ending = end(tree.start(Map.of("METTLE_OPTS", "-Xmx64m -XX:Bad=-4"), "run"));
    assertEquals(2, ending.status());
    assertTrue(ending.text().contains("METTLE_OPTS:\nBad is out of range"), ending.text());
    assertEquals(0, end(tree.start(Map.of("METTLE_OPTS", "-Xmx64m -XX:Good=4"), "run")).status());
    String swapped = "-Xms4g -Xmx1g";
    Ending contrary = end(tree.start(Map.of("METTLE_OPTS", swapped), "run"));
    assertEquals(2, contrary.status());
    assertTrue(contrary.text().contains("METTLE_OPTS:\nInitial heap size"), contrary.text());
    assertEquals(0, end(tree.start(Map.of("METTLE_OPTS", "-Xms1g -Xmx4g"), "run")).status());
  }

  @Test
  void aClassPathThatIsNotThereIsWrongUsage() throws Exception {
    LauncherTree tree = tree().installed("x.jar");
    Ending ending = end(tree.start(Map.of("METTLE_CLASSPATH", directory + ":/no/such.jar"), "run"));
    assertEquals(2, ending.status());
    assertTrue(ending.text().contains("METTLE_CLASSPATH names /no/such.jar"), ending.text());
    assertEquals(0, end(tree.start(Map.of("METTLE_CLASSPATH", directory + "/*"), "run")).status());
  }

  @Test
  void closedDescriptorsAreGivenToNoOtherFile() throws Exception {
    LauncherTree tree = tree().installed("x.jar");
    assertEquals(9, end(tree.shell("exec \"$0\" run reading <&-")).status());
    assertEquals(0, end(tree.shell("exec \"$0\" run reading </dev/null")).status());
  }

  @Test
  void aWorkingDirectoryThatIsGoneIsSaidInOneSentence() throws Exception {
    LauncherTree tree = tree().installed("x.jar");
    Path gone = Files.createDirectory(directory.resolve("gone"));
    Ending ending = end(tree.shell("cd '" + gone + "' && rmdir ../gone && exec \"$0\" run"));
    assertEquals(2, ending.status());
    assertTrue(ending.text().contains("mettle: the working directory is gone"), ending.text());
    assertFalse(ending.text().contains("jar x.jar"), ending.text());
  }

  @Test
  void aLocaleThatMayNotBeInstalledIsReplaced() throws Exception {
    assumeTrue(
        Files.isDirectory(Path.of("/usr/lib/locale/C.utf8"))
            || Files.isDirectory(Path.of("/usr/lib/locale/C.UTF-8")));
    LauncherTree tree = tree().installed("x.jar");
    for (String locale : List.of("", "C", "en_US.UTF-8", "xx_YY.utf8")) {
      Ending ending = end(tree.start(Map.of("LC_ALL", locale, "LANG", "C"), "run"));
      assertTrue(ending.text().endsWith("locale C.UTF-8\n"), ending.text());
    }
    Ending other = end(tree.start(Map.of("LC_ALL", "de_DE.ISO-8859-1"), "run"));
    assertTrue(other.text().endsWith("locale de_DE.ISO-8859-1\n"), other.text());
  }

  @Test
  void eachKindOfCommandHasItsCache() throws Exception {
    LauncherTree tree = tree().installed("x.jar");
    startsFrom("mettle.aot", tree, "run", "p.metta", "-e", "1");
    startsFrom("mettle.aot", tree, "p.metta", "--", "--help");
    startsFrom("mettle.aot", tree, "-e", "1");
    startsFrom("mettle-run.aot", tree, "run", "--tier=vm", "p.metta");
    startsFrom("mettle-run.aot", tree, "./p", "--stats");
    startsFrom("mettle-options.aot", tree, "run", "--help", "--stats");
    startsFrom("mettle-options.aot", tree, "backends");
    startsFrom("mettle-options.aot", tree);
  }

  private static void startsFrom(String cache, LauncherTree tree, String... arguments)
      throws Exception {
    Ending ending = end(tree.start(Map.of(), arguments));
    assertTrue(ending.text().startsWith("cache " + cache + "\n"), ending.text());
  }

  /** What HotSpot may spend on the interpreter depends on what will run in it. */
  @Test
  void eachKindOfRunHasItsOptionsOfTheJvm() throws Exception {
    LauncherTree tree = tree().installed("x.jar");
    String interpreted = "options base.options tuned.options interpreted.options\n";
    String compiled = "options base.options tuned.options compiled.options\n";
    isGiven(compiled, tree, "p.metta");
    isGiven(compiled, tree, "run", "--tier=jit", "p.metta");
    isGiven(compiled, tree, "repl");
    isGiven(interpreted, tree, "run", "--tier=tree", "p.metta");
    isGiven(interpreted, tree, "run", "--tier", "VM", "p.metta");
    isGiven(interpreted, tree, "test", "--tier=all", "p.metta");
    isGiven(interpreted, tree, "run", "--max-steps=3", "p.metta");
    isGiven("options base.options\n", tree.withRelease(26), "p.metta");
  }

  private static void isGiven(String options, LauncherTree tree, String... arguments)
      throws Exception {
    Ending ending = end(tree.start(Map.of(), arguments));
    assertTrue(ending.text().contains(options), ending.text());
  }

  @Test
  void aJdkInTheInstallationComesFirst() throws Exception {
    LauncherTree tree = tree().installed("x.jar").withOwnJdk();
    Map<String, String> none = Map.of("METTLE_JAVA_HOME", "");
    assertEquals("own JDK\n", end(tree.start(none, "run")).text());
    assertTrue(end(tree.start(Map.of(), "run")).text().contains("jar x.jar"));
  }

  @Test
  void withoutMavenTheWrapperBuilds() throws Exception {
    LauncherTree tree = tree().withWrapper();
    Ending ending = end(tree.start(Map.of("PATH", tree.pathWithoutMaven()), "run"));
    assertEquals(0, ending.status(), ending.text());
    assertEquals(List.of("begin", "end"), tree.log());
  }
}
