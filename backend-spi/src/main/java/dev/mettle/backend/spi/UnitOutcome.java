package dev.mettle.backend.spi;

import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import java.util.Optional;

/**
 * What came of a {@link UnitRequest}.
 *
 * @since 1.0
 */
public sealed interface UnitOutcome {

  /**
   * A class. The engine defines it as a hidden class in a package of its own; its code may refer to
   * {@code java.base}, the kernels of {@code dev.mettle.ir}, this package, and its class data. It
   * carries the source name and the lines of its functions, for stack traces and profilers.
   *
   * @param classFile the bytes; ownership passes to the engine
   * @param entries the ways in from outside; the wanted version is the first
   * @param resumes where frames of the class go on that waited for a value; those that none of
   *     these is for go on in the interpreter
   * @param classData the objects that its static initialiser fetches with {@link ClassData#take}
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy would double the garbage
  record Compiled(
      byte[] classFile, List<Entry> entries, List<Resume> resumes, List<Object> classData)
      implements UnitOutcome {

    /** Copies the lists. */
    public Compiled {
      entries = List.copyOf(entries);
      resumes = List.copyOf(resumes);
      classData = List.copyOf(classData);
    }
  }

  /**
   * A way in: a method {@code static void f(ProgramContext)} that finds its arguments in the
   * context and leaves its result there.
   *
   * @param version what it runs
   * @param result the lane of its result
   * @param resumable whether it may give several values, one after the other
   * @param method its name
   */
  record Entry(Version version, Lane result, boolean resumable, String method) {}

  /**
   * A way back in: a method {@code static void f(ProgramContext)} that finds the frame and the
   * value that it waited for in the context, and leaves the function's result there.
   *
   * @param layout what the frames are like
   * @param target which of several ways it is that go on from such frames; else 0
   * @param delivered the lane of the value, if the frames wait for one
   * @param result the lane of the function's result
   * @param method its name
   */
  record Resume(
      FrameLayout layout, int target, Optional<Lane> delivered, Lane result, String method) {}

  /**
   * A refusal, which is no defect: the function stays interpreted.
   *
   * @param reason the kind of refusal
   * @param opcode the opcode that it is about, if it is about one
   * @param detail a sentence for the user
   */
  record Declined(DeclineReason reason, Optional<Opcode> opcode, String detail)
      implements UnitOutcome {}
}
