package dev.mettle.cli.run;

import dev.mettle.engine.Engine;
import dev.mettle.engine.EngineBuilder;
import dev.mettle.vm.files.FileAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the engines of all commands that run programs have in common. */
public final class EngineSetup {

  private EngineSetup() {}

  /**
   * An engine for these sources, which may use their own directories, the working directory and
   * what was asked for besides.
   */
  public static EngineBuilder of(List<Source> sources, FileOptions files) {
    EngineBuilder builder = Engine.builder();
    if (Thread.currentThread() instanceof CommandThread) {
      builder.compiledStack(CommandThread.FOR_COMPILED_CODE);
    }
    List<Path> allowed = new ArrayList<>(List.of(Path.of("")));
    for (Source source : sources) {
      if (source instanceof Source.ProgramFile file) {
        Path directory = Optional.ofNullable(file.path().getParent()).orElse(Path.of(""));
        builder.programDirectory(directory);
        allowed.add(directory);
      }
    }
    files.includePath().forEach(builder::includePath);
    allowed.addAll(files.includePath());
    allowed.addAll(files.allowed());
    return builder.files(
        files.everything() ? FileAccess.everything() : FileAccess.directories(allowed));
  }
}
