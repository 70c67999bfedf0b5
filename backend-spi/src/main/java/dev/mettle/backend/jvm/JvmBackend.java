package dev.mettle.backend.jvm;

import dev.mettle.backend.jvm.translator.Translation;
import dev.mettle.backend.jvm.translator.Translator;
import dev.mettle.backend.jvm.translator.unit.UnitTranslation;
import dev.mettle.backend.jvm.translator.unit.UnitTranslator;
import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.CompileLimits;
import dev.mettle.backend.spi.CompileOutcome;
import dev.mettle.backend.spi.CompileRequest;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.ir.opcode.Opcode;
import java.util.Optional;
import java.util.Set;

/**
 * A backend that translates IR to the abstract JVM instructions of {@link JvmEmitter}. A subclass
 * says who it is and assembles classes with its library.
 */
public abstract class JvmBackend implements Backend {

  /** For subclasses. */
  protected JvmBackend() {}

  /** The opcodes that the translator handles. */
  public static Set<Opcode> translatedOpcodes() {
    return Translator.OPCODES;
  }

  /** Turns a class into bytes. May be called by several threads at once. */
  protected abstract byte[] assemble(JvmClass type);

  @Override
  public final CompileOutcome compile(CompileRequest request) {
    return switch (Translator.translate(request)) {
      case Translation.Refused refused -> refused.outcome();
      case Translation.Translated translated -> {
        byte[] classFile = assemble(translated.type());
        if (classFile.length > request.limits().maxClassBytes()) {
          yield new CompileOutcome.Declined(
              DeclineReason.TOO_LARGE,
              Optional.empty(),
              excess(classFile.length, request.limits()));
        }
        yield new CompileOutcome.Compiled(
            classFile, translated.entryPoints(), translated.classData(), translated.reliedOn());
      }
    };
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
