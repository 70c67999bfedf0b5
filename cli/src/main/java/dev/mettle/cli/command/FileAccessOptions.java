package dev.mettle.cli.command;

import dev.mettle.cli.run.FileOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of all commands that run programs: which files those may use. */
final class FileAccessOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--allow-dir",
      paramLabel = "DIR",
      description =
          "Let the program use the files in this directory, too, for imports and fileio; may be"
              + " given several times. Its own directory and the working directory are always"
              + " allowed.")
  private List<Path> allowed = new ArrayList<>();

  @Option(
      names = "--allow-all",
      description = "Let the program use every file that you may, and fetch modules by git.")
  private boolean everything;

  @Option(
      names = {"-I", "--include"},
      paramLabel = "DIR",
      description = "Look for modules in this directory, too; may be given several times.")
  private List<Path> includePath = new ArrayList<>();

  /** Called by picocli. */
  @SuppressWarnings("NullAway.Init")
  FileAccessOptions() {}

  /** What was asked for. */
  FileOptions get() {
    requireDirectories("--allow-dir", allowed);
    requireDirectories("--include", includePath);
    return new FileOptions(allowed, everything, includePath);
  }

  private void requireDirectories(String option, List<Path> paths) {
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        throw new ParameterException(
            spec.commandLine(), option + " wants a directory, and '" + path + "' is none");
      }
    }
  }
}
