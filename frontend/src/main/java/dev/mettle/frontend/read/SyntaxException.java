package dev.mettle.frontend.read;

import java.util.Objects;

/**
 * A text that is no program, with the place. {@link #getMessage} is what a user should see: place,
 * message, the line and a caret under the column.
 */
public final class SyntaxException extends Exception {

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
    super(position + ": " + description + "\n" + Excerpt.at(position));
    this.problem = problem;
    this.description = description;
    this.position = position;
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

  /** Place, message, the line and a caret, in three lines. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
