package dev.mettle.conformance.kit;

/**
 * How many calls an engine ran in a check, by how it ran them.
 *
 * @param typed to the end, in lanes of their own
 * @param general to the end, on references or without guesses
 * @param resumed in frames that waited, from where they went on
 * @param left begun by compiled code, which left them to the interpreter as it may
 * @since 1.0
 */
public record Runs(int typed, int general, int resumed, int left) {

  /** No calls. */
  public static final Runs NONE = new Runs(0, 0, 0, 0);

  /** How many calls compiled code had a part in. */
  public int all() {
    return typed + general + resumed + left;
  }

  /** How many of them it ran to the end. */
  public int whole() {
    return typed + general + resumed;
  }

  /** These and others. */
  public Runs and(Runs more) {
    return new Runs(
        typed + more.typed, general + more.general, resumed + more.resumed, left + more.left);
  }

  /** One more call in typed code. */
  public Runs andTyped() {
    return new Runs(typed + 1, general, resumed, left);
  }

  /** One more call in general code. */
  public Runs andGeneral() {
    return new Runs(typed, general + 1, resumed, left);
  }

  /** So many more frames that went on. */
  public Runs andResumed(int frames) {
    return new Runs(typed, general, resumed + frames, left);
  }

  /** One more call that was left. */
  public Runs andLeft() {
    return new Runs(typed, general, resumed, left + 1);
  }

  /** All of it in a few words. */
  public String describe() {
    return "%d calls: typed in %d, general in %d, gone on with in %d, left in %d"
        .formatted(all(), typed, general, resumed, left);
  }
}
