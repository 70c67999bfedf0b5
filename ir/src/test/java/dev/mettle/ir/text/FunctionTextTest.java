package dev.mettle.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionTextTest {

  private static final List<Atom> CONSTANTS =
      List.of(
          LongAtom.of(0),
          LongAtom.of(Long.MIN_VALUE),
          NumberAtom.of(BigInteger.TEN.pow(60)),
          NumberAtom.of(BigInteger.TEN.pow(60).negate()),
          DoubleAtom.of(0.0),
          DoubleAtom.of(-0.0),
          DoubleAtom.of(1.0),
          DoubleAtom.of(Double.MIN_VALUE),
          DoubleAtom.of(1.7976931348623157e308),
          DoubleAtom.of(Double.NaN),
          DoubleAtom.of(Double.POSITIVE_INFINITY),
          DoubleAtom.of(Double.NEGATIVE_INFINITY),
          BoolAtom.TRUE,
          BoolAtom.FALSE,
          StringAtom.of(""),
          StringAtom.of("a \"b\"\\ \n\t\r\0\u007f\u00ad\ud83d\ude00 \ud800 ; x"),
          Expression.EMPTY,
          Symbol.of("plain"),
          Symbol.of("+"),
          Symbol.of("5"),
          Symbol.of("-1.5e3"),
          Symbol.of("True"),
          Symbol.of("inf"),
          Symbol.of("NaN"),
          Symbol.of(""),
          Symbol.of("two words"),
          Symbol.of("a;b(c)\"d\""),
          Symbol.of("$x"),
          Symbol.of("\u00e4\u00f6"),
          Variable.of("x"),
          Variable.of(""),
          Variable.of("x", 17),
          Variable.of("a;b", 17),
          Variable.of("a#b@c"),
          Variable.slot("x", 3),
          Variable.slot("odd name", 3),
          Expression.of(Symbol.of("f"), Expression.of(Expression.EMPTY, Variable.of("y"))));

  private static IrFunction withConstants(List<Atom> constants) {
    FunctionBuilder builder = FunctionBuilder.named("a \"name\"\n").source("dir/a b.metta");
    constants.forEach(builder::appendConstant);
    return builder.emit(Opcode.PUSH_NIL).emit(Opcode.RETURN).build();
  }

  @Test
  void constantsOfAllKindsReadBack() throws TextFormatException {
    IrFunction function = withConstants(CONSTANTS);
    IrFunction back = FunctionParser.parse(FunctionPrinter.print(function), "text");
    assertEquals(function.name(), back.name());
    assertEquals(function.source(), back.source());
    for (int i = 0; i < CONSTANTS.size(); i++) {
      Atom expected = CONSTANTS.get(i);
      Atom actual = back.constant(i);
      assertEquals(expected.getClass(), actual.getClass(), ConstantText.of(expected));
      assertEquals(ConstantText.of(expected), ConstantText.of(actual));
      if (expected instanceof DoubleAtom x && actual instanceof DoubleAtom y) {
        assertEquals(x.value(), y.value());
      } else {
        assertEquals(expected, actual);
      }
    }
  }

  @Test
  void constantsMayBeNestedDeeply() throws TextFormatException {
    Atom deep = Symbol.of("a");
    for (int i = 0; i < 100_000; i++) {
      deep = Expression.of(deep);
    }
    IrFunction function = withConstants(List.of(deep));
    assertEquals(deep, FunctionParser.parse(FunctionPrinter.print(function), "text").constant(0));
  }

  private static TextFormatException failure(String text) {
    return assertThrows(TextFormatException.class, () -> FunctionParser.parse(text, "test.mir"));
  }

  private static void fails(int line, int column, String reason, String text) {
    TextFormatException e = failure(text);
    assertTrue(String.valueOf(e.getMessage()).contains(reason), e.getMessage());
    assertEquals(line + ":" + column, e.line() + ":" + e.column(), e.getMessage());
  }

  @Test
  void errorsNameTheirPlace() {
    fails(1, 1, "'function' is expected", "");
    fails(1, 1, "'function' is expected, not 'fun'", "fun \"f\" () -> atom {}");
    fails(1, 10, "a string is expected", "function f () -> atom {}");
    fails(1, 20, "kind of a value", "function \"f\" () -> thing {}");
    fails(1, 17, "kind of a value", "function \"f\" (x thing) -> atom {}");
    fails(1, 25, "key, source, locals", "function \"f\" () -> atom word {}");
    fails(2, 3, "an instruction is expected, not 'ad'", "function \"f\" () -> atom {\n  ad\n}");
    fails(2, 14, "a number is expected", "function \"f\" () -> atom {\n  load_local x\n}");
    fails(2, 14, "a number from", "function \"f\" () -> atom {\n  load_local 99999999999\n}");
    fails(2, 8, "no label nowhere", "function \"f\" () -> atom {\n  jump nowhere\n}");
    fails(3, 1, "there twice", "function \"f\" () -> atom {\na: nop\na: nop\n}");
    fails(2, 3, "at least 1 immediate", "function \"f\" () -> atom {\n  fork\n}");
    fails(1, 10, "not closed", "function \"f");
    fails(1, 11, "unknown escape", "function \"\\q\" () -> atom {}");
    fails(1, 33, "the next constant has the number 0", "function \"f\" () -> atom   const 1 a {}");
    fails(1, 33, "not known here", "function \"f\" () -> atom const 0 g\"op\" {}");
    fails(1, 26, "an instruction is expected, not the end", "function \"f\" () -> atom {");
    fails(2, 1, "one function is expected", "function \"f\" () -> atom {}\nx");
  }

  @Test
  void messagesShowTheLine() {
    assertEquals(
        "test.mir:2:3: an instruction is expected, not 'ad'\n    ad 1\n    ^",
        failure("function \"f\" () -> atom {\n  ad 1\n}").getMessage());
  }

  @Test
  void commentsInFrontOfTheCodeAreKept() throws TextFormatException {
    List<FunctionText> read =
        FunctionParser.parseAll(
            """
            ; means: (+ $x 1)
            function "f" (x number) -> number
              ; boundary
            { load_local 0 ; not this one
              push_long_small 1
              add return }
            function "g" () -> unit { push_nil return }
            """,
            "test.mir");
    assertEquals(List.of("means: (+ $x 1)", "boundary"), read.get(0).comments());
    assertEquals(2, read.get(0).line());
    assertEquals(List.of(), read.get(1).comments());
    assertEquals(7, read.get(1).line());
  }
}
