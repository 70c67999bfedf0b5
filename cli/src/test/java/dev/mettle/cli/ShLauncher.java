package dev.mettle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mettle.cli.LauncherTree.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** The launcher for sh. It builds what is missing, and knows what Unix alone has. */
record ShLauncher() implements Launcher {

  @Override
  public String file() {
    return "mettle";
  }

  @Override
  public void write(Path script, String text) throws IOException {
    Files.createDirectories(script.getParent());
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Override
  public List<String> command(Path script) {
    return List.of(script.toString());
  }

  @Override
  public Path java(Path home) {
    return home.resolve("bin").resolve("java");
  }

  @Override
  public Stream<DynamicTest> own(Path directory) {
    Map<String, Body> bodies = new LinkedHashMap<>();
    bodies.put("one of many builds", ShLauncher::oneOfManyBuilds);
    bodies.put("who dies while it builds leaves no lock", ShLauncher::deadBuilder);
    bodies.put("a Maven that lost its launcher keeps the next one waiting", ShLauncher::orphan);
    bodies.put("a signal ends the build at once", ShLauncher::signal);
    bodies.put("without Maven the wrapper builds", ShLauncher::wrapper);
    bodies.put("nothing is built where the path has a colon", ShLauncher::colonInSources);
    bodies.put("a colon in the path is no end of a path", ShLauncher::colon);
    bodies.put("closed descriptors are given to no other file", ShLauncher::closed);
    bodies.put("a working directory that is gone is said in one sentence", ShLauncher::gone);
    bodies.put("a locale that may not be installed is replaced", ShLauncher::locale);
    bodies.put("all arguments choose the cache", ShLauncher::caches);
    return bodies.entrySet().stream()
        .map(
            entry -> {
              Path place = directory.resolve(entry.getKey().replace(' ', '-'));
              Executable test = () -> entry.getValue().test(new Builds(this, place));
              return dynamicTest(entry.getKey(), test);
            });
  }

  private interface Body {
    void test(Builds builds) throws IOException, InterruptedException;
  }

  /** Trees in a directory, and a Maven that does what it is told. */
  private record Builds(ShLauncher launcher, Path directory) {

    Path home() {
      return directory.resolve("tree");
    }

    LauncherTree tree() throws IOException {
      return new LauncherTree(launcher, home());
    }

    LauncherTree installed() throws IOException {
      return tree().installed("x.jar");
    }

    /** Returns a tree of sources, to be built by a Maven that does {@code work}. */
    LauncherTree sources(Path home, Path maven, String work) throws IOException {
      LauncherTree tree = new LauncherTree(launcher, home).installed("x.jar");
      Files.createDirectories(home.resolve("cli/target/dist"));
      Files.writeString(home.resolve("cli/pom.xml"), "");
      Files.writeString(home.resolve("pom.xml"), "");
      launcher.write(
          maven,
          """
          #!/bin/sh
          echo begin >>"$TREE/log"
          %s
          mv "$TREE/lib" "$TREE/cli/target/dist/lib"
          echo /none >"$TREE/cli/target/dist/built"
          echo end >>"$TREE/log"
          """
              .formatted(work));
      return tree;
    }

    LauncherTree sources(String work) throws IOException {
      return sources(home(), directory.resolve("tools/mvn"), work);
    }

    Map<String, String> environment() {
      String path = directory.resolve("tools") + ":" + System.getenv("PATH");
      return Map.of("PATH", path, "TREE", home().toString());
    }

    Process start(LauncherTree tree) throws IOException {
      return tree.start(environment(), "run");
    }

    /** Runs a text for the shell in which the launcher is {@code $0}. */
    Ending shell(LauncherTree tree, String text) throws IOException, InterruptedException {
      return Ending.of(
          tree.started(List.of("sh", "-c", text, tree.script().toString()), environment()));
    }

    /** What Maven has noted so far. */
    List<String> log() throws IOException {
      Path log = home().resolve("log");
      return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }
  }

  private static void oneOfManyBuilds(Builds builds) throws IOException, InterruptedException {
    LauncherTree tree = builds.sources("sleep 0.5");
    List<Process> launchers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      launchers.add(builds.start(tree));
    }
    int waited = 0;
    for (Process launcher : launchers) {
      Ending ending = Ending.of(launcher);
      assertEquals(0, ending.status(), ending.text());
      waited += ending.text().contains("waiting for another process") ? 1 : 0;
    }
    assertEquals(List.of("begin", "end"), builds.log());
    assertTrue(waited > 0);
  }

  private static void deadBuilder(Builds builds) throws IOException, InterruptedException {
    LauncherTree tree =
        builds.sources("[ -e \"$TREE/dead\" ] || { : >\"$TREE/dead\"; kill -9 $PPID; exit 1; }");
    assertEquals(137, Ending.of(builds.start(tree)).status());
    Ending next = Ending.of(builds.start(tree));
    assertEquals(0, next.status(), next.text());
    assertEquals(List.of("begin", "begin", "end"), builds.log());
  }

