package dev.mettle.engine.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mettle.engine.Engine;
import dev.mettle.vm.files.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code import!}: which file is meant, what comes in, and where. */
class ImportTest {

  @TempDir Path directory;
  private ProgramFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder =
        new ProgramFolder(directory)
            .file("a.metta", "!(println! loading-a)", "(= (fa) from-a)", "(fact 1)")
            .file("uses-a.metta", "!(import! &self a)", "(= (fu) (fa))");
  }

  @Test
  void importsAreLoadedOnce() throws Exception {
    assertEquals(
        List.of("[()]", "[()]", "[1]", "[from-a]"),
        folder.run(
            "!(import! &self a)",
            "!(import! &self \"a\")",
            "!(match &self (fact $x) $x)",
            "!(fa)"));
    assertEquals(List.of("loading-a"), folder.printed());
  }

  @Test
  void oneFileIsOneModuleWhoeverImportsIt() throws Exception {
    assertEquals(
        List.of("[()]", "[()]", "[()]", "[1]", "[ModuleSpace(GroundingSpace-top:uses-a:a)]"),
        folder.run(
            "!(import! &self uses-a)",
            "!(import! &self a)",
            "!(import! &self uses-a:a)",
            "!(match &self (fact $x) $x)",
            "!(mod-space! a)"));
    assertEquals(List.of("loading-a"), folder.printed());
  }

  @Test
  void aLinkToAFileIsTheSameModule() throws Exception {
    Files.createSymbolicLink(directory.resolve("b.metta"), Path.of("a.metta"));
    assertEquals(
        List.of("[()]", "[()]", "[1]"),
        folder.run("!(import! &self a)", "!(import! &self b)", "!(match &self (fact $x) $x)"));
    assertEquals(List.of("loading-a"), folder.printed());
  }

  @Test
  void importsOfImportsComeIn() throws Exception {
    assertEquals(
        List.of("[()]", "[from-a]", "[from-a]", "[]"),
        folder.run("!(import! &self uses-a)", "!(fu)", "!(fa)", "!(get-atoms &self)"));
  }

  @Test
  void aNameStandsForTheSpaceAlone() throws Exception {
    assertEquals(
        List.of("[()]", "[(fa)]", "[1]", "[()]", "[1]", "[m]"),
        folder.run(
            "!(import! &m a)",
            "!(fa)",
            "!(match &m (fact $x) $x)",
            "!(import! n a)",
            "!(match &n (fact $x) $x)",
            "! m"));
  }

  @Test
  void filesGoBeforeDirectoriesAndNamesBeforeExtensions() throws Exception {
    folder
        .file("x", "!(println! plain)")
        .file("x.metta", "!(println! extension)")
        .file("y.metta", "!(println! extension)")
        .file("y/module.metta", "!(println! directory)")
        .file("z/module.metta", "!(println! directory)");
    assertEquals(
        List.of("[()]", "[()]", "[()]"),
        folder.run("!(import! &self x)", "!(import! &self y)", "!(import! &self z)"));
    assertEquals(List.of("plain", "extension", "directory"), folder.printed());
  }

  @Test
  void modulesInDirectories() throws Exception {
    folder
        .file("lib/module.metta", "!(println! lib)", "!(import! &self part)")
        .file("lib/part.metta", "(= (part) 1)")
        .file("empty/inner.metta", "(= (inner) 2)");
    assertEquals(
        List.of("[()]", "[1]", "[()]", "[2]", "[()]"),
        folder.run(
            "!(import! &self lib)",
            "!(part)",
            "!(import! &self empty:inner)",
            "!(inner)",
            "!(import! &self empty)"));
    assertEquals(List.of("lib"), folder.printed());
  }

  @Test
  void aModuleLooksBesideItselfAndThenInTheWorkingDirectory() throws Exception {
    folder
        .file("lib/module.metta", "!(import! &self a)", "!(import! &self own)", "!(fa)")
        .file("lib/own.metta", "!(println! own)")
        .file("own.metta", "!(println! not-this)");
    assertEquals(List.of("[()]"), folder.run("!(import! &self lib)"));
    assertEquals(List.of("loading-a", "own"), folder.printed());
  }

  @Test
  void namesBeginAtTheImportingModuleOrAtTheTop() throws Exception {
    folder
        .file("lib/module.metta", "!(import! &self top:a)", "!(import! &self self:own)")
        .file("lib/own.metta", "(= (own) 1)");
    assertEquals(
        List.of("[()]", "[ModuleSpace(GroundingSpace-top:a)]", "[1]"),
        folder.run("!(import! &self lib)", "!(mod-space! a)", "!(own)"));
  }

  @Test
  void whatAModuleBindsStaysInIt() throws Exception {
    folder.file(
        "tokens.metta", "!(bind! magic 42)", "!(import! &other a)", "(= (value) (magic &other))");
    assertEquals(
        List.of("[()]", "[(42 ModuleSpace(GroundingSpace-top:tokens:a))]", "[(magic &other)]"),
        folder.run("!(import! &self tokens)", "!(value)", "! (magic &other)"));
  }

  @Test
  void runsAsPartOfOneAlternative() throws Exception {
    assertEquals(
        List.of("[(), (), ()]", "[from-a]"),
        folder.run("!(superpose ((println! 1) (import! &self a) (println! 2)))", "!(fa)"));
    assertEquals(List.of("1", "loading-a", "2"), folder.printed());
  }

  @Test
  void actsOnTheRunningModuleWhoeverWroteTheCall() throws Exception {
    folder.file("helper.metta", "(= (get $m) (import! &self $m))", "(= (name $m) (import! &h $m))");
    assertEquals(
        List.of("[()]", "[()]", "[ModuleSpace(GroundingSpace-top:a)]"),
        folder.run("!(import! &self helper)", "!(name a)", "! &h"));
    assertEquals(
        List.of(
            "[()]",
            "[(Error (import! ModuleSpace(GroundingSpace-top:helper) a) import! destination"
                + " argument must be a symbol atom naming a new space, or &self.  Found:"
                + " {ModuleSpace(GroundingSpace-top:helper)})]"),
        folder.run("!(import! &self helper)", "!(get a)"));
  }

  @Test
  void includeDirectoriesComeLast() throws Exception {
    folder.file("far/away.metta", "(= (away) 1)").file("far/a.metta", "!(println! not-this)");
    Engine engine =
        Engine.builder()
            .files(FileAccess.directories(directory))
            .workingDirectory(directory)
            .includePath(directory.resolve("far"))
            .build();
    assertEquals(
        List.of("[()]", "[()]", "[(1 from-a)]"),
        ProgramFolder.run(engine, "!(import! &self away)", "!(import! &self a)", "!((away) (fa))"));
  }
}
