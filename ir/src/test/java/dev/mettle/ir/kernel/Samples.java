package dev.mettle.ir.kernel;

import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.NumberAtom;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Numbers that tell implementations of arithmetic apart: borders, and neighbours of borders. */
final class Samples {

  private static final double[] FLOATS = {
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    1.5,
    2.0,
    3.0,
    1e-300,
    Double.MIN_VALUE,
    1e16,
    1e300,
    -1e300,
    0x1p53,
    0x1p53 + 2,
    0x1p63,
    -0x1p63,
    0x1.fffffffffffffp62,
    0x1p64,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  private Samples() {}

  static List<NumberAtom> numbers() {
    List<NumberAtom> numbers = new ArrayList<>();
    for (int bits : new int[] {0, 1, 2, 31, 32, 47, 48, 53, 62, 63, 64, 65, 100}) {
      BigInteger border = BigInteger.ONE.shiftLeft(bits);
      for (int off = -1; off <= 1; off++) {
        numbers.add(NumberAtom.of(border.add(BigInteger.valueOf(off))));
        numbers.add(NumberAtom.of(border.negate().add(BigInteger.valueOf(off))));
      }
    }
    for (double value : FLOATS) {
      numbers.add(DoubleAtom.of(value));
    }
    return numbers;
  }

  /** An integer whose size in bits is drawn first, so that all sizes are equally frequent. */
  static BigInteger integer(Random random) {
    BigInteger value = new BigInteger(random.nextInt(130), random);
    return random.nextBoolean() ? value : value.negate();
  }

  static double number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(-10, 11);
      case 1 -> random.nextGaussian() * 1e6;
      case 2 -> FLOATS[random.nextInt(FLOATS.length)];
      default -> Double.longBitsToDouble(random.nextLong());
    };
  }
}
