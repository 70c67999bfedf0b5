package dev.mettle.conformance.kit;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * A backend that remembers its last class files, so that those of a failed check can be seen.
 *
 * @since 1.0
 */
public final class ClassRecorder implements Backend {

  /** A check may compile thousands; the last ones are those that failed it. */
  private static final int REMEMBERED = 4;

  private record ClassFile(String name, byte[] bytes) {}

  private final Backend backend;
  private final Deque<ClassFile> last = new ArrayDeque<>();

  ClassRecorder(Backend backend) {
    this.backend = backend;
  }

  /** The backend that is recorded. */
  public Backend backend() {
    return backend;
  }

  @Override
  public BackendDescriptor descriptor() {
    return backend.descriptor();
  }

  @Override
  public UnitOutcome compile(UnitRequest request) {
    UnitOutcome outcome = backend.compile(request);
    if (outcome instanceof UnitOutcome.Compiled compiled) {
      remember(request.className().displayName(), compiled.classFile());
    }
    return outcome;
  }

  /** A class file was made; one that is made twice in a row is kept once. */
  public synchronized void remember(String name, byte[] bytes) {
    if (!last.isEmpty() && Arrays.equals(last.getLast().bytes(), bytes)) {
      return;
    }
    if (last.size() == REMEMBERED) {
      last.removeFirst();
    }
    // A copy, since checks look whether somebody keeps what was made.
    last.addLast(new ClassFile(name, bytes.clone()));
  }

  /**
   * Writes down what is remembered.
   *
   * @return the folder; empty if nothing was compiled, or it cannot be written to
   */
  synchronized Optional<String> write(Path classes, String check) {
    if (last.isEmpty()) {
      return Optional.empty();
    }
    Path folder =
        classes.resolve(plain(backend.descriptor().id())).resolve(plain(check)).toAbsolutePath();
    try {
      Files.createDirectories(folder);
      int number = 0;
      for (ClassFile file : last) {
        number++;
        Files.write(folder.resolve(number + "-" + plain(file.name()) + ".class"), file.bytes());
      }
    } catch (IOException e) {
      return Optional.of("cannot be written to " + folder + ": " + e.getMessage());
    }
    return Optional.of(folder.toString());
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9.-]+", "-");
  }
}
