package dev.mettle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A tree that holds a launcher and what it starts: the JVM that runs the tests, and in it {@link
 * LauncherProbe}.
 */
final class LauncherTree {
  private final Launcher launcher;
  private final Path home;

  /** Makes a tree in {@code home} that has the launcher alone. */
  LauncherTree(Launcher launcher, Path home) throws IOException {
    this.launcher = launcher;
    this.home = home;
    wants(Runtime.version().feature());
  }

  /** Makes it a launcher that was written for {@code release}. */
  LauncherTree wants(int release) throws IOException {
    Files.createDirectories(script().getParent());
    String text = Files.readString(Path.of("../bin", launcher.file()));
    launcher.write(script(), text.replace("wanted=25", "wanted=" + release));
    return this;
  }

  /** Makes it what a build leaves; the first jar has the command. */
  LauncherTree installed(String... jars) throws IOException {
    Path lib = Files.createDirectories(home.resolve("lib"));
    Files.writeString(lib.resolve("classpath"), String.join("\n", jars) + "\n");
    for (String jar : jars) {
      Files.createDirectories(lib.resolve(jar));
    }
    Path classes = Files.createDirectories(lib.resolve(jars[0]).resolve("dev/mettle/cli"));
    try (InputStream probe =
        Objects.requireNonNull(LauncherProbe.class.getResourceAsStream("LauncherProbe.class"))) {
      Files.copy(probe, classes.resolve("LauncherProbe.class"));
    }
    ClassFile.of()
        .buildTo(
            classes.resolve("Main.class"),
            ClassDesc.of("dev.mettle.cli.Main"),
            type ->
                type.withFlags(AccessFlag.PUBLIC)
                    .withSuperclass(ClassDesc.of(LauncherProbe.class.getName())));
    for (String cache : List.of("mettle.aot", "mettle-run.aot", "mettle-options.aot")) {
      Files.writeString(lib.resolve(cache), "");
    }
    try (Stream<Path> files = Files.list(Path.of("src/main/jvm"))) {
      for (Path options : files.map(Path::getFileName).toList()) {
        Files.writeString(lib.resolve(options), "-D" + options + "\n");
      }
    }
    // A cache that the JVM cannot use is no reason to speak; which one it was told of, it says.
    Files.writeString(
        lib.resolve("base.options"),
        "-Dbase.options\n-Xlog:aot=off\n-Xlog:cds=off\n-XX:+PrintCommandLineFlags\n");
    return this;
  }

  /** Gives it a JDK of its own, of which nothing is there but what starts it. */
  LauncherTree withOwnJdk() throws IOException {
    Path java = launcher.java(Path.of(System.getProperty("java.home")));
    Path copy = launcher.java(home.resolve("jdk"));
    Files.createDirectories(copy.getParent());
    Files.copy(java, copy);
    Files.writeString(
        home.resolve("jdk/release"), "JAVA_VERSION=\"" + Runtime.version().feature() + "\"\n");
    return this;
  }

  /** Where the tree is. */
  Path home() {
    return home;
  }

  /** Where the launcher is. */
  Path script() {
    return home.resolve("bin").resolve(launcher.file());
  }

  /** Starts the launcher. */
  Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(launcher.command(script()));
    command.addAll(List.of(arguments));
    return started(command, environment);
  }

  /** Runs the launcher. */
  Ending run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return Ending.of(start(environment, arguments));
  }

  /** Starts another command where the launcher would be started. */
  Process started(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.toUpperCase(Locale.ROOT).startsWith("METTLE_"));
    variables.put("METTLE_JAVA_HOME", System.getProperty("java.home"));
    variables.putAll(environment);
    return builder.start();
  }

  /**
   * How a process ended.
   *
   * @param status its status
   * @param text what it wrote, with the line ends of Unix
   */
  record Ending(int status, String text) {
    static Ending of(Process process) throws IOException, InterruptedException {
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("still running: " + text);
      }
      return new Ending(process.exitValue(), text.replace("\r\n", "\n"));
    }
  }
}
