package dev.mettle.vm.tier;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.vm.compiled.GeneratedCode;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a backend for functions of a program and defines the class that it returns, whatever the
 * backend does: nothing that it throws gets out of here. May be used by several threads.
 */
public final class UnitCompiler {

  private static final MethodType ENTRY = MethodType.methodType(void.class, ProgramContext.class);

  private static final AtomicLong SERIALS = new AtomicLong();
  private static final int MAX_NAME = 60;

  private final ClassDefiner definer;

  /** A compiler with the checks and the dump directory of these options. */
  public UnitCompiler(TierOptions options) {
    this.definer = new ClassDefiner(options.checkClasses(), options.dumpDirectory());
  }

  /** A class name that is unique and shows a reader of stack traces what the class is. */
  public static ClassDesc className(IrFunction function) {
    StringBuilder name = new StringBuilder(GeneratedCode.PREFIX);
    String readable = function.name();
    for (int i = 0; i < Math.min(readable.length(), MAX_NAME); i++) {
      char c = readable.charAt(i);
      name.append(c < 0x7f && Character.isJavaIdentifierPart(c) && c != 0 ? c : '_');
    }
    return ClassDesc.of(name.append('_').append(SERIALS.incrementAndGet()).toString());
  }

  /** Compiles a unit with the backend that is found, if there is one. */
  // A backend is foreign code: whatever it throws is its own defect, never the program's.
  @SuppressWarnings("CatchThrowable")
  public UnitVerdict compile(Supplier<Optional<AvailableBackend>> backends, UnitRequest request) {
    long start = System.nanoTime();
    Optional<AvailableBackend> chosen;
    try {
      chosen = backends.get();
    } catch (RuntimeException e) {
      return new UnitVerdict.Failed("no backend could be chosen", e);
    }
    if (chosen.isEmpty()) {
      return new UnitVerdict.Declined("no backend was found");
    }
    AvailableBackend backend = chosen.get();
    @Nullable UnitOutcome outcome;
    try {
      outcome = backend.backend().compile(request);
    } catch (Throwable t) {
      return new UnitVerdict.Failed("compiling threw", t);
    }
    return switch (outcome) {
      case null ->
          new UnitVerdict.Failed("compiling gave null", new NullPointerException("no outcome"));
      case UnitOutcome.Declined declined ->
          new UnitVerdict.Declined(
              declined.opcode().map(o -> o.mnemonic() + ": ").orElse("") + declined.detail());
      case UnitOutcome.Compiled compiled -> {
        try {
          yield define(backend.id(), request, compiled, start);
        } catch (Throwable t) {
          yield new UnitVerdict.Failed("the JVM rejects its class", t);
        }
      }
    };
  }

  private UnitVerdict define(
      String backend, UnitRequest request, UnitOutcome.Compiled compiled, long start)
      throws ReflectiveOperationException, UnusableClassException {
    MethodHandles.Lookup lookup =
        definer.define(request.className(), compiled.classFile(), compiled.classData());
    UnitLife life = new UnitLife();
    List<UnitVerdict.Entry> entries = new ArrayList<>();
    for (UnitOutcome.Entry entry : compiled.entries()) {
      MethodHandle handle = lookup.findStatic(lookup.lookupClass(), entry.method(), ENTRY);
      List<FrameLayout> frames =
          entry.resumable()
              ? framesOf(request.functions().get(entry.version().function()).code(), compiled)
              : List.of();
      entries.add(
          new UnitVerdict.Entry(
              entry.version(), entry.result(), entry.resumable(), handle, life, frames));
    }
    if (entries.isEmpty() || !entries.getFirst().version().equals(request.wanted())) {
      throw new UnusableClassException("the version that was wanted has no entry");
    }
    int number = 0;
    for (UnitOutcome.Resume resume : compiled.resumes()) {
      MethodHandle handle = lookup.findStatic(lookup.lookupClass(), resume.method(), ENTRY);
      Continuation way =
          new Continuation(
              resume.delivered().orElse(null), resume.result(), handle, life, number++);
      Continuation.keep(resume.layout(), resume.target(), way);
    }
    return new UnitVerdict.Installed(
        backend, entries, compiled.classFile().length, System.nanoTime() - start);
  }

  /** What frames of a function are like that go on in a class. */
  private static List<FrameLayout> framesOf(FunctionCode code, UnitOutcome.Compiled compiled) {
    return compiled.resumes().stream()
        .map(UnitOutcome.Resume::layout)
        .filter(layout -> layout.code() == code)
        .distinct()
        .toList();
  }
}
