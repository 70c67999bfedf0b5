package dev.mettle.backend.spi;

import org.jspecify.annotations.Nullable;

/**
 * Stands for something of the engine that waits for the value of compiled code.
 *
 * @since 1.0
 */
public abstract non-sealed class OutsideFrame extends HeapFrame {

  /** For the engine. */
  protected OutsideFrame() {
    super(null);
  }

  @Override
  public final long word(int index) {
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  public final @Nullable Object reference(int index) {
    throw new IndexOutOfBoundsException(index);
  }
}
