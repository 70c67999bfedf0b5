package dev.mettle.backend.spi;

/**
 * Bounds of what a backend may produce.
 *
 * @param maxMethodBytes longest bytecode of one method; HotSpot never compiles longer ones than
 *     8,000 bytes, so a longer one would be slower than the interpreter
 * @param maxClassBytes longest class file
 * @since 1.0
 */
public record CompileLimits(int maxMethodBytes, int maxClassBytes) {

  /** HotSpot's own limit for a method, and 4 MiB for a class. */
  public static final CompileLimits DEFAULT = new CompileLimits(8_000, 4 << 20);

  /** Checks the bounds. */
  public CompileLimits {
    if (maxMethodBytes < 256 || maxMethodBytes > 65_535 || maxClassBytes < 1_024) {
      throw new IllegalArgumentException(
          "impossible limits: " + maxMethodBytes + " and " + maxClassBytes + " bytes");
    }
  }
}
