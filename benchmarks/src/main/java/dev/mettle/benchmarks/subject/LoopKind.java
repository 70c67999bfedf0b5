package dev.mettle.benchmarks.subject;

/** Loops and recursions whose every turn should cost next to nothing on the heap. */
public enum LoopKind {
  /** A sum of integers by tail calls. */
  INTEGER("(= (go $n $sum) (if (== $n 0) $sum (go (- $n 1) (+ $sum $n))))", "0"),
  /** Floats by tail calls. */
  FLOAT("(= (go $n $x) (if (== $n 0) $x (go (- $n 1) (* 0.999 (+ $x 1.0)))))", "0.5"),
  /** A sum whose every level waits for the next one, deeper than the stack has room for. */
  DEEP("(= (go $n $x) (if (== $n 0) $x (+ $n (go (- $n 1) $x))))", "0");

  private final String rule;
  private final String start;

  LoopKind(String rule, String start) {
    this.rule = rule;
    this.start = start;
  }

  /** The program. */
  public String rule() {
    return rule;
  }

  /** A call of it. */
  public String call(int turns) {
    return "(go %d %s)".formatted(turns, start);
  }
}
