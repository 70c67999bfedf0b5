package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;

/**
 * The algorithm of a program, written by hand. Numbers are {@code long} with exact arithmetic or
 * {@code double}; where data is the work, it is made of the project's own atoms; what may have
 * several results is a class that can be resumed.
 */
@FunctionalInterface
public interface Twin {

  /** What {@code !(main size)} gives. */
  Atom main(int size);
}
