package dev.mettle.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, and of the JVM that runs it. */
final class BuildVersion implements IVersionProvider {
  /** Called by picocli. */
  BuildVersion() {}

  @Override
  public String[] getVersion() {
    return new String[] {
      "mettle "
          + text()
          + " ("
          + Runtime.version()
          + ", "
          + System.getProperty("java.vm.name")
          + ")"
    };
  }

  private static String text() {
    Properties properties = new Properties();
    try (InputStream stream =
        BuildVersion.class.getResourceAsStream("/dev/mettle/cli/build.properties")) {
      if (stream != null) {
        properties.load(stream);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "of unknown version");
  }
}
