package dev.mettle.engine.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mettle.vm.files.FileAccess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules that come with the engine. */
class BuiltinModulesTest {

  @TempDir Path directory;
  private ProgramFolder folder;

  @BeforeEach
  void open() {
    folder = new ProgramFolder(directory);
  }

  @Test
  void theirWordsComeInWithAnImportOnly() throws Exception {
    assertEquals(
        List.of("[(random-int &rng 3 4)]", "[()]", "[3]"),
        folder.run("!(random-int &rng 3 4)", "!(import! &self random)", "!(random-int &rng 3 4)"));
  }

  @Test
  void aNameForThemBringsNoWords() throws Exception {
    assertEquals(
        List.of("[()]", "[ModuleSpace(GroundingSpace-top:random)]", "[(random-int &rng 3 4)]"),
        folder.run("!(import! &r random)", "! &r", "!(random-int &rng 3 4)"));
  }

  @Test
  void wordsAreNotHandedOn() throws Exception {
    folder.file("m.metta", "!(import! &self random)", "(= (f) (random-int &rng 3 4))");
    assertEquals(
        List.of("[()]", "[3]", "[(random-int &rng 3 4)]", "[()]", "[3]"),
        folder.run(
            "!(import! &self m)",
            "!(f)",
            "!(random-int &rng 3 4)",
            "!(import! &self random)",
            "!(random-int &rng 3 4)"));
  }

  @Test
  void importingAgainLeavesTheUsersWordsAlone() throws Exception {
    assertEquals(
        List.of("[()]", "[()]", "[()]", "[mine]"),
        folder.run(
            "!(import! &self random)", "!(bind! &r.g mine)", "!(import! &self random)", "! &rng"));
  }

  @Test
  void rulesComeInWithTheSpace() throws Exception {
    assertEquals(
        List.of("[()]", "[1]", "[\"{\\\"k\\\":1}\"]", "[()]", "[(Pair b a)]", "[(Pair b a)]"),
        folder.run(
            "!(import! &self json)",
            "!(get-value (dict-space ((\"k\" 1))) \"k\")",
            "!(let $d (dict-space ((\"k\" 1))) (json-encode $d))",
            "!(import! &self skel)",
            "!(skel-swap-pair (Pair a b))",
            "!(skel-swap-pair-native (Pair a b))"));
  }

  @Test
  void theyNeedNoFiles() throws Exception {
    assertEquals(
        List.of("[()]", "[()]", "[()]", "[()]", "[()]", "[()]"),
        folder.run(
            FileAccess.nothing(),
            "!(import! &self random)",
            "!(import! &self json)",
            "!(import! &self skel)",
            "!(import! &self catalog)",
            "!(import! &self fileio)",
            "!(import! &self stdlib)"));
  }

  @Test
  void helpPrintsTheirDocumentation() throws Exception {
    folder.run("!(help! skel)");
    assertEquals(
        List.of(
            "skel-swap-pair-native",
            "\tSwaps the two parts of a pair.",
            "Pair",
            "\tTwo atoms together.",
            "skel-swap-pair",
            "\tSwaps the two parts of a pair, by a rule."),
        folder.printed());
  }
}
