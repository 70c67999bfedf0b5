package dev.mettle.backend.spi;

/**
 * What a call can see: a context space, what it imports and the spaces stored in it. Compiled code
 * passes it on and never looks inside; the engine's own class extends this one.
 */
public abstract class View {

  /** For the engine. */
  protected View() {}
}
