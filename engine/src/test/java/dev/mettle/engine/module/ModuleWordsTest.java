package dev.mettle.engine.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operations that act on the module in whose text they stand. */
class ModuleWordsTest {

  @TempDir Path directory;
  private ProgramFolder folder;

  @BeforeEach
  void open() throws Exception {
    folder =
        new ProgramFolder(directory)
            .file(
                "a.metta",
                "(: red Colour)",
                "(= (here) in-a)",
                "(: captured (-> Atom %Undefined%))",
                "(= (captured $x) (capture $x))",
                "(: plain (-> Atom %Undefined%))",
                "(= (plain $x) (id $x))",
                "(= (type $x) (get-type $x))",
                "(= (bound $t $x) (bind! $t $x))");
  }

  @Test
  void captureEvaluatesInItsOwnModule() throws Exception {
    assertEquals(
        List.of("[()]", "[in-a]", "[ModuleSpace(GroundingSpace-top:a)]", "[in-top, in-a]"),
        folder.run(
            "!(import! &self a)",
            "(= (here) in-top)",
            "!(captured (here))",
            "!(captured (context-space))",
            "!(plain (here))"));
  }

  @Test
  void noBindingComesOutOfCapture() throws Exception {
    assertEquals(
        List.of("[(5 $z)]", "[(f $x $x)]", "[1, 2]", "[]", "[(Error (/ 1 0) DivisionByZero)]"),
        folder.run(
            "!((capture (metta (let $z 5 $z) %Undefined% &self)) $z)",
            "!(capture (f $x $x))",
            "!(capture (superpose (1 2)))",
            "!(capture (empty))",
            "!(capture (/ 1 0))"));
  }

  @Test
  void captureCountsItsDepthAnew() throws Exception {
    assertEquals(
        List.of("[()]", "[ok]", "[ok]"),
        folder.run(
            "!(pragma! max-stack-depth 64)",
            "!(let $x 1 (let $y 2 ok))",
            "!(let $x 1 (capture (let $y 2 (let $z 3 ok))))"));
    assertTrue(
        folder
            .run("!(pragma! max-stack-depth 64)", "!(let $x 1 (id (let $y 2 (let $z 3 ok))))")
            .get(1)
            .endsWith(" StackOverflow)]"));
  }

  @Test
  void getTypeAsksItsOwnModule() throws Exception {
    assertEquals(
        List.of("[()]", "[Colour]", "[Colour]", "[%Undefined%]", "[()]", "[Taste]"),
        folder.run(
            "!(import! &self a)",
            "(: sweet Taste)",
            "!(type red)",
            "!(get-type red)",
            "!(type sweet)",
            "!(bind! &k (new-space))",
            "!(metta (get-type sweet) %Undefined% &k)"));
  }

  @Test
  void bindActsOnTheTextOfItsOwnModule() throws Exception {
    assertEquals(
        List.of("[()]", "[()]", "[word]", "[()]", "[5]"),
        folder.run("!(import! &self a)", "!(bound word 5)", "! word", "!(bind! word 5)", "! word"));
  }
}
