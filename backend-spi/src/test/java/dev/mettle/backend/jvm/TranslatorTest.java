package dev.mettle.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.jvm.translator.UnitTranslation;
import dev.mettle.backend.jvm.translator.UnitTranslator;
import dev.mettle.backend.spi.Clock;
import dev.mettle.backend.spi.CompileLimits;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.lang.constant.ClassDesc;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The code that the translator writes. */
class TranslatorTest {

  private static final class TestClock extends Clock {}

  private static final class TestCode extends FunctionCode {

    private final IrFunction function;

    TestCode(IrFunction function) {
      super(new TestClock());
      this.function = function;
    }

    @Override
    public IrFunction function() {
      return function;
    }

    @Override
    protected boolean recheck() {
      return true;
    }
  }

  private static UnitTranslation translate(
      FunctionBuilder builder, boolean guesses, Lane... lanes) {
    CallKey key = CallKey.of(Symbol.of("f"), lanes.length);
    IrFunction function = builder.parameter("expected", OperandKind.TYPE).build();
    UnitFunction unit =
        new UnitFunction(key, function, new TestCode(function), Map.of(), Map.of(), Map.of());
    return UnitTranslator.translate(
        new UnitRequest(
            ClassDesc.of("test.Generated"),
            List.of(unit),
            new Version(0, List.of(lanes), Optional.of(Symbols.UNDEFINED)),
            guesses,
            CompileLimits.DEFAULT));
  }

  private static UnitTranslation.Translated translated(
      FunctionBuilder builder, boolean guesses, Lane... lanes) {
    return assertInstanceOf(UnitTranslation.Translated.class, translate(builder, guesses, lanes));
  }

  /** The code of the first method, which is that of the wanted version. */
  private static List<String> code(UnitTranslation.Translated translated) {
    return Listing.of(translated.type().methods().getFirst());
  }

  private static FunctionBuilder poly() {
    return FunctionBuilder.named("poly")
        .source("poly.metta")
        .parameter("x", OperandKind.ATOM)
        .parameter("y", OperandKind.ATOM);
  }

  private static FunctionBuilder body(FunctionBuilder builder) {
    return builder
        .line(3)
        .emit(Opcode.LOAD_LOCAL, 0)
        .emit(Opcode.LOAD_LOCAL, 0)
        .emit(Opcode.MUL)
        .line(4)
        .emit(Opcode.LOAD_LOCAL, 1)
        .emit(Opcode.PUSH_LONG_SMALL, 1)
        .emit(Opcode.SUB)
        .emit(Opcode.ADD)
        .emit(Opcode.RETURN);
  }

  @Test
  void integersStayUnboxed() {
    UnitTranslation.Translated poly = translated(body(poly()), true, Lane.LONG, Lane.LONG);
    List<String> code = code(poly);
    for (String exact : List.of("multiplyExact", "subtractExact", "addExact")) {
      assertEquals(1, code.stream().filter(line -> line.contains(exact)).count(), exact);
    }
    assertTrue(code.contains("lreturn"), code.toString());
    assertTrue(code.containsAll(List.of("line 3", "line 4")), code.toString());
    assertFalse(code.toString().contains("Kernels.mul"), code.toString());
    assertEquals("poly.metta", poly.type().sourceFile());
    assertEquals(Lane.LONG, poly.entries().getFirst().result());
  }

  @Test
  void integersMeetFloatsAsFloats() {
    List<String> code = code(translated(body(poly()), true, Lane.LONG, Lane.DOUBLE));
    // The constant 1 is a float from the start; only the product has to be converted.
    assertTrue(code.contains("double 1.0"), code.toString());
    assertEquals(1, code.stream().filter("l2d"::equals).count());
    assertTrue(code.contains("dsub"));
    assertTrue(code.contains("dadd"));
  }

  @Test
  void withoutGuessesReferencesAreForKernels() {
    List<String> code = code(translated(body(poly()), false, Lane.REFERENCE, Lane.REFERENCE));
    assertFalse(code.toString().contains("Exact"), code.toString());
    assertFalse(code.toString().contains("catch"), code.toString());
  }

  @Test
  void whatIsTooLongIsDeclined() {
    FunctionBuilder builder = poly().emit(Opcode.LOAD_LOCAL, 0);
    for (int i = 0; i < 5_000; i++) {
      builder.emit(Opcode.LOAD_LOCAL, 1).emit(Opcode.ADD);
    }
    builder.emit(Opcode.RETURN);
    assertTrue(isTooLarge(translate(builder, true, Lane.LONG, Lane.LONG)));
  }

  @Test
  void tooManyParametersAreDeclined() {
    FunctionBuilder builder = FunctionBuilder.named("wide");
    for (int i = 0; i < 300; i++) {
      builder.parameter("p" + i, OperandKind.ATOM);
    }
    builder.emit(Opcode.LOAD_LOCAL, 299).emit(Opcode.RETURN);
    Lane[] lanes = Collections.nCopies(300, Lane.LONG).toArray(new Lane[0]);
    assertTrue(isTooLarge(translate(builder, true, lanes)));
  }

  @Test
  void theExitsOfLongExpressionsAreShared() {
    for (boolean nested : new boolean[] {true, false}) {
      List<String> code = code(translated(sums(nested, 400), true, Lane.LONG, Lane.LONG));
      // For all that leaves the range of integers; what calls nothing has no other way out.
      assertEquals(1, code.stream().filter(line -> line.contains(".leave")).count());
      translated(sums(nested, 200), true, Lane.DOUBLE, Lane.DOUBLE);
      translated(sums(nested, 200), true, Lane.REFERENCE, Lane.LONG);
      translated(sums(nested, 200), false, Lane.REFERENCE, Lane.REFERENCE);
    }
  }

  /** Sums and products of inputs, all of which are open at once or none but the last. */
  private static FunctionBuilder sums(boolean nested, int count) {
    FunctionBuilder builder = poly().emit(Opcode.LOAD_LOCAL, 1);
    for (int i = 0; nested && i < count; i++) {
      builder.emit(Opcode.LOAD_LOCAL, i % 2);
    }
    for (int i = 0; i < count; i++) {
      if (!nested) {
        builder.emit(Opcode.LOAD_LOCAL, i % 2);
      }
      builder.emit(i % 3 == 0 ? Opcode.MUL : Opcode.ADD);
    }
    return builder.emit(Opcode.RETURN);
  }

  private static boolean isTooLarge(UnitTranslation translation) {
    return translation instanceof UnitTranslation.Refused refused
        && refused.outcome().reason() == DeclineReason.TOO_LARGE;
  }
}
