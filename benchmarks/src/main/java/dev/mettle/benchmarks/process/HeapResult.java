package dev.mettle.benchmarks.process;

/**
 * What heap a program needs on one tier.
 *
 * @param program its name
 * @param tier the tier
 * @param size the larger size
 * @param young how large the collector's young generation is, in words
 * @param unit what its work is counted in
 * @param nanos what the larger size took in the heap that the JVM chooses itself
 * @param smallMegabytes the smallest heap in which the smaller size works
 * @param largeMegabytes the same of the larger size
 * @param units by how much more work the larger size is
 */
public record HeapResult(
    String program,
    String tier,
    int size,
    String young,
    String unit,
    double nanos,
    int smallMegabytes,
    int largeMegabytes,
    long units) {

  private static final double MEGABYTE = 1 << 20;

  /** By how many bytes the heap must grow for a unit of work. */
  public double bytesPerUnit() {
    return (largeMegabytes - smallMegabytes) * MEGABYTE / units;
  }
}
