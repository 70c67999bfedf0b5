package dev.mettle.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations of the modules that come with the engine. */
class ModuleOperationsTest {

  private static final OperationCalls JSON = OperationCalls.of("json");
  private static final OperationCalls RANDOM = OperationCalls.of("random");
  private static final OperationCalls FILEIO = OperationCalls.of("fileio");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1, 2.5, true, false, null] | (1 2.5 True False null)",
        "[-0, 1e3, 12345678901234567890] | (-0.0 1000.0 12345678901234567890)",
        "\"sym!:a\" | a",
        "[\"var!:x\", \"plain\"] | ($x \"plain\")",
        "[[], [[]]] | (() (()))",
        "[1, [2, [], 3], []] | (1 (2 () 3) ())",
        "\"é\\n\\u00e9\\ud83d\\ude00\\/\" | \"é\\né😀/\"",
      })
  void decodes(String json, String atom) {
    assertEquals(atom, JSON.call("json-decode", StringAtom.of(json)).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"nope", "[1,]", "[1 2]", "1 2", "[1", "{\"a\"}", "[01]", "[1e400]", "`", "TRUE"})
  void refusesWhatIsNoJson(String json) {
    String error = JSON.call("json-decode", StringAtom.of(json)).toString();
    assertTrue(error.startsWith("(Error (json-decode "), error);
    assertTrue(error.contains(" Failed to decode string. Reason: "), error);
  }

  @Test
  void aProgramKnowsItsArguments() {
    OperationCalls commandLine = OperationCalls.of("command-line");
    assertEquals(
        "(\"in.txt\" \"two words\")", commandLine.call("command-line-arguments").toString());
  }

  @Test
  void objectsAreSpacesInTheOrderOfTheirKeys() {
    Atom space =
        JSON.call("json-decode", StringAtom.of("{\"b\": {\"l\": []}, \"b\": 2, \"a\": [1]}"));
    assertEquals("\"{\\\"a\\\":[1], \\\"b\\\":2}\"", JSON.call("json-encode", space).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "1.2345678901234568e17, 1.2345678901234568e+17",
    "1e-5, 0.00001",
    "-1.5e-5, -0.000015",
    "1.5e-6, 1.5e-6",
    "0.0001, 0.0001",
    "-0.0, -0.0",
    "5e-324, 5e-324",
    "2, 2.0"
  })
  void encodesFloats(double value, String json) {
    assertEquals(StringAtom.of(json), JSON.call("json-encode", NumberAtom.of(value)));
  }

  @Test
  void encodesAtoms() {
    Expression atom =
        Expression.of(
            Symbol.of("f"),
            Variable.of("x"),
            StringAtom.of("q\"\n\u0001é"),
            BoolAtom.TRUE,
            Expression.of(Symbol.of("null"), LongAtom.of(7)));
    assertEquals(
        StringAtom.of("[\"sym!:f\", \"var!:x\", \"q\\\"\\n\\u0001é\", true, [null, 7]]"),
        JSON.call("json-encode", atom));
    Atom space = JSON.context().newSpace();
    ((dev.mettle.vm.space.AtomSpace) space).add(Symbol.of("a"));
    assertTrue(
        JSON.call("json-encode", space).toString().contains("Input space must be a dictionary"));
  }

  @Test
  void bearsDeepJson() {
    int depth = 200_000;
    Atom atom = JSON.call("json-decode", StringAtom.of("[".repeat(depth) + "]".repeat(depth)));
    assertEquals(2 * depth, ((StringAtom) JSON.call("json-encode", atom)).value().length());
  }

  @Test
  void randomNumbersAreInRangeAndRepeatable() {
    Atom a = RANDOM.call("new-random-generator", LongAtom.of(5));
    Atom b = RANDOM.call("new-random-generator", LongAtom.of(5));
    for (int i = 0; i < 100; i++) {
      LongAtom n = (LongAtom) RANDOM.call("random-int", a, LongAtom.of(-3), LongAtom.of(4));
      assertTrue(n.value() >= -3 && n.value() < 4);
      assertEquals(n, RANDOM.call("random-int", b, LongAtom.of(-3), LongAtom.of(4)));
    }
    Atom wide =
        RANDOM.call("random-int", a, LongAtom.of(Long.MIN_VALUE), LongAtom.of(Long.MAX_VALUE));
    assertTrue(wide instanceof LongAtom);
    assertTrue(
        RANDOM
            .call("random-int", a, LongAtom.of(3), LongAtom.of(3))
            .toString()
            .endsWith("3 3) RangeIsEmpty)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "random-int | expects three arguments: random generator, number (start) and number (end)",
        "random-float | expects three arguments: random generator, number (start) and number (end)",
        "set-random-seed | expects two arguments: random generator and number (seed)"
      })
  void numbersAreLookedAtBeforeTheGenerator(String operation, String text) {
    Atom a = Symbol.of("a");
    Atom generator = RANDOM.call("new-random-generator", LongAtom.of(5));
    String noNumbers = operation + " " + text + ")";
    String noGenerator = operation + " expects a random generator as its argument)";
    if (operation.equals("set-random-seed")) {
      assertEndsWith(noNumbers, RANDOM.call(operation, generator, a));
      assertEndsWith(noNumbers, RANDOM.call(operation, a, a));
      assertEndsWith(noGenerator, RANDOM.call(operation, a, LongAtom.of(1)));
    } else {
      assertEndsWith(noNumbers, RANDOM.call(operation, generator, a, LongAtom.of(2)));
      assertEndsWith(noNumbers, RANDOM.call(operation, a, LongAtom.of(1), a));
      assertEndsWith(noGenerator, RANDOM.call(operation, a, LongAtom.of(1), LongAtom.of(2)));
    }
  }

  private static void assertEndsWith(String end, Atom error) {
    assertTrue(error.toString().endsWith(") " + end), error::toString);
  }

  @Test
  void anEmptyPathIsNoFile() {
    assertEquals(
        "(Error (file-open! \"\" \"r\") Failed to open file with provided path= and options=r)",
        FILEIO.call("file-open!", StringAtom.of(""), StringAtom.of("r")).toString());
  }

  @Test
  void aPlaceBeforeTheBeginningIsNotGoneTo(@TempDir Path dir) {
    Atom path = StringAtom.of(dir.resolve("t.txt").toString());
    Atom file = FILEIO.call("file-open!", path, StringAtom.of("rwc"));
    FILEIO.call("file-write!", file, StringAtom.of("hello"));
    FILEIO.call("file-seek!", file, LongAtom.of(2));
    assertEquals(Expression.EMPTY, FILEIO.call("file-seek!", file, LongAtom.of(-1)));
    assertEquals(StringAtom.of("llo"), FILEIO.call("file-read-to-string!", file));
    assertEquals(Expression.EMPTY, FILEIO.call("file-seek!", file, NumberAtom.of(-1.5)));
    assertEquals(StringAtom.of("hello"), FILEIO.call("file-read-to-string!", file));
  }

  @Test
  void filesAreWrittenAndRead(@TempDir Path dir) {
    Atom path = StringAtom.of(dir.resolve("t.txt").toString());
    Atom file = FILEIO.call("file-open!", path, StringAtom.of("rwc"));
    assertEquals(Expression.EMPTY, FILEIO.call("file-write!", file, StringAtom.of("héllo")));
    assertEquals(LongAtom.of(6), FILEIO.call("file-get-size!", file));
    assertEquals(StringAtom.of(""), FILEIO.call("file-read-to-string!", file));
    FILEIO.call("file-seek!", file, LongAtom.of(3));
    assertEquals(StringAtom.of("llo\0\0"), FILEIO.call("file-read-exact!", file, LongAtom.of(5)));
    Atom more = FILEIO.call("file-open!", path, StringAtom.of("ra"));
    FILEIO.call("file-write!", more, StringAtom.of("!"));
    FILEIO.call("file-seek!", more, LongAtom.of(0));
    assertEquals(StringAtom.of("héllo!"), FILEIO.call("file-read-to-string!", more));
    String error = FILEIO.call("file-open!", path, StringAtom.of("c")).toString();
    assertTrue(error.contains(" and options=c)"), error);
  }
}
