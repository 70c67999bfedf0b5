package dev.mettle.vm.tier;

import dev.mettle.backend.spi.CompileOutcome;
import dev.mettle.backend.spi.CompileRequest;
import dev.mettle.backend.spi.EntryKind;
import dev.mettle.backend.spi.EntryPoint;
import dev.mettle.backend.spi.ExecutionContext;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.View;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.compiled.GeneratedCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Turns class bytes into code: the one place where generated classes are dumped, checked and
 * defined. Classes are hidden, so that each can be unloaded for itself.
 */
final class ClassDefiner {

  /** The bytes of a backend cannot be used. */
  static final class UnusableClassException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableClassException(String message) {
      super(message);
    }
  }

  private static final MethodType GENERIC =
      MethodType.methodType(
          Atom.class, ExecutionContext.class, View.class, Atom.class, Atom[].class);

  private final boolean check;
  private final Optional<Path> dumpDirectory;

  ClassDefiner(boolean check, Optional<Path> dumpDirectory) {
    this.check = check;
    this.dumpDirectory = dumpDirectory;
  }

  /**
   * Defines the class.
   *
   * @param startNanos when compiling began, for the statistics
   * @throws LinkageError if the JVM does not accept it
   */
  CompiledCode define(
      String backend, CompileRequest request, CompileOutcome.Compiled compiled, long startNanos)
      throws UnusableClassException, IllegalAccessException {
    MethodHandles.Lookup lookup =
        define(request.className(), compiled.classFile(), compiled.classData());
    MethodHandle generic =
        entry(lookup, find(compiled.entryPoints(), EntryKind.Generic.class), GENERIC);
    Optional<CompiledCode.TypedEntry> typed = typed(lookup, request, compiled);
    return new CompiledCode(
        backend,
        request.function(),
        generic,
        typed,
        compiled.classFile().length,
        System.nanoTime() - startNanos,
        compiled.reliedOn());
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

  private static Optional<CompiledCode.TypedEntry> typed(
      MethodHandles.Lookup lookup, CompileRequest request, CompileOutcome.Compiled compiled)
      throws UnusableClassException, IllegalAccessException {
    for (EntryPoint point : compiled.entryPoints()) {
      if (point.kind() instanceof EntryKind.Typed kind) {
        if (kind.lanes().size() != request.function().parameterCount()) {
          throw new UnusableClassException(
              "the typed entry has %d lanes for %d parameters"
                  .formatted(kind.lanes().size(), request.function().parameterCount()));
        }
        MethodType type =
            MethodType.methodType(
                    kind.result().javaType(),
                    kind.lanes().stream().<Class<?>>map(Lane::javaType).toList())
                .insertParameterTypes(0, ExecutionContext.class);
        return Optional.of(
            new CompiledCode.TypedEntry(kind, entry(lookup, Optional.of(point), type)));
      }
    }
    return Optional.empty();
  }

  private static Optional<EntryPoint> find(
      List<EntryPoint> points, Class<? extends EntryKind> kind) {
    return points.stream().filter(point -> kind.isInstance(point.kind())).findFirst();
  }

  private static MethodHandle entry(
      MethodHandles.Lookup lookup, Optional<EntryPoint> point, MethodType type)
      throws UnusableClassException, IllegalAccessException {
    if (point.isEmpty()) {
      throw new UnusableClassException("there is no generic entry");
    }
    String method = point.get().method();
    if (!point.get().type().descriptorString().equals(type.descriptorString())) {
      throw new UnusableClassException(
          "the entry %s has the type %s instead of %s"
              .formatted(method, point.get().type().descriptorString(), type.descriptorString()));
    }
    try {
      return lookup.findStatic(lookup.lookupClass(), method, type);
    } catch (NoSuchMethodException e) {
      throw new UnusableClassException(
          "there is no static method " + method + type.descriptorString());
    }
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