  private static void orphan(Builds builds) throws IOException, InterruptedException {
    LauncherTree tree = builds.sources("kill -9 $PPID; exec >/dev/null 2>&1; sleep 1");
    builds.start(tree).waitFor();
    Ending next = Ending.of(builds.start(tree));
    assertEquals(0, next.status(), next.text());
    assertTrue(next.text().contains("waiting for another process"), next.text());
    assertEquals(List.of("begin", "end"), builds.log());
  }

  private static void signal(Builds builds) throws IOException, InterruptedException {
    Process launcher = builds.start(builds.sources("exec sleep 50"));
    while (builds.log().isEmpty()) {
      Thread.sleep(20);
    }
    launcher.toHandle().destroy();
    assertEquals(143, Ending.of(launcher).status());
  }

  private static void wrapper(Builds builds) throws IOException, InterruptedException {
    LauncherTree tree = builds.sources(builds.home(), builds.home().resolve("mvnw"), "");
    // Where all is that the launcher calls, but no Maven.
    Path commands = Files.createDirectories(builds.directory().resolve("commands"));
    for (String name : List.of("mkdir", "mv", "find", "flock", "perl", "readlink", "sh")) {
      for (String directory : List.of("/usr/bin", "/bin")) {
        Path command = Path.of(directory, name);
        if (Files.exists(command) && !Files.exists(commands.resolve(name))) {
          Files.createSymbolicLink(commands.resolve(name), command);
        }
      }
    }
    Ending ending =
        tree.run(Map.of("PATH", commands.toString(), "TREE", builds.home().toString()), "run");
    assertEquals(0, ending.status(), ending.text());
    assertEquals(List.of("begin", "end"), builds.log());
  }

  private static void colonInSources(Builds builds) throws IOException, InterruptedException {
    Path home = builds.directory().resolve("a:b");
    Path maven = builds.directory().resolve("tools/mvn");
    Ending ending = Ending.of(builds.start(builds.sources(home, maven, "")));
    assertEquals(2, ending.status());
    assertTrue(ending.text().contains("has a ':' in it"), ending.text());
  }

  private static void colon(Builds builds) throws IOException, InterruptedException {
    Path home = builds.directory().resolve("a:b c");
    LauncherTree tree = new LauncherTree(builds.launcher(), home).installed("x.jar", "y.jar");
    Ending ending = tree.run(Map.of(), "run", "p.metta");
    if (Files.isDirectory(Path.of("/proc/self/fd"))) {
      assertTrue(ending.text().contains("/mettle.aot "), ending.text());
      assertTrue(ending.text().contains("\njar x.jar\njar y.jar\n"), ending.text());
    } else {
      assertEquals(2, ending.status());
      assertTrue(ending.text().endsWith("takes the ':' for the end of a path: move it.\n"));
    }
  }

  private static void closed(Builds builds) throws IOException, InterruptedException {
    LauncherTree tree = builds.installed();
    assertEquals(9, builds.shell(tree, "exec \"$0\" run reading <&-").status());
    assertEquals(0, builds.shell(tree, "exec \"$0\" run reading </dev/null").status());
  }

  private static void gone(Builds builds) throws IOException, InterruptedException {
    LauncherTree tree = builds.installed();
    Path gone = Files.createDirectory(builds.directory().resolve("gone"));
    Ending ending = builds.shell(tree, "cd '" + gone + "' && rmdir '../gone' && exec \"$0\" run");
    assertEquals(2, ending.status());
    assertTrue(ending.text().contains("mettle: the working directory is gone"), ending.text());
    assertFalse(ending.text().contains("jar x.jar"), ending.text());
  }

  private static void locale(Builds builds) throws IOException, InterruptedException {
    LauncherTree tree = builds.installed();
    boolean plain =
        Files.isDirectory(Path.of("/usr/lib/locale/C.utf8"))
            || Files.isDirectory(Path.of("/usr/lib/locale/C.UTF-8"));
    for (String locale :
        List.of("", "C", "en_US.UTF-8", "xx_YY.utf8@zz", "xx_YY@zz", "de_DE.ISO-8859-1")) {
      boolean replaced =
          locale.isEmpty()
              || locale.equals("C")
              || plain
                  && (locale.matches(".*(UTF-8|utf8)(@.*)?")
                      || locale.startsWith("xx")
                          && !Files.exists(Path.of("/usr/lib/locale/locale-archive")));
      Ending ending = tree.run(Map.of("LC_ALL", locale, "LANG", "C"), "run");
      String expected = "\nlocale " + (replaced ? "C.UTF-8" : locale) + "\n";
      assertTrue(ending.text().contains(expected), ending.text());
    }
  }

  private static void caches(Builds builds) throws IOException, InterruptedException {
    LauncherTree tree = builds.installed();
    Map<List<String>, String> caches =
        Map.of(
            List.of("run", "p.metta", "-e", "1"), "mettle.aot",
            List.of("p.metta", "--", "--help"), "mettle.aot",
            List.of("run", "--tier=vm", "p.metta"), "mettle-run.aot",
            List.of("./p", "--stats"), "mettle-run.aot",
            List.of("run", "--help", "--stats"), "mettle-options.aot");
    for (Map.Entry<List<String>, String> each : caches.entrySet()) {
      Ending ending = tree.run(Map.of(), each.getKey().toArray(String[]::new));
      assertTrue(ending.text().contains("/" + each.getValue() + " "), ending.text());
    }
  }
}
