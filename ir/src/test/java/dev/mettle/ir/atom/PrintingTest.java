package dev.mettle.ir.atom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintingTest {

  private static String quoted(String value) {
    return StringAtom.of(value).toString();
  }

  private static List<String> resource(String name) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(PrintingTest.class.getResourceAsStream(name), name),
                StandardCharsets.UTF_8))) {
      return in.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1e15, 1000000000000000.0",
    "9999999999999998.0, 9999999999999998.0",
    "1e16, 1e16",
    "12345678901234568.0, 1.2345678901234568e16",
    "1e23, 1e23",
    "0.0001, 0.0001",
    "0.00012, 0.00012",
    "0.00009, 9e-5",
    "5e-324, 5e-324",
    "1e-323, 1e-323",
    "9.9e-323, 1e-322",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "12345678.0, 12345678.0",
    "100.0, 100.0",
    "0.1, 0.1",
    "-1.5, -1.5",
    "-0.0, -0.0",
    "0.0, 0.0",
    "NaN, NaN",
    "Infinity, inf",
    "-Infinity, -inf",
    "0.30000000000000004, 0.30000000000000004",
    // Both 94.2 and 94.3 are right; the reference prints the larger one.
    "1801514316094494.25, 1801514316094494.3",
    "-147004786287301.125, -147004786287301.13",
  })
  void floatsPrintAsTheReferencePrintsThem(double value, String text) {
    assertEquals(text, FloatText.of(value));
  }

  @Test
  void recordedFloats() throws IOException {
    for (String line : resource("floats.txt")) {
      String[] parts = line.split(" ");
      assertEquals(parts[1], FloatText.of(Double.parseDouble(parts[0])));
    }
  }

  @Test
  void floatsReadBackToTheSameValue() {
    Random random = new Random(11);
    for (int i = 0; i < 200_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        String text = FloatText.of(value);
        assertEquals(value, Double.parseDouble(text), text);
        assertTrue(text.contains(".") || text.contains("e"), text);
      }
    }
  }

  @Test
  void integers() {
    assertEquals("-9223372036854775808", LongAtom.of(Long.MIN_VALUE).toString());
    assertEquals("1" + "0".repeat(30), NumberAtom.of(BigInteger.TEN.pow(30)).toString());
  }

  @Test
  void stringsAreQuotedAndEscaped() {
    assertEquals("\"a\\\"b\\\\c\"", quoted("a\"b\\c"));
    assertEquals("\"\\n\\r\\t\\0\"", quoted("\n\r\t\0"));
    assertEquals("\"it's\"", quoted("it's"));
    assertEquals("\"\\u{7f}\\u{1}\\u{1b}\"", quoted("\u007f\u0001\u001b"));
    assertEquals("\"été 日本 😀\"", quoted("été 日本 😀"));
    assertEquals(
        "\"\\u{a0}\\u{ad}\\u{200b}\\u{2028}\\u{3000}\\u{e000}\\u{feff}\"",
        quoted("\u00a0\u00ad\u200b\u2028\u3000\ue000\ufeff"));
    assertEquals("\"e\\u{301}\"", quoted("e\u0301"));
    assertEquals("\"\\u{d800}\"", quoted("\ud800"));
    assertEquals("\"\\u{10ffff}\"", quoted(Character.toString(0x10FFFF)));
  }

  @Test
  void everyCharacterIsEscapedOrShownAsTheReferenceDoes() throws IOException {
    BitSet escaped = new BitSet();
    for (String line : resource("escaped-characters.txt")) {
      String[] range = line.split("-");
      escaped.set(Integer.parseInt(range[0], 16), Integer.parseInt(range[1], 16) + 1);
    }
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      boolean shown = quoted(Character.toString(c)).equals('"' + Character.toString(c) + '"');
      assertEquals(escaped.get(c) || surrogate, !shown, "U+" + Integer.toHexString(c));
    }
  }

  @Test
  void rawTextConcernsStringsOnTheTopLevelOnly() {
    assertEquals("a\"b", AtomPrinter.printRaw(StringAtom.of("a\"b")));
    assertEquals("(\"s\")", AtomPrinter.printRaw(Expression.of(StringAtom.of("s"))));
    assertEquals("1.5", AtomPrinter.printRaw(DoubleAtom.of(1.5)));
  }

  @Test
  void variablesShowTheirNumber() {
    assertEquals("$x", Variable.of("x").toString());
    assertEquals("$x#17", Variable.of("x", 17).toString());
    assertEquals("$", Variable.of("").toString());
  }

  @Test
  void expressions() {
    assertEquals("()", Expression.EMPTY.toString());
    assertEquals(
        "(a (b) () $x 1 \"s\" True)",
        Expression.of(
                Symbol.of("a"),
                Expression.of(Symbol.of("b")),
                Expression.EMPTY,
                Variable.of("x"),
                LongAtom.of(1),
                StringAtom.of("s"),
                BoolAtom.TRUE)
            .toString());
  }
}
