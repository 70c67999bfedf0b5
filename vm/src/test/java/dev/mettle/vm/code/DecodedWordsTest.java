package dev.mettle.vm.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The shapes of decoded instructions, and what reads code by them. */
class DecodedWordsTest {

  private static final int FRAME = 6;
  private static final int POOL = 2;

  /** {@code x < 3} decides between {@code x} and a call of it with a constant. */
  private static final int[] CODE = {
    Ops.BRANCH_LT_SMALL, 2, 3, 5, 0, 8, Ops.RETURN, 2, Ops.CALL, 0, 2, ~1, 2, ~1, 4, Ops.RETURN, 4
  };

  @Test
  void eachInstructionHasAShapeAndANameOfItsOwn() throws IllegalAccessException {
    Set<String> names = new HashSet<>();
    int count = 0;
    for (Field field : Ops.class.getFields()) {
      Shape shape = Shape.of(field.getInt(null));
      assertNotNull(shape, field.getName());
      assertTrue(names.add(shape.name()), shape.name());
      count++;
    }
    assertTrue(count > 90, "only " + count + " instructions");
  }

  @Test
  void codeIsListed() {
    assertEquals(
        """
        0 branch-lt-small left=@2 right=3 result=@5 operation=#0 false=->8
        6 return value=@2
        8 call callee=#0 arguments=2 expected=#1 argument=@2 argument=#1 result=@4
        15 return value=@4
        """,
        new DecodedWords(CODE, CODE.length).listing());
  }

  @Test
  void codeThatFitsItsShapesIsRight() {
    assertEquals(Optional.empty(), fault(CODE));
  }

  @Test
  void placesAndConstantsAreThere() {
    assertEquals("return at 6 has 6 for value", fault(with(7, 6)).orElseThrow());
    assertEquals("return at 6 has 1 for value", fault(with(7, 1)).orElseThrow());
    assertEquals("call at 8 has 2 for callee", fault(with(9, 2)).orElseThrow());
    assertEquals("call at 8 has -3 for argument", fault(with(13, ~2)).orElseThrow());
  }

  @Test
  void targetsAreBeginnings() {
    assertEquals("no instruction begins at {9}", fault(with(5, 9)).orElseThrow());
    assertEquals("branch-lt-small at 0 has 17 for false", fault(with(5, 17)).orElseThrow());
  }

  @Test
  void codeEndsWithItsLastInstruction() {
    assertTrue(fault(with(10, 3)).orElseThrow().contains("has"));
    int[] shorter = Arrays.copyOf(CODE, CODE.length - 1);
    assertTrue(fault(shorter).orElseThrow().contains("the last instruction ends at 17 of 16"));
    assertEquals("no instruction at 15", fault(with(15, 127)).orElseThrow());
  }

  private static Optional<String> fault(int[] code) {
    return new DecodedWords(code, code.length).fault(FRAME, POOL);
  }

  private static int[] with(int index, int word) {
    int[] code = CODE.clone();
    code[index] = word;
    return code;
  }
}
