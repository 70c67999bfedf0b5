package dev.mettle.vm.tier;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.Version;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** What came of an attempt to compile functions of a program. */
public sealed interface UnitVerdict {

  /** A few words for users. */
  String describe();

  /**
   * There is a class.
   *
   * @param backend the id of the backend
   * @param entries the ways in; the wanted version is the first
   * @param classBytes length of the class file
   * @param nanos how long it took to generate and define
   */
  record Installed(String backend, List<Entry> entries, int classBytes, long nanos)
      implements UnitVerdict {

    /** Copies the list. */
    public Installed {
      entries = List.copyOf(entries);
    }

    @Override
    public String describe() {
      return "compiled, %d bytes".formatted(classBytes);
    }
  }

  /**
   * A way in.
   *
   * @param version what it runs
   * @param result the lane of its result
   * @param resumable whether it may give several values
   * @param handle takes the context
   * @param life the class
   * @param frames what frames of the function are like that go on in the class; none if it never
   *     gives several values
   */
  record Entry(
      Version version,
      Lane result,
      boolean resumable,
      MethodHandle handle,
      UnitLife life,
      List<FrameLayout> frames) {

    /** Copies the list. */
    public Entry {
      frames = List.copyOf(frames);
    }
  }

  /**
   * There is no backend, or it does not compile the function.
   *
   * @param reason for users
   */
  record Declined(String reason) implements UnitVerdict {

    @Override
    public String describe() {
      return "declined: " + reason;
    }
  }

  /**
   * The backend has a defect.
   *
   * @param reason what went wrong
   * @param cause what was thrown
   */
  record Failed(String reason, Throwable cause) implements UnitVerdict {

    @Override
    public String describe() {
      return reason + ": " + Reasons.of(cause);
    }
  }
}
