package dev.mettle.vm.space;

/** The changes of one space, counted. */
final class StampCounter {

  private long value;

  long now() {
    return value;
  }

  long advance() {
    return ++value;
  }
}
