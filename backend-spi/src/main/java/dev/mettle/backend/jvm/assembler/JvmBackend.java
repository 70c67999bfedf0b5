package dev.mettle.backend.jvm.assembler;

import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.translator.UnitTranslation;
import dev.mettle.backend.jvm.translator.UnitTranslator;
import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.CompileLimits;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.ir.opcode.Opcode;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A backend that translates IR to the abstract JVM instructions of {@link JvmEmitter}. A subclass
 * says who it is and assembles classes with its library.
 *
 * @since 1.0
 */
public abstract class JvmBackend implements Backend {

  /** For subclasses. */
  protected JvmBackend() {}

  /** The opcodes that the translator handles. */
  public static Set<Opcode> translatedOpcodes() {
    return Collections.unmodifiableSet(EnumSet.allOf(Opcode.class));
  }

  /** Turns a class into bytes. May be called by several threads at once. */
  protected abstract byte[] assemble(JvmClass type);

  /**
   * The class file of any class. The engine asks for units only; this is for whoever tries the
   * emitter alone, as the conformance kit does.
   */
  public final byte[] classFileOf(JvmClass type) {
    return assemble(type);
  }

  @Override
  public final UnitOutcome compile(UnitRequest request) {
    return switch (UnitTranslator.translate(request)) {
      case UnitTranslation.Refused refused -> refused.outcome();
      case UnitTranslation.Translated translated -> {
        byte[] classFile = assemble(translated.type());
        if (classFile.length > request.limits().maxClassBytes()) {
          yield new UnitOutcome.Declined(
              DeclineReason.TOO_LARGE,
              Optional.empty(),
              excess(classFile.length, request.limits()));
        }
        yield new UnitOutcome.Compiled(
            classFile, translated.entries(), translated.resumes(), translated.classData());
      }
    };
  }

  private static String excess(int bytes, CompileLimits limits) {
    return "the class would have %d bytes, the limit is %d"
        .formatted(bytes, limits.maxClassBytes());
  }
}
