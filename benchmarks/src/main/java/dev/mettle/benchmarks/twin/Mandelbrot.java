package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;

/** {@code mandelbrot}. */
final class Mandelbrot implements Twin {

  @Override
  public Atom main(int size) {
    long count = 0;
    for (long y = 0; y != size; y = Math.addExact(y, 1)) {
      for (long x = 0; x != size; x = Math.addExact(x, 1)) {
        double cr = 3.0 * x / size - 2.0;
        double ci = 2.0 * y / size - 1.0;
        count = Math.addExact(count, escapes(cr, ci) == 0 ? 1 : 0);
      }
    }
    return LongAtom.of(count);
  }

  private static long escapes(double cr, double ci) {
    double r = 0.0;
    double i = 0.0;
    long left = 50;
    while (left != 0 && !(r * r + i * i > 4.0)) {
      double next = r * r - i * i + cr;
      i = 2.0 * (r * i) + ci;
      r = next;
      left = Math.subtractExact(left, 1);
    }
    return left;
  }
}
