package dev.mettle.vm.tier;

/** The bytes of a backend cannot be used. */
final class UnusableClassException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableClassException(String message) {
    super(message);
  }
}
