package dev.mettle.engine.runtime;

/** What pragmas switch, for a whole engine. */
public final class Settings {

  private boolean bareMinimal;
  private boolean typeCheckAuto;
  private int maxStackDepth;

  /** Whether atoms after {@code !} go to the minimal instructions directly. */
  public boolean bareMinimal() {
    return bareMinimal;
  }

  /** Whether atoms are type-checked before they are added or run. */
  public boolean typeCheckAuto() {
    return typeCheckAuto;
  }

  /** The largest virtual depth of evaluations that start from now on, 0 for none. */
  public int maxStackDepth() {
    return maxStackDepth;
  }

  void setBareMinimal(boolean on) {
    bareMinimal = on;
  }

  void setTypeCheckAuto(boolean on) {
    typeCheckAuto = on;
  }

  void setMaxStackDepth(int depth) {
    maxStackDepth = depth;
  }
}
