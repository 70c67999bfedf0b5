package dev.mettle.frontend.read;

import java.util.Objects;

/**
 * A text that is no program, with the place. {@link #getMessage} is what a user should see: place,
 * message, the line and a caret under the column. It is unchecked: most texts are part of a Java
 * program, and who reads those of others knows that they may be wrong.
 */
public final class SyntaxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final SyntaxProblem problem;
  private final String description;
  private final transient SourcePosition position;

  /** A mistake at a place, described in general. */
  public SyntaxException(SyntaxProblem problem, SourcePosition position) {
    this(problem, problem.message(), position);
  }

  /** A mistake at a place, described in detail. */
  public SyntaxException(SyntaxProblem problem, String description, SourcePosition position) {
    this(problem, description, position, "");
  }

  private SyntaxException(
      SyntaxProblem problem, String description, SourcePosition position, String note) {
    super(position + ": " + description + "\n" + Excerpt.at(position) + note);
    this.problem = problem;
    this.description = description;
    this.position = position;
  }

  /**
   * An expression that the text ends in.
   *
   * @param position where it begins
   * @param innermost the bracket that was opened last and not closed
   * @param open how many brackets are not closed
   */
  static SyntaxException unclosed(SourcePosition position, SourcePosition innermost, int open) {
    return new SyntaxException(
        SyntaxProblem.UNEXPECTED_END,
        SyntaxProblem.UNEXPECTED_END.message(),
        position,
        "\n%s: %d brackets are open, this one is the innermost\n%s"
            .formatted(innermost, open, Excerpt.at(innermost)));
  }

  /** The kind of mistake. */
  public SyntaxProblem problem() {
    return problem;
  }

  /** The message alone, without the place. */
  public String description() {
    return description;
  }

  /** Where it is. */
  public SourcePosition position() {
    return position;
  }

  /** Place, message, the line and a caret, in three lines; three more about an open bracket. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
