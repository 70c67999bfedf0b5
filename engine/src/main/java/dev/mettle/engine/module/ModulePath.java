package dev.mettle.engine.module;

import java.nio.file.Path;
import java.util.List;

/**
 * Where modules are looked for besides the directory of the module that imports them.
 *
 * @param program directories of the program itself, where its own imports are looked for first
 * @param working the directory that relative paths start from; the second place
 * @param include further directories, in order
 */
public record ModulePath(List<Path> program, Path working, List<Path> include) {

  /** Copies the lists. */
  public ModulePath {
    program = List.copyOf(program);
    include = List.copyOf(include);
  }

  /** Nothing but the working directory of the process. */
  public static ModulePath ofProcess() {
    return new ModulePath(List.of(), Path.of(""), List.of());
  }
}
