package dev.mettle.vm.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.spi.Natives;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.NativeOperation;
import dev.mettle.ir.kernel.OutsideDomain;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.testing.FunctionGenerator;
import dev.mettle.ir.testing.StackEvaluator;
import dev.mettle.ir.text.FunctionPrinter;
import dev.mettle.ir.verify.Verifier;
import dev.mettle.vm.code.Words;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterpreterTest {

  /** Operations are quoted by the symbols of their names; one can be called. */
  private static final Natives SYMBOLS =
      new Natives() {
        @Override
        public Optional<NativeOperation> find(Symbol name, int arguments) {
          return name == Symbol.of("list")
              ? Optional.of(
                  a -> a.length == 0 ? OutsideDomain.IRREDUCIBLE : Expression.of(a.clone()))
              : Optional.empty();
        }

        @Override
        public Optional<Atom> operation(Symbol name) {
          return Optional.of(name);
        }
      };

  private static DecodedFunction decode(IrFunction function, Natives natives) {
    return assertInstanceOf(
            DecodedFunction.Decoded.class,
            DecodedFunction.decode(Verifier.verify(function), natives))
        .function();
  }

  private static Atom run(IrFunction function, Natives natives, Atom... arguments) {
    return new Interpreter().run(decode(function, natives), arguments);
  }

  private static IrFunction binary(Opcode opcode, OperandKind kind) {
    return FunctionBuilder.named(opcode.mnemonic())
        .parameter("a", kind)
        .parameter("b", kind)
        .emit(Opcode.LOAD_LOCAL, 0)
        .emit(Opcode.LOAD_LOCAL, 1)
        .emit(opcode)
        .emit(Opcode.RETURN)
        .build();
  }

  @Test
  void agreesWithTheOpcodeTableOnGeneratedFunctions() {
    FunctionGenerator generator = new FunctionGenerator(11);
    Interpreter interpreter = new Interpreter();
    for (int i = 0; i < 4_000; i++) {
      IrFunction function = generator.next(i % 80);
      DecodedFunction decoded = decode(function, SYMBOLS);
      for (int n = 0; n < 5; n++) {
        Atom[] arguments =
            function.parameters().stream()
                .map(parameter -> generator.argument(parameter.kind()))
                .toArray(Atom[]::new);
        assertEquals(
            exactly(StackEvaluator.run(function, arguments)),
            exactly(interpreter.run(decoded, arguments)),
            () -> FunctionPrinter.print(function));
      }
    }
  }

  private static String exactly(Atom atom) {
    return atom instanceof DoubleAtom d
        ? "float " + Double.doubleToLongBits(d.value())
        : atom.getClass().getSimpleName() + " " + atom;
  }

  @Test
  void integersAreExactAcrossTheBordersOfWordsAndLongs() {
    for (int bits : new int[] {47, 48, 62, 63, 64}) {
      BigInteger border = BigInteger.ONE.shiftLeft(bits);
      for (int off = -2; off <= 2; off++) {
        BigInteger a = border.add(BigInteger.valueOf(off));
        for (BigInteger x : new BigInteger[] {a, a.negate()}) {
          for (long y : new long[] {-2, -1, 1, 2}) {
            BigInteger b = BigInteger.valueOf(y);
            check(x.add(b), Opcode.ADD, x, b);
            check(x.subtract(b), Opcode.SUB, x, b);
            check(x.multiply(b), Opcode.MUL, x, b);
            check(x.divide(b), Opcode.DIV, x, b);
            check(x.remainder(b), Opcode.MOD, x, b);
          }
        }
      }
    }
    check(BigInteger.ONE.shiftLeft(80), Opcode.MUL, two(40), two(40));
    check(BigInteger.ONE.shiftLeft(47), Opcode.MUL, two(24), two(23));
    check(BigInteger.ONE.shiftLeft(46), Opcode.MUL, two(23), two(23));
  }

  private static BigInteger two(int power) {
    return BigInteger.ONE.shiftLeft(power);
  }

  private static void check(BigInteger expected, Opcode opcode, BigInteger a, BigInteger b) {
    // Numbers are tried as bare integers first, atoms of unknown kind are always tagged.
    for (OperandKind kind : new OperandKind[] {OperandKind.NUMBER, OperandKind.ATOM}) {
      Atom result = run(binary(opcode, kind), SYMBOLS, NumberAtom.of(a), NumberAtom.of(b));
      assertEquals(exactly(NumberAtom.of(expected)), exactly(result), opcode + " " + a + " " + b);
    }
  }

  @Test
  void bareIntegersAgreeWithTaggedWords() {
    long[] values = {
      0, 1, -1, 2, -2, 7, 1L << 31, 1L << 47, -(1L << 47), 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE
    };
    for (Opcode opcode : Opcode.values()) {
      int code = Codes.of(opcode);
      if (code < 0 || code >= Codes.RETURN || opcode.picture().inputs().size() != 2) {
        continue;
      }
      boolean bools = opcode.picture().inputs().getFirst().kind() == OperandKind.BOOL;
      DecodedFunction bare =
          decode(binary(opcode, bools ? OperandKind.BOOL : OperandKind.NUMBER), SYMBOLS);
      DecodedFunction tagged = decode(binary(opcode, OperandKind.ATOM), SYMBOLS);
      Atom sample = bools ? BoolAtom.TRUE : LongAtom.of(1);
      assertNotNull(bare.laneCode(new Atom[] {sample, sample}), opcode.mnemonic());
      assertNull(tagged.laneCode(new Atom[] {sample, sample}), opcode.mnemonic());
      for (long x : values) {
        for (long y : values) {
          Atom a = bools ? BoolAtom.of((x & 1) == 0) : LongAtom.of(x);
          Atom b = bools ? BoolAtom.of((y & 1) == 0) : LongAtom.of(y);
          Interpreter interpreter = new Interpreter();
          assertEquals(
              exactly(interpreter.run(tagged, a, b)),
              exactly(interpreter.run(bare, a, b)),
              opcode.mnemonic() + " " + a + " " + b);
        }
      }
    }
  }

  @Test
  void bareFloatsAgreeWithTaggedWords() {
    Atom[] values = {
      DoubleAtom.of(0.0),
      DoubleAtom.of(-0.0),
      DoubleAtom.of(1.5),
      DoubleAtom.of(-2.5),
      DoubleAtom.of(0x1p53),
      DoubleAtom.of(1e300),
      DoubleAtom.of(Double.POSITIVE_INFINITY),
      DoubleAtom.of(Double.NaN),
      LongAtom.of(0),
      LongAtom.of(3),
      LongAtom.of(-2),
      LongAtom.of((1L << 53) + 1),
      LongAtom.of(1L << 40),
      LongAtom.of(Long.MIN_VALUE)
    };
    for (Opcode opcode : Opcode.values()) {
      int code = Codes.of(opcode);
      if (code < 0
          || code >= Codes.RETURN
          || opcode.picture().inputs().size() != 2
          || opcode.picture().inputs().getFirst().kind() == OperandKind.BOOL) {
        continue;
      }
      Interpreter interpreter = new Interpreter();
      for (Atom a : values) {
        for (Atom b : values) {
          Atom expected = interpreter.run(decode(binary(opcode, OperandKind.ATOM), SYMBOLS), a, b);
          String what = opcode.mnemonic() + " " + a + " " + b;
          DecodedFunction bare = decode(binary(opcode, OperandKind.NUMBER), SYMBOLS);
          assertEquals(exactly(expected), exactly(interpreter.run(bare, a, b)), what);
          assertEquals(exactly(expected), exactly(withConstant(opcode, a, b)), what);
        }
      }
    }
  }

  /** The operation with its second operand in the code. */
  private static Atom withConstant(Opcode opcode, Atom a, Atom b) {
    IrFunction function =
        FunctionBuilder.named(opcode.mnemonic())
            .parameter("a", OperandKind.NUMBER)
            .emit(Opcode.LOAD_LOCAL, 0)
            .push(b)
            .emit(opcode)
            .emit(Opcode.RETURN)
            .build();
    return run(function, SYMBOLS, a);
  }

  @Test
  void argumentsOfOtherLanesGetCodeOfTheirOwn() {
    DecodedFunction sum = decode(binary(Opcode.ADD, OperandKind.NUMBER), SYMBOLS);
    Interpreter interpreter = new Interpreter();
    Atom[] whole = {LongAtom.of(1), LongAtom.of(2)};
    Atom[] real = {DoubleAtom.of(1.5), LongAtom.of(2)};
    for (int i = 0; i < 10; i++) {
      assertEquals("3", interpreter.run(sum, whole).toString());
      assertEquals("3.5", interpreter.run(sum, real).toString());
    }
    assertNull(sum.laneCodeLike(whole), "calls that alternate do not make code for ever");
    assertNotNull(sum.laneCode(whole));
  }

  @Test
  void functionsThatOftenLeaveSixtyFourBitsStopTrying() {
    DecodedFunction product = decode(binary(Opcode.MUL, OperandKind.NUMBER), SYMBOLS);
    Interpreter interpreter = new Interpreter();
    Atom big = LongAtom.of(1L << 40);
    for (int i = 0; i < 200; i++) {
      assertEquals("1208925819614629174706176", interpreter.run(product, big, big).toString());
    }
    Atom[] small = {LongAtom.of(2), LongAtom.of(3)};
    assertNull(product.laneCode(small));
    for (int i = 0; i < 5_000; i++) {
      interpreter.run(product, LongAtom.of(2), LongAtom.of(i));
    }
    assertNotNull(product.laneCode(small));
  }

  @Test
  void eachValueHasOneWord() {
    long[] edges = {0, 1, -1, (1L << 47) - 1, -(1L << 47)};
    for (long value : edges) {
      long word = Words.of(LongAtom.of(value));
      assertTrue(Words.isInteger(word) && !Words.isDouble(word) && !Words.isReference(word));
      assertEquals(value, Words.integer(word));
    }
    for (long value : new long[] {1L << 47, -(1L << 47) - 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertTrue(Words.isReference(Words.of(LongAtom.of(value))));
    }
    double[] floats = {
      0.0,
      -0.0,
      1,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NaN,
      Double.longBitsToDouble(0x7FF8L << 48),
      Double.longBitsToDouble(0x7FFCL << 48),
      Double.longBitsToDouble(-1)
    };
    for (double value : floats) {
      long word = Words.ofDouble(value);
      assertTrue(Words.isDouble(word) && !Words.isInteger(word) && !Words.isBool(word));
      assertEquals(value, Words.number(word));
      assertEquals(Double.isNaN(value), word == Words.NAN);
    }
    for (long word : new long[] {Words.TRUE, Words.FALSE, Words.NIL, Words.UNIT}) {
      assertTrue(!Words.isDouble(word) && !Words.isInteger(word) && !Words.isReference(word));
    }
    assertSame(Expression.EMPTY, Words.toAtom(Words.NIL));
    assertSame(Expression.EMPTY, Words.toAtom(Words.UNIT));
  }

  @Test
  void bothWritingsOfUnitAreEqual() {
    IrFunction function =
        FunctionBuilder.named("f")
            .emit(Opcode.PUSH_NIL)
            .emit(Opcode.PUSH_UNIT)
            .emit(Opcode.EQ)
            .emit(Opcode.RETURN)
            .build();
    assertSame(BoolAtom.TRUE, run(function, SYMBOLS));
  }

  @Test
  void argumentsOfAnotherKindAreLeftToTheTreeWalker() {
    DecodedFunction function = decode(binary(Opcode.ADD, OperandKind.NUMBER), SYMBOLS);
    Interpreter interpreter = new Interpreter();
    assertSame(Leave.ARGUMENT_KIND, interpreter.run(function, LongAtom.of(1), Symbol.of("a")));
    assertEquals("3.5", interpreter.run(function, LongAtom.of(1), DoubleAtom.of(2.5)).toString());
    assertEquals(1, interpreter.counters().leaves(Leave.Reason.ARGUMENT_KIND));
    assertEquals(1, interpreter.counters().runs());
    assertEquals(4, interpreter.counters().instructions());
    assertEquals(1, function.runs());
    assertThrows(IllegalArgumentException.class, () -> interpreter.run(function));
  }

  @Test
  void callsWithoutAValueQuoteTheirOperation() {
    Atom one = LongAtom.of(1);
    IrFunction div = binary(Opcode.DIV, OperandKind.ATOM);
    assertEquals(
        "(Error (/ 1 0) DivisionByZero)", run(div, SYMBOLS, one, LongAtom.of(0)).toString());
    IrFunction add = binary(Opcode.ADD, OperandKind.ATOM);
    assertEquals("(+ 1 a)", run(add, SYMBOLS, one, Symbol.of("a")).toString());
    assertSame(Leave.OUTSIDE_DOMAIN, run(add, Natives.NONE, one, Symbol.of("a")));
  }

  @Test
  void nativeOperationsAreCalledByName() {
    FunctionBuilder builder =
        FunctionBuilder.named("f").parameter("x", OperandKind.NUMBER).emit(Opcode.LOAD_LOCAL, 0);
    builder.emit(Opcode.DUP).emit(Opcode.ADD).emit(Opcode.LOAD_LOCAL, 0).emit(Opcode.PUSH_TRUE);
    int name = builder.constant(Symbol.of("list"));
    IrFunction function = builder.emit(Opcode.CALL_NATIVE, name, 3).emit(Opcode.RETURN).build();
    assertEquals("(14 7 True)", run(function, SYMBOLS, LongAtom.of(7)).toString());
    IrFunction empty =
        FunctionBuilder.copyOfFrame(function)
            .emit(Opcode.CALL_NATIVE, name, 0)
            .emit(Opcode.RETURN)
            .build();
    assertEquals("(list)", run(empty, SYMBOLS, LongAtom.of(7)).toString());
    assertEquals(
        new DecodedFunction.NotRunnable("there is no operation list"),
        DecodedFunction.decode(Verifier.verify(function), Natives.NONE));
  }

  @Test
  void laterStagesAreNotRunnableYet() {
    IrFunction function =
        FunctionBuilder.named("f")
            .parameter("x", OperandKind.ATOM)
            .parameter("t", OperandKind.TYPE)
            .emit(Opcode.LOAD_LOCAL, 0)
            .emit(Opcode.LOAD_LOCAL, 1)
            .emit(Opcode.EVAL_ATOM)
            .emit(Opcode.RETURN)
            .build();
    assertEquals(
        new DecodedFunction.NotRunnable("eval_atom is of stage 3"),
        DecodedFunction.decode(Verifier.verify(function), SYMBOLS));
  }

  @Test
  void longCodeAndManyConstantsRun() {
    FunctionBuilder builder =
        FunctionBuilder.named("f").parameter("x", OperandKind.NUMBER).emit(Opcode.LOAD_LOCAL, 0);
    for (int i = 0; i < 20_000; i++) {
      builder.emit(Opcode.PUSH_LONG_SMALL, i).emit(Opcode.ADD);
    }
    IrFunction function = builder.emit(Opcode.RETURN).build();
    assertEquals("199990005", run(function, SYMBOLS, LongAtom.of(5)).toString());
    for (int i = 0; i < 70_000; i++) {
      builder.emit(Opcode.PUSH_LONG_SMALL, i).emit(Opcode.ADD);
    }
    FunctionBuilder tooLarge = FunctionBuilder.named("g").emit(Opcode.PUSH_NIL);
    for (int i = 0; i < 70_000; i++) {
      tooLarge.emit(Opcode.PUSH_LONG_SMALL, i).emit(Opcode.POP);
    }
    assertInstanceOf(
        DecodedFunction.NotRunnable.class,
        DecodedFunction.decode(Verifier.verify(tooLarge.emit(Opcode.RETURN).build()), SYMBOLS));
  }

  @Test
  void theLoopIsShortEnoughForTheJustInTimeCompiler() throws IOException {
    assertMethodsAreShort("Interpreter.class");
    assertMethodsAreShort("LaneLoop.class");
  }

  private static void assertMethodsAreShort(String classFile) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Interpreter.class.getResourceAsStream(classFile))) {
      for (MethodModel method : ClassFile.of().parse(in.readAllBytes()).methods()) {
        int length =
            method.findAttribute(Attributes.code()).map(code -> code.codeLength()).orElse(0);
        assertTrue(length < 8000, method.methodName() + " has " + length + " bytes");
      }
    }
  }
}
