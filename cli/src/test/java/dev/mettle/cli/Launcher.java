package dev.mettle.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** One of the launchers in {@code bin}, for the systems that have its shell. */
sealed interface Launcher permits ShLauncher, CmdLauncher {

  /** Returns the one for the system that the test runs on. */
  static Launcher ofThisSystem() {
    return File.separatorChar == '\\' ? new CmdLauncher() : new ShLauncher();
  }

  /** Returns the name of its file. */
  String file();

  /** Writes its text to a file that can be started. */
  void write(Path script, String text) throws IOException;

  /** Returns the words that start it. */
  List<String> command(Path script);

  /** Returns where a JDK in {@code home} has the program that starts it. */
  Path java(Path home);

  /**
   * Returns the tests of what no other launcher does; each works in a folder within {@code
   * directory}.
   */
  Stream<DynamicTest> own(Path directory);
}
