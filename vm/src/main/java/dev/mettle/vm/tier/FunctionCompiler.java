package dev.mettle.vm.tier;

import dev.mettle.backend.spi.Callees;
import dev.mettle.backend.spi.CompileOutcome;
import dev.mettle.backend.spi.CompileRequest;
import dev.mettle.backend.spi.EntryKind;
import dev.mettle.backend.spi.Natives;
import dev.mettle.backend.spi.Profile;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.compiled.GeneratedCode;
import java.lang.constant.ClassDesc;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks a backend for a function and defines what it returns, whatever the backend does. Never
 * throws because of a backend; tests and tools use it to compile without tiers around.
 */
public final class FunctionCompiler {

  private static final AtomicLong SERIALS = new AtomicLong();
  private static final int MAX_NAME = 60;

  private final TierOptions options;
  private final ClassDefiner definer;

  /** A compiler with the limits, checks and dump directory of these options. */
  public FunctionCompiler(TierOptions options) {
    this.options = options;
    this.definer = new ClassDefiner(options.checkClasses(), options.dumpDirectory());
  }

  /**
   * Compiles a function.
   *
   * @param chosen the backend, if there is one
   * @param profile what to guess about its arguments
   * @param natives the operations that it may call
   */
  public CompileVerdict compile(
      Optional<AvailableBackend> chosen, IrFunction function, Profile profile, Natives natives) {
    if (chosen.isEmpty()) {
      return new CompileVerdict.NoBackend();
    }
    AvailableBackend backend = chosen.get();
    Set<Opcode> missing = missing(backend, function);
    if (!missing.isEmpty()) {
      return new CompileVerdict.NotCovered(backend.id(), missing);
    }
    CompileRequest request =
        new CompileRequest(
            className(function),
            function,
            List.of(new EntryKind.Generic()),
            profile,
            Callees.NONE,
            natives,
            options.limits());
    return compile(backend, request);
  }

  // A backend is foreign code: whatever it throws is its own defect, never the program's.
  @SuppressWarnings("CatchThrowable")
  private CompileVerdict compile(AvailableBackend backend, CompileRequest request) {
    long start = System.nanoTime();
    @org.jspecify.annotations.Nullable CompileOutcome outcome;
    try {
      outcome = backend.backend().compile(request);
    } catch (Throwable t) {
      return new CompileVerdict.Failed(backend.id(), "compiling threw", t);
    }
    return switch (outcome) {
      case null ->
          new CompileVerdict.Failed(
              backend.id(), "compiling gave null", new NullPointerException("no outcome"));
      case CompileOutcome.Declined declined -> new CompileVerdict.Declined(backend.id(), declined);
      case CompileOutcome.Compiled compiled -> {
        try {
          yield new CompileVerdict.Installed(
              definer.define(backend.id(), request, compiled, start));
        } catch (ClassDefiner.UnusableClassException e) {
          yield new CompileVerdict.Failed(backend.id(), "its class is not what it should be", e);
        } catch (Throwable t) {
          yield new CompileVerdict.Failed(backend.id(), "the JVM rejects its class", t);
        }
      }
    };
  }

  private static Set<Opcode> missing(AvailableBackend backend, IrFunction function) {
    EnumSet<Opcode> missing = EnumSet.noneOf(Opcode.class);
    for (Instruction instruction : function.code()) {
      if (!backend.descriptor().opcodes().contains(instruction.opcode())) {
        missing.add(instruction.opcode());
      }
    }
    return missing;
  }

  /** A class name that is unique and shows a reader of stack traces what the class is. */
  static ClassDesc className(IrFunction function) {
    StringBuilder name = new StringBuilder(GeneratedCode.PREFIX);
    String readable = function.name();
    for (int i = 0; i < Math.min(readable.length(), MAX_NAME); i++) {
      char c = readable.charAt(i);
      name.append(c < 0x7f && Character.isJavaIdentifierPart(c) && c != 0 ? c : '_');
    }
    return ClassDesc.of(name.append('_').append(SERIALS.incrementAndGet()).toString());
  }
}
