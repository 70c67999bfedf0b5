package dev.mettle.backend.spi;

/**
 * A query of one flat pattern that was planned with the code. It begins where the code makes the
 * first of the variables that the query gives values to, and ends behind {@code space_match}. Where
 * plain facts answer it alone, no variable is made and nothing is unified: {@link
 * InstructionRules#rows} finds the values for the locals.
 *
 * @since 1.0
 */
public abstract class QuerySite extends CodeSite {

  private final int[] known;
  private final int[] found;
  private final int behind;

  /**
   * For the engine; the arrays belong to the site.
   *
   * @param known the locals whose values the query asks with, in the order in which they are told
   * @param found the locals to which it gives values, in the order in which it gives them
   * @param behind the instruction behind the query
   */
  protected QuerySite(int[] known, int[] found, int behind) {
    this.known = known;
    this.found = found;
    this.behind = behind;
  }

  /** How many values the query asks with. */
  public final int knownCount() {
    return known.length;
  }

  /** The local whose value is told with an index. */
  public final int known(int index) {
    return known[index];
  }

  /** How many values the query gives. */
  public final int foundCount() {
    return found.length;
  }

  /** The local that gets the value with an index. */
  public final int found(int index) {
    return found[index];
  }

  /** The instruction behind the query. */
  public final int behind() {
    return behind;
  }
}
