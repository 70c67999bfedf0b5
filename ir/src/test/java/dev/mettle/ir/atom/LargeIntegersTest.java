package dev.mettle.ir.atom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the integers of the JDK, with lengths on both sides of all that is split. */
final class LargeIntegersTest {

  private final Random random = new Random(11);

  private BigInteger ofBits(int bits) {
    BigInteger magnitude =
        bits == 0 ? BigInteger.ZERO : new BigInteger(bits - 1, random).setBit(bits - 1);
    return random.nextBoolean() ? magnitude : magnitude.negate();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5000000",
    "1, 5000000",
    "64, 3",
    "1048576, 1048576",
    "1048577, 1048576",
    "1048577, 524288",
    "3000000, 2000000",
    "2097153, 1048577",
    "2500000, 70",
    "4000000, 1100000",
  })
  void products(int bits, int otherBits) {
    BigInteger a = ofBits(bits);
    BigInteger b = ofBits(otherBits);
    assertEquals(a.multiply(b), LargeIntegers.multiply(a, b));
    assertEquals(a.multiply(b), LargeIntegers.multiply(b, a));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 100",
    "64, 64",
    "100, 200",
    "262144, 131072",
    "262145, 131072",
    "600000, 131072",
    "600000, 131073",
    "4194304, 2097152",
    "4000000, 2097153",
    "3000000, 3",
    "3000000, 50000",
    "1000000, 999999",
    "2000000, 700000",
    "1310720, 262144",
  })
  void quotients(int bits, int otherBits) {
    BigInteger a = ofBits(bits);
    BigInteger b = ofBits(otherBits);
    BigInteger[] expected = a.divideAndRemainder(b);
    BigInteger[] parts = LargeIntegers.divide(a, b);
    assertEquals(expected[0], parts[0]);
    assertEquals(expected[1], parts[1]);
  }

  /** Where a guess of a part of the quotient is too large, or there is no room for the guess. */
  @Test
  void quotientsAtTheLimits() {
    int n = 1 << 18;
    BigInteger ones = BigInteger.ONE.shiftLeft(n).subtract(BigInteger.ONE);
    BigInteger least = BigInteger.ONE.shiftLeft(n - 1);
    BigInteger leastAndOnes = least.add(BigInteger.ONE.shiftLeft(n / 2)).subtract(BigInteger.ONE);
    for (BigInteger b : new BigInteger[] {ones, least, leastAndOnes}) {
      for (BigInteger q : new BigInteger[] {ones, least, leastAndOnes}) {
        BigInteger a = b.multiply(q);
        for (BigInteger r :
            new BigInteger[] {BigInteger.ZERO, BigInteger.ONE, b.subtract(BigInteger.ONE)}) {
          BigInteger[] parts = LargeIntegers.divide(a.add(r), b);
          assertEquals(q, parts[0]);
          assertEquals(r, parts[1]);
        }
      }
    }
  }

  private static String text(BigInteger value) {
    StringBuilder out = new StringBuilder();
    LargeIntegers.print(value, out);
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64, 13_605, 13_606, 13_607, 13_608, 27_213, 27_214, 60_000, 200_000})
  void texts(int bits) {
    BigInteger value = ofBits(bits);
    assertEquals(value.toString(), text(value));
    String digits = value.abs().toString();
    assertEquals(value.abs(), LargeIntegers.parse(digits, 0, digits.length()));
    assertEquals(value.abs(), LargeIntegers.parse("-" + digits + "x", 1, digits.length() + 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {4095, 4096, 4097, 8191, 8192, 8193, 12_288, 16_384, 40_960})
  void powersOfTen(int exponent) {
    BigInteger power = BigInteger.TEN.pow(exponent);
    for (BigInteger value :
        new BigInteger[] {power.subtract(BigInteger.ONE), power, power.add(BigInteger.TWO)}) {
      assertEquals(value.toString(), text(value));
      assertEquals(value, LargeIntegers.parse(value.toString(), 0, value.toString().length()));
    }
  }

  @Test
  void noticesAnInterrupt() {
    BigInteger a = ofBits(3_000_000);
    BigInteger b = ofBits(1_500_000);
    String digits = "7".repeat(100_000);
    Executable[] operations = {
      () -> LargeIntegers.multiply(a, b),
      () -> LargeIntegers.divide(a, b),
      () -> text(a),
      () -> LargeIntegers.parse(digits, 0, digits.length()),
    };
    for (Executable operation : operations) {
      Thread.currentThread().interrupt();
      try {
        assertThrows(CancellationException.class, operation);
      } finally {
        Thread.interrupted();
      }
    }
  }
}
