package dev.mettle.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.jvm.translator.Translation;
import dev.mettle.backend.jvm.translator.Translator;
import dev.mettle.backend.spi.Callees;
import dev.mettle.backend.spi.CompileLimits;
import dev.mettle.backend.spi.CompileRequest;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.EntryKind;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.Natives;
import dev.mettle.backend.spi.Profile;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.kernel.NativeOperation;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The code that the translator writes. */
class TranslatorTest {

  private static final Natives NATIVES =
      new Natives() {
        @Override
        public Optional<NativeOperation> find(Symbol name, int arguments) {
          return Optional.empty();
        }

        @Override
        public Optional<Atom> operation(Symbol name) {
          return Optional.of(name);
        }
      };

  private static Translation translate(FunctionBuilder builder, Profile profile) {
    return Translator.translate(
        new CompileRequest(
            ClassDesc.of("test.Generated"),
            builder.build(),
            List.of(new EntryKind.Generic()),
            profile,
            Callees.NONE,
            NATIVES,
            CompileLimits.DEFAULT));
  }

  private static Translation.Translated translated(FunctionBuilder builder, Profile profile) {
    return assertInstanceOf(Translation.Translated.class, translate(builder, profile));
  }

  private static List<String> code(Translation.Translated translated, String method) {
    return translated.type().methods().stream()
        .filter(m -> m.name().equals(method))
        .findFirst()
        .map(Listing::of)
        .orElseThrow();
  }

  private static FunctionBuilder poly() {
    return FunctionBuilder.named("poly")
        .source("poly.metta")
        .parameter("x", OperandKind.NUMBER)
        .parameter("y", OperandKind.NUMBER)
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
    Translation.Translated poly =
        translated(poly(), Profile.ofLanes(List.of(Lane.LONG, Lane.LONG)));
    assertEquals(
        List.of(
            "L0:",
            "line 3",
            "load long 1",
            "load long 1",
            "call Math.multiplyExact(long,long)long",
            "line 4",
            "load long 3",
            "long 1",
            "call Math.subtractExact(long,long)long",
            "call Math.addExact(long,long)long",
            "lreturn",
            "L1:",
            "L2:"),
        code(poly, "f$poly").subList(0, 13));
    assertEquals("poly.metta", poly.type().sourceFile());
    assertEquals(
        new EntryKind.Typed(List.of(Lane.LONG, Lane.LONG), Lane.LONG),
        poly.entryPoints().get(1).kind());
  }

  @Test
  void integersMeetFloatsAsFloats() {
    List<String> code =
        code(translated(poly(), Profile.ofLanes(List.of(Lane.LONG, Lane.DOUBLE))), "f$poly");
    // The constant 1 is a float from the start; only the product has to be converted.
    assertTrue(code.contains("double 1.0"), code.toString());
    assertEquals(1, code.stream().filter("l2d"::equals).count());
    assertTrue(code.contains("dsub"));
    assertTrue(code.contains("dadd"));
  }

  @Test
  void withoutAProfileKernelsDoTheWork() {
    List<String> code = code(translated(poly(), Profile.unknown(2)), "f$poly");
    assertTrue(code.contains("call Kernels.mul(Atom,Atom)Atom"), code.toString());
    assertFalse(code.toString().contains("Exact"));
    assertFalse(code.toString().contains("catch"));
  }

  @Test
  void afterAnOverflowIntegersAreAtoms() {
    Profile profile = Profile.ofLanes(List.of(Lane.LONG, Lane.LONG)).withIntegerRangeLeft();
    List<String> code = code(translated(poly(), profile), "f$poly");
    assertFalse(code.toString().contains("Exact"), code.toString());
  }

  @Test
  void boolsAndFloatsAreKnownByTheirKind() {
    FunctionBuilder builder =
        FunctionBuilder.named("f")
            .parameter("a", OperandKind.BOOL)
            .parameter("b", OperandKind.FLOAT)
            .emit(Opcode.LOAD_LOCAL, 0)
            .emit(Opcode.LOAD_LOCAL, 1)
            .push(DoubleAtom.of(-0.0))
            .emit(Opcode.LT)
            .emit(Opcode.XOR)
            .emit(Opcode.RETURN);
    Translation.Translated f = translated(builder, Profile.unknown(2));
    assertEquals(
        List.of(
            "L0:",
            "load int 1",
            "load double 2",
            "double -0.0",
            "call TypedKernels.lt(double,double)boolean",
            "ixor",
            "ireturn",
            "L1:"),
        code(f, "f$f"));
  }

  @Test
  void longFunctionsAreSplit() {
    for (boolean nested : new boolean[] {false, true}) {
      FunctionBuilder builder =
          FunctionBuilder.named("long")
              .parameter("a", OperandKind.NUMBER)
              .emit(Opcode.LOAD_LOCAL, 0);
      int length = 20_000;
      for (int i = 0; i < length; i++) {
        builder.emit(Opcode.LOAD_LOCAL, 0);
        if (!nested) {
          builder.emit(Opcode.ADD);
        }
      }
      for (int i = 0; nested && i < length; i++) {
        builder.emit(Opcode.ADD);
      }
      Translation translation =
          translate(builder.emit(Opcode.RETURN), Profile.ofLanes(List.of(Lane.LONG)));
      if (nested) {
        // All operands lie on the stack at once: that is a matter of the stack, not of length.
        assertTrue(translation instanceof Translation.Translated || isTooLarge(translation));
        continue;
      }
      Translation.Translated split = assertInstanceOf(Translation.Translated.class, translation);
      assertTrue(split.type().methods().size() > 10);
      for (JvmMethod method : split.type().methods()) {
        assertTrue(method.maxStack() < 20);
        assertTrue(
            Listing.of(method).size() < CompileLimits.DEFAULT.maxMethodBytes(), method.name());
      }
    }
  }

  private static boolean isTooLarge(Translation translation) {
    return translation instanceof Translation.Refused refused
        && refused.outcome().reason() == DeclineReason.TOO_LARGE;
  }

  @Test
  void whatIsNotHandledIsDeclined() {
    Translation translation =
        translate(
            FunctionBuilder.named("later")
                .emit(Opcode.PUSH_TRUE)
                .emit(Opcode.MARK_EVALUATED)
                .emit(Opcode.RETURN),
            Profile.unknown(0));
    Translation.Refused refused = assertInstanceOf(Translation.Refused.class, translation);
    assertEquals(DeclineReason.UNSUPPORTED, refused.outcome().reason());
    assertEquals(Optional.of(Opcode.MARK_EVALUATED), refused.outcome().opcode());
  }

  @Test
  void tooManyParametersAreDeclined() {
    FunctionBuilder builder = FunctionBuilder.named("wide");
    for (int i = 0; i < 300; i++) {
      builder.parameter("p" + i, OperandKind.NUMBER);
    }
    builder.emit(Opcode.LOAD_LOCAL, 299).emit(Opcode.RETURN);
    assertTrue(isTooLarge(translate(builder, Profile.unknown(300))));
  }
}
