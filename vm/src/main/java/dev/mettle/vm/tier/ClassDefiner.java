package dev.mettle.vm.tier;

import dev.mettle.vm.compiled.GeneratedCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Turns class bytes into code: the one place where generated classes are dumped, checked and
 * defined. Classes are hidden, so that each can be unloaded for itself.
 */
final class ClassDefiner {

  private final boolean check;
  private final Optional<Path> dumpDirectory;

  ClassDefiner(boolean check, Optional<Path> dumpDirectory) {
    this.check = check;
    this.dumpDirectory = dumpDirectory;
  }

  /**
   * Defines a hidden class and initialises it.
   *
   * @throws LinkageError if the JVM does not accept it
   */
  MethodHandles.Lookup define(ClassDesc name, byte[] classFile, List<Object> classData)
      throws UnusableClassException, IllegalAccessException {
    dumpDirectory.ifPresent(directory -> dump(directory, name, classFile));
    if (check) {
      ClassChecker.check(classFile, name);
    }
    return GeneratedCode.lookup().defineHiddenClassWithClassData(classFile, classData, true);
  }

  private static void dump(Path directory, ClassDesc name, byte[] classFile) {
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(name.displayName() + ".class"), classFile);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write generated classes to " + directory, e);
    }
  }
}
