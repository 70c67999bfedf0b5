package dev.mettle.engine.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mod-space!}, {@code module-space-no-deps}, {@code print-mods!}, {@code register-module!}.
 */
class ModuleSpaceTest {

  @TempDir Path directory;
  private ProgramFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder =
        new ProgramFolder(directory)
            .file("a.metta", "(: red Colour)", "(= (here) in-a)", "(fact 1)")
            .file("sub/module.metta", "!(import! &self part)")
            .file("sub/part.metta", "(part)");
  }

  @Test
  void aModuleSpaceSeesTheLibraryAndTheBareOneDoesNot() throws Exception {
    assertEquals(
        List.of("[yes]", "[]", "[1]", "[1]", "[Colour]", "[in-a]"),
        folder.run(
            "!(match (mod-space! a) (= (if True $x $y) $b) yes)",
            "!(match (module-space-no-deps (mod-space! a)) (= (if True $x $y) $b) yes)",
            "!(match (mod-space! a) (fact $x) $x)",
            "!(match (module-space-no-deps (mod-space! a)) (fact $x) $x)",
            "!(get-type-space (module-space-no-deps (mod-space! a)) red)",
            "!(evalc (here) (module-space-no-deps (mod-space! a)))"));
  }

  @Test
  void bothSpacesHaveTheSameAtoms() throws Exception {
    assertEquals(
        List.of("[()]", "[()]", "[1, 2, 3]", "[()]", "[2, 3]", "[3]"),
        folder.run(
            "!(add-atom (mod-space! a) (fact 2))",
            "!(add-atom (module-space-no-deps (mod-space! a)) (fact 3))",
            "!(match (mod-space! a) (fact $x) $x)",
            "!(remove-atom (module-space-no-deps (mod-space! a)) (fact 1))",
            "!(match (module-space-no-deps (mod-space! a)) (fact $x) $x)",
            "!(match (mod-space! a) (, (fact 2) (fact 3)) 3)"));
  }

  @Test
  void spacesAreToldApartByIdentity() throws Exception {
    assertEquals(
        List.of(
            "[True]",
            "[True]",
            "[False]",
            "[ModuleSpace(GroundingSpace-top:a)]",
            "[GroundingSpace-top:a]",
            "[GroundingSpace-top]",
            "[True]"),
        folder.run(
            "!(== (mod-space! a) (mod-space! top:a))",
            "!(== (module-space-no-deps &self) (module-space-no-deps (mod-space! top)))",
            "!(== (mod-space! a) (module-space-no-deps (mod-space! a)))",
            "!(mod-space! a)",
            "!(module-space-no-deps (mod-space! a))",
            "!(module-space-no-deps &self)",
            "!(let $s (new-space) (== $s (module-space-no-deps $s)))"));
  }

  @Test
  void whatIsAddedToAModuleIsSeenByThoseWhoImportIt() throws Exception {
    assertEquals(
        List.of("[()]", "[()]", "[1, 2]", "[]"),
        folder.run(
            "!(import! &self a)",
            "!(add-atom (mod-space! a) (fact 2))",
            "!(match &self (fact $x) $x)",
            "!(get-atoms &self)"));
  }

  @Test
  void theTreeOfModules() throws Exception {
    folder.run("!(print-mods!)", "!(import! &self sub)", "!(import! &self a)", "!(print-mods!)");
    List<String> lines = folder.printed();
    List<String> before =
        List.of(
            "top = 0",
            " ├─corelib = 1",
            " ├─stdlib = 2",
            " ├─random = 3",
            " ├─skel = 4",
            " ├─fileio = 5",
            " ├─json = 6",
            " └─catalog = 7",
            "");
    assertEquals(before, lines.subList(0, 9));
    assertEquals(
        List.of(" ├─catalog = 7", " ├─sub = 9", " │  └─part = 10", " └─a = 11", ""),
        lines.subList(16, 21));
  }

  @Test
  void aRegisteredModuleIsLoadedButNotImported() throws Exception {
    folder.file("far/lib.metta", "!(println! loading)", "(= (f) 1)").file("far/dir/x.metta", "(x)");
    assertEquals(
        List.of("[()]", "[(f)]", "[()]", "[1]", "[()]", "[()]", "[yes]"),
        folder.run(
            "!(register-module! \"far/lib.metta\")",
            "!(f)",
            "!(import! &self lib)",
            "!(f)",
            "!(register-module! \"far/dir\")",
            "!(import! &self dir:x)",
            "!(match &self (x) yes)"));
    assertEquals(List.of("loading"), folder.printed());
  }
}
