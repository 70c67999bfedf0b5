package dev.mettle.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.function.CodeFormat;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.function.MalformedCodeException;
import dev.mettle.ir.testing.FunctionGenerator;
import dev.mettle.ir.verify.Verifier;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold for all functions, tried on generated ones. */
class GeneratedFunctionsTest {

  private static final int FUNCTIONS = 3_000;

  @Test
  void textAndBytesReadBack() throws TextFormatException, MalformedCodeException {
    FunctionGenerator generator = new FunctionGenerator(1);
    for (int i = 0; i < FUNCTIONS; i++) {
      IrFunction function = generator.next(i % 60);
      assertEquals(Optional.empty(), Verifier.firstDefect(function), () -> show(function));
      String text = FunctionPrinter.print(function);
      IrFunction back = FunctionParser.parse(text, "text");
      assertEquals(function.code(), back.code());
      assertEquals(function.parameters(), back.parameters());
      assertEquals(text, FunctionPrinter.print(back));
      assertEquals(function.code(), CodeFormat.decode(CodeFormat.encode(function.code())));
    }
  }

  @Test
  void damagedBytesAreRejectedOrVerified() {
    FunctionGenerator generator = new FunctionGenerator(3);
    Random random = new Random(3);
    int rejected = 0;
    for (int i = 0; i < FUNCTIONS; i++) {
      IrFunction function = generator.next(40);
      byte[] bytes = CodeFormat.encode(function.code());
      for (int n = 0; n < 3; n++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        var builder = dev.mettle.ir.function.FunctionBuilder.copyOfFrame(function);
        CodeFormat.decode(bytes).forEach(builder::add);
        rejected += Verifier.firstDefect(builder.build()).isPresent() ? 1 : 0;
      } catch (MalformedCodeException e) {
        rejected++;
      }
    }
    assertTrue(rejected > FUNCTIONS / 2, "only " + rejected + " were rejected");
  }

  private static String show(IrFunction function) {
    return FunctionPrinter.print(function);
  }
}
