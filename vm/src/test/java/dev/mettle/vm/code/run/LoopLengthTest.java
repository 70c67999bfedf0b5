package dev.mettle.vm.code.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * HotSpot compiles no method of more than 8,000 bytes, and a long one late. What is not done most
 * of the time belongs into a method of its own; the bound is a little above what the loop has.
 */
class LoopLengthTest {

  private static final int MOST = 4_500;

  @Test
  void theLoopStaysShort() throws IOException {
    int length = length(VirtualMachine.class, "run");
    assertTrue(length > 500, "that is not the loop: " + length);
    assertTrue(length <= MOST, "the loop has " + length + " bytes, more than " + MOST);
  }

  private static int length(Class<?> type, String method) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
      ClassModel model = ClassFile.of().parse(in.readAllBytes());
      return model.methods().stream()
          .filter(m -> m.methodName().equalsString(method))
          .mapToInt(m -> m.findAttribute(Attributes.code()).orElseThrow().codeLength())
          .max()
          .orElseThrow();
    }
  }
}
