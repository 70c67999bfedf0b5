package dev.mettle.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A source tree that holds the launcher and nothing else: its Java and its Maven are scripts that
 * say what was asked of them.
 */
final class LauncherTree {
  private static final String JAVA =
      """
      #!/bin/sh
      # A JVM that knows no option with Bad in its name, and prints how it was started.
      case $* in *Bad*) echo "Bad is out of range" >&2; exit 1 ;; esac
      case $* in *"-Xms4g -Xmx1g"*) echo "Initial heap size is too large" >&2; exit 1 ;; esac
      case $* in *' -version') exit 0 ;; esac
      for word; do
        [ "$previous" = -cp ] && classpath=$word
        previous=$word
        case $word in @*) options="$options ${word##*/}" ;; esac
        case $word in -XX:AOTCache=*) cache=${word#*=}; [ -e "$cache" ] && echo "cache ${cache##*/}" ;; esac
      done
      IFS=:
      for jar in $classpath; do [ -e "$jar" ] && echo "jar ${jar##*/}"; done
      echo "options$options"
      echo "locale $LC_ALL"
      case $* in *reading*) cat >/dev/null || exit 9 ;; esac
      """;

  private final Path home;
  private final Path tools;

  /** Makes the tree in {@code home}, which has a build of it as soon as Maven has run. */
  LauncherTree(Path home, Path tools) throws IOException {
    this.home = home;
    this.tools = tools;
    Files.createDirectories(home.resolve("bin"));
    Files.copy(Path.of("../bin/mettle"), home.resolve("bin/mettle"));
    script(tools.resolve("jdk/bin/java"), JAVA);
    Files.writeString(tools.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
  }

  /** Makes it a tree of sources, to be built by a Maven that does {@code work}. */
  LauncherTree withSources(String work) throws IOException {
    return withSources(tools.resolve("bin/mvn"), work);
  }

  /** Makes it a tree of sources that brings its Maven. */
  LauncherTree withWrapper() throws IOException {
    return withSources(home.resolve("mvnw"), "");
  }

  private LauncherTree withSources(Path maven, String work) throws IOException {
    Files.createDirectories(home.resolve("cli"));
    Files.writeString(home.resolve("cli/pom.xml"), "");
    Files.writeString(home.resolve("pom.xml"), "");
    script(
        maven,
        """
        #!/bin/sh
        echo begin >>"$TREE/log"
        %s
        mkdir -p "$TREE/cli/target/dist/lib"
        : >"$TREE/cli/target/dist/lib/classpath"
        echo /none >"$TREE/cli/target/dist/built"
        echo end >>"$TREE/log"
        """
            .formatted(work));
    return this;
  }

  /** Makes it what a build leaves. */
  LauncherTree installed(String... jars) throws IOException {
    Path lib = Files.createDirectories(home.resolve("lib"));
    Files.writeString(lib.resolve("classpath"), String.join("\n", jars) + "\n");
    for (String file : jars) {
      Files.writeString(lib.resolve(file), "");
    }
    for (String cache : List.of("mettle.aot", "mettle-run.aot", "mettle-options.aot")) {
      Files.writeString(lib.resolve(cache), "");
    }
    return this;
  }

  /** Makes its JDK one of another release. */
  LauncherTree withRelease(int release) throws IOException {
    Files.writeString(tools.resolve("jdk/release"), "JAVA_VERSION=\"" + release + ".0.1\"\n");
    return this;
  }

  /** Gives what a build leaves a JDK. */
  LauncherTree withOwnJdk() throws IOException {
    script(home.resolve("jdk/bin/java"), "#!/bin/sh\necho own JDK\n");
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    return this;
  }

  /** Where all is that the launcher calls, but no Maven. */
  String pathWithoutMaven() throws IOException {
    Path commands = Files.createDirectories(tools.resolve("commands"));
    for (String name : List.of("mkdir", "find", "flock", "perl", "readlink", "sh")) {
      for (String directory : List.of("/usr/bin", "/bin")) {
        Path command = Path.of(directory, name);
        if (Files.exists(command) && !Files.exists(commands.resolve(name))) {
          Files.createSymbolicLink(commands.resolve(name), command);
        }
      }
    }
    return commands.toString();
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Starts the launcher. */
  Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/mettle").toString()));
    command.addAll(List.of(arguments));
    return started(command, environment);
  }

  /** Starts a shell, for which the launcher is {@code $0}. */
  Process shell(String text) throws IOException {
    return started(List.of("sh", "-c", text, home.resolve("bin/mettle").toString()), Map.of());
  }

  private Process started(List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("METTLE_"));
    builder.environment().put("METTLE_JAVA_HOME", tools.resolve("jdk").toString());
    builder.environment().put("TREE", home.toString());
    builder
        .environment()
        .merge("PATH", tools.resolve("bin").toString(), (old, own) -> own + ":" + old);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** What the fake Maven has noted so far. */
  List<String> log() throws IOException {
    Path log = home.resolve("log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  /** How a process ended, and what it wrote. */
  record Ending(int status, String text) {
    static Ending of(Process process) throws IOException, InterruptedException {
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("still running: " + text);
      }
      return new Ending(process.exitValue(), text);
    }
  }
}
