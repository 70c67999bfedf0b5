package dev.mettle.vm.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
      if (field.getInt(null) == Ops.VISIT) {
        continue;
      }
      Shape shape = Shape.of(field.getInt(null));
      assertNotNull(shape, field.getName());
      assertTrue(names.add(shape.name()), shape.name());
      count++;
    }
    assertTrue(count > 90, "only " + count + " instructions");
  }

  /** The words of a form have one mark each, and lie one after the other. */
  @Test
  void formsHaveNoGaps() throws IllegalAccessException {
    int forms = 0;
    for (Class<?> form : Form.class.getClasses()) {
      List<Shape.Operand> words = Shape.operandsOf(form);
      long alone = words.stream().filter(word -> !word.isRow()).count();
      assertEquals(form.getFields().length - 1, words.size(), form.getName());
      int at = 1;
      for (Shape.Operand word : words) {
        assertEquals(at, placeOf(form, word.name()), form.getName() + "." + word.name());
        at += word.isRow() ? 0 : 1;
      }
      assertEquals(alone + 1, placeOf(form, "length"), form.getName());
      forms++;
    }
    assertTrue(forms > 50, "only " + forms + " forms");
  }

  private static int placeOf(Class<?> form, String word) throws IllegalAccessException {
    for (Field field : form.getFields()) {
      if (field.getName().equalsIgnoreCase(word)) {
        return field.getInt(null);
      }
    }
    throw new AssertionError(form + " has no " + word);
  }

  /** Instructions that one piece of code runs have the words that it reads at the same places. */
  @Test
  void whatIsRunTogetherBeginsAlike() {
    assertAlike(Form.Eval.class, Form.UnlessValue.class, 3);
    assertAlike(Form.Call.class, Form.TailCall.class, 4);
    assertAlike(Form.RunFunction.class, Form.TailFunction.class, 3);
    assertAlike(Form.Reduce.class, Form.TailReduce.class, 4);
    assertAlike(Form.BranchBinary.class, Form.BranchSmall.class, 5);
    assertAlike(Form.Binary.class, Form.Small.class, 4);
  }

  private static void assertAlike(Class<?> one, Class<?> other, int words) {
    assertEquals(names(one, words), names(other, words));
  }

  private static List<String> names(Class<?> form, int words) {
    return Shape.operandsOf(form).stream().limit(words).map(Shape.Operand::name).toList();
  }

  /** Nobody counts the words of an instruction by hand. */
  @Test
  void codeIsReadByTheNamesOfItsWords() throws IOException {
    Pattern counted = Pattern.compile("\\[pc \\+ \\d|\\bpc \\+=? \\d");
    int files = 0;
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(Path.of("src/main/java/dev/mettle/vm/code"))) {
      for (Path file : all.filter(f -> f.toString().endsWith(".java")).toList()) {
        files++;
        for (String line : Files.readAllLines(file)) {
          if (counted.matcher(line).find() && !file.endsWith("DecodedWords.java")) {
            found.add(file.getFileName() + ": " + line.strip());
          }
        }
      }
    }
    assertTrue(files > 60, "only " + files + " files");
    assertEquals(List.of(), found);
  }

  @Test
  void codeIsListed() {
    assertEquals(
        """
        0 branch-lt-small left=@2 right=3 result=@5 operation=#0 false=->8
        6 return value=@2
        8 call callee=#0 count=2 expected=#1 arguments=@2 arguments=#1 result=@4
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
    assertEquals("call at 8 has -3 for arguments", fault(with(13, ~2)).orElseThrow());
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
