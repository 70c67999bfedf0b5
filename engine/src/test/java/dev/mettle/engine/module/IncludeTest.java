package dev.mettle.engine.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code include}: a module's text as part of another module. */
class IncludeTest {

  @TempDir Path directory;
  private ProgramFolder folder;

  @BeforeEach
  void open() {
    folder = new ProgramFolder(directory);
  }

  @Test
  void runsTheTextInTheIncludingModule() throws Exception {
    folder.file("inc.metta", "(= (who) &self)", "!(bind! magic 9)", "! 1", "!(superpose (2 3))");
    assertEquals(
        List.of("[2, 3]", "[ModuleSpace(GroundingSpace-top)]", "[9]"),
        folder.run("!(include inc)", "!(who)", "! magic"));
  }

  @Test
  void runsTheTextEachTime() throws Exception {
    folder.file("inc.metta", "(fact)");
    assertEquals(
        List.of("[]", "[]", "[(fact), (fact)]"),
        folder.run("!(include inc)", "!(include inc)", "!(get-atoms &self)"));
  }

  @Test
  void endsAtAnError() throws Exception {
    folder.file("inc.metta", "! 1", "!(/ 1 0)", "!(println! never)");
    assertEquals(List.of("[(Error (/ 1 0) DivisionByZero)]"), folder.run("!(include inc)"));
    assertEquals(List.of(), folder.printed());
  }

  @Test
  void mayIncludeAndImport() throws Exception {
    folder
        .file("outer.metta", "!(include inner)", "!(import! &self lib)", "!(f)")
        .file("inner.metta", "(in inner)")
        .file("lib.metta", "(= (f) (in lib))");
    assertEquals(
        List.of("[(in lib)]", "[(in inner)]", "[(in lib)]"),
        folder.run("!(include outer)", "!(get-atoms &self)", "!(f)"));
  }

  @Test
  void loadsWhatLiesAboveAsModules() throws Exception {
    folder
        .file("lib/module.metta", "!(println! lib)", "(= (in-lib) 1)")
        .file("lib/part.metta", "(= (in-part) 2)");
    assertEquals(
        List.of("[]", "[2]", "[(in-lib)]", "[()]"),
        folder.run("!(include lib:part)", "!(in-part)", "!(in-lib)", "!(import! &self lib)"));
    assertEquals(List.of("lib"), folder.printed());
  }

  @Test
  void insideAModuleActsOnThatModule() throws Exception {
    folder.file("m.metta", "!(include part)").file("part.metta", "(= (who) &self)");
    assertEquals(
        List.of("[()]", "[ModuleSpace(GroundingSpace-top:m)]", "[]"),
        folder.run("!(import! &self m)", "!(who)", "!(get-atoms &self)"));
  }

  @Test
  void whatHasNoTextCannotBeIncluded() throws Exception {
    assertEquals(
        List.of("[(Error (include random) resource not found)]"), folder.run("!(include random)"));
    assertEquals(
        List.of("[(Error (include top) module resource loader not available)]"),
        folder.run("!(include top)"));
    assertEquals(
        List.of("[(Error (include nosuch) Failed to resolve module nosuch)]"),
        folder.run("!(include nosuch)"));
    assertEquals(
        List.of("[(Error (include $x) include expects a module name argument)]"),
        folder.run("!(include $x)"));
  }
}
