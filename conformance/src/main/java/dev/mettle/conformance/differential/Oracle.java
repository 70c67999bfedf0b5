package dev.mettle.conformance.differential;

import dev.mettle.conformance.answer.ProgramOutput;

/**
 * Something that answers programs.
 *
 * @since 1.0
 */
public interface Oracle extends AutoCloseable {

  /** What became of a program. */
  sealed interface Outcome {}

  /**
   * It ran to its end.
   *
   * @param output what it said
   */
  record Answered(ProgramOutput output) implements Outcome {}

  /**
   * What runs it failed.
   *
   * @param reason how
   */
  record Crashed(String reason) implements Outcome {}

  /** It did not end in time. */
  record TimedOut() implements Outcome {}

  /** Runs a program from its beginning, with nothing left over from another one. */
  Outcome run(Script script);

  /** Makes accidents that last as long as a process, such as the order of hashes, come anew. */
  void renew();

  /** Ends what was started. */
  @Override
  void close();
}
