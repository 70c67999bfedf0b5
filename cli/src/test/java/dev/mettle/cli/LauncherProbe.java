package dev.mettle.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a launcher under test starts in the place of the command: says what it was started with. It
 * is alone on its class path.
 */
public class LauncherProbe {

  /** For the class that stands in the place of the command. */
  protected LauncherProbe() {}

  /**
   * Prints the entries of the class path that are there, the files of options that were read, the
   * locale and the arguments. Ends with 9 if {@code reading} is asked for and cannot be done, and
   * with 7 if it is told to {@code fail}.
   *
   * @param arguments those of the launcher
   * @throws IOException if the working directory cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      File jar = new File(entry);
      if (jar.exists()) {
        out.println("jar " + jar.getName());
      }
    }
    TreeSet<String> properties = new TreeSet<>(System.getProperties().stringPropertyNames());
    properties.removeIf(name -> !name.endsWith(".options"));
    out.println("options " + String.join(" ", properties));
    out.println("locale " + Objects.requireNonNullElse(System.getenv("LC_ALL"), "none"));
    out.println("arguments " + String.join("|", arguments));
    List<String> asked = List.of(arguments);
    if (asked.contains("reading")) {
      try {
        System.in.readAllBytes();
      } catch (IOException e) {
        System.exit(9);
      }
    }
    System.exit(asked.contains("fail") ? 7 : 0);
  }
}
