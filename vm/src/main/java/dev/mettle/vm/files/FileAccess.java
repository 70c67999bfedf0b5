package dev.mettle.vm.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Which files a program may use: read as modules, and read and write by {@code fileio}. Modules
 * that come with the engine need no files and are always there.
 */
public sealed interface FileAccess {

  /** No file at all. */
  static FileAccess nothing() {
    return new Nothing();
  }

  /**
   * What lies in these directories and below them. Where a path really leads is what counts, after
   * all links and {@code ..}.
   */
  static FileAccess directories(Path... directories) {
    return new Directories(Arrays.asList(directories));
  }

  /** What lies in these directories and below them, see {@link #directories(Path...)}. */
  static FileAccess directories(List<Path> directories) {
    return new Directories(directories);
  }

  /** Every file that the process may use, and fetching modules by {@code git-module!}. */
  static FileAccess everything() {
    return new Everything();
  }

  /**
   * The place that {@code path} really names, if the program may use it; the file need not exist.
   *
   * @throws FileAccessException if the program may not use it, whether or not it exists
   */
  Path permit(Path path) throws FileAccessException;

  /** Nothing is allowed. */
  record Nothing() implements FileAccess {
    @Override
    public Path permit(Path path) throws FileAccessException {
      throw new FileAccessException("this program may not use files");
    }
  }

  /**
   * Some directories are allowed.
   *
   * @param roots the directories, as they are named without any link
   */
  record Directories(List<Path> roots) implements FileAccess {
    /** Finds out where the directories really are. */
    public Directories {
      roots = roots.stream().map(Directories::root).toList();
    }

    private static Path root(Path directory) {
      try {
        return RealPath.of(directory);
      } catch (IOException e) {
        // A directory that cannot be looked into allows what is spelled exactly so, if anything.
        return directory.toAbsolutePath().normalize();
      }
    }

    @Override
    public Path permit(Path path) throws FileAccessException {
      Path real;
      try {
        real = RealPath.of(path);
      } catch (IOException e) {
        throw outside(path);
      }
      for (Path root : roots) {
        if (real.startsWith(root)) {
          return real;
        }
      }
      throw outside(path);
    }

    private static FileAccessException outside(Path path) {
      return new FileAccessException(
          path + " does not lead into a directory that this program may use");
    }
  }

  /** Everything is allowed. */
  record Everything() implements FileAccess {
    @Override
    public Path permit(Path path) {
      return path.toAbsolutePath();
    }
  }
}
