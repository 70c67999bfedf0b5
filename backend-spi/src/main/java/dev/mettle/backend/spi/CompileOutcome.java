package dev.mettle.backend.spi;

import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import java.util.Optional;

/** What came of a {@link CompileRequest}. */
public sealed interface CompileOutcome {

  /**
   * A class. The engine defines it as a hidden class in a package of its own; its code may refer to
   * {@code java.base}, the kernels of {@code dev.mettle.ir}, this package, and its class data. It
   * carries the function's source name and lines, for stack traces and profilers.
   *
   * @param classFile the bytes; ownership passes to the engine
   * @param entryPoints the entries it has, {@link EntryKind.Generic} among them
   * @param classData the objects that its static initialiser fetches with {@link ClassData#take}
   * @param reliedOn what must go on being true for the code to be right, besides what the function
   *     itself relies on
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy would double the garbage
  record Compiled(
      byte[] classFile,
      List<EntryPoint> entryPoints,
      List<Object> classData,
      List<Assumption> reliedOn)
      implements CompileOutcome {

    /** Copies the lists. */
    public Compiled {
      entryPoints = List.copyOf(entryPoints);
      classData = List.copyOf(classData);
      reliedOn = List.copyOf(reliedOn);
    }
  }

  /**
   * A refusal, which is no defect: the function stays interpreted.
   *
   * @param reason the kind of refusal
   * @param opcode the opcode that it is about, if it is about one
   * @param detail a sentence for the user
   */
  record Declined(DeclineReason reason, Optional<Opcode> opcode, String detail)
      implements CompileOutcome {}
}
