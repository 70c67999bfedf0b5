package dev.mettle.backend.spi;

/**
 * The version of this contract and of the IR behind it. Minor versions only add, so an engine takes
 * every backend of its own major version that asks for no newer minor one.
 *
 * @param major changes when a correct backend could become wrong
 * @param minor grows when opcodes, entry kinds or methods are added
 * @since 1.0
 */
public record SpecVersion(int major, int minor) implements Comparable<SpecVersion> {

  /** The version that this library describes. */
  public static final SpecVersion CURRENT = new SpecVersion(1, 0);

  /** Checks that both numbers can be versions. */
  public SpecVersion {
    if (major < 1 || minor < 0) {
      throw new IllegalArgumentException("no version: " + major + "." + minor);
    }
  }

  /** Whether an engine of this version can use a backend that was written for {@code wanted}. */
  public boolean accepts(SpecVersion wanted) {
    return major == wanted.major && minor >= wanted.minor;
  }

  @Override
  public int compareTo(SpecVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
