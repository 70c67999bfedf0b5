package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.spi.CompileOutcome;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.EntryPoint;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import java.util.Optional;

/** What the translator made of a request. */
public sealed interface Translation {

  /**
   * A class to assemble.
   *
   * @param type the class
   * @param entryPoints its entries
   * @param classData the objects that its static initialiser takes
   * @param reliedOn what it relies on besides the function's own assumptions
   */
  record Translated(
      JvmClass type,
      List<EntryPoint> entryPoints,
      List<Object> classData,
      List<Assumption> reliedOn)
      implements Translation {}

  /**
   * A refusal.
   *
   * @param outcome what to answer
   */
  record Refused(CompileOutcome.Declined outcome) implements Translation {

    static Refused opcode(Opcode opcode, String detail) {
      return new Refused(
          new CompileOutcome.Declined(DeclineReason.UNSUPPORTED, Optional.of(opcode), detail));
    }

    static Refused tooLarge(String detail) {
      return new Refused(
          new CompileOutcome.Declined(DeclineReason.TOO_LARGE, Optional.empty(), detail));
    }
  }
}
