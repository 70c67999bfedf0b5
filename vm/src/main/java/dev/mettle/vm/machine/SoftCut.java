package dev.mettle.vm.machine;

/**
 * Notices that something ended without any result: a piece of code, or the subject of a {@code
 * case}.
 */
public final class SoftCut extends ChoicePoint {

  private final Runnable otherwise;
  private boolean seen;

  /**
   * @param otherwise what goes on if there is no result
   */
  public SoftCut(Runnable otherwise) {
    this.otherwise = otherwise;
  }

  /** There is a result; if it is the only one, nothing needs to be remembered. */
  public void hasResult(Machine m) {
    seen = true;
    m.cut(this);
  }

  @Override
  protected void retry(Machine m) {
    m.popChoice();
    if (seen) {
      m.fail();
    } else {
      otherwise.run();
    }
  }
}
