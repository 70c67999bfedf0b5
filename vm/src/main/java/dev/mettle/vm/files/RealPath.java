package dev.mettle.vm.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a path leads in truth, also if its last names do not exist yet. */
final class RealPath {

  private RealPath() {}

  /**
   * Follows {@code path} name by name, as the system does: a link is replaced by what it names
   * before a {@code ..} behind it counts.
   *
   * @throws IOException if a link leads nowhere, a directory cannot be looked into, or {@code ..}
   *     follows a name that does not exist
   */
  static Path of(Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    try {
      return absolute.toRealPath();
    } catch (NoSuchFileException e) {
      return ofMissing(absolute);
    }
  }

  private static Path ofMissing(Path absolute) throws IOException {
    Path root = absolute.getRoot();
    if (root == null) {
      throw new NoSuchFileException(absolute.toString());
    }
    Path real = root;
    boolean exists = true;
    for (Path name : absolute) {
      String text = name.toString();
      if (text.isEmpty() || text.equals(".")) {
        continue;
      }
      if (text.equals("..")) {
        if (!exists) {
          throw new NoSuchFileException(absolute.toString());
        }
        Path parent = real.getParent();
        real = parent == null ? real : parent;
        continue;
      }
      real = real.resolve(name);
      if (exists && Files.exists(real, LinkOption.NOFOLLOW_LINKS)) {
        real = real.toRealPath();
      } else {
        exists = false;
      }
    }
    return real;
  }
}
