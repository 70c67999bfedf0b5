package dev.mettle.engine.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.engine.Engine;
import dev.mettle.vm.files.FileAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports, {@code include}, {@code register-module!} and {@code fileio} obey the policy. */
class FilePolicyTest {

  private static final String REFUSAL = " does not lead into a directory that this program may use";

  @TempDir Path root;
  private Path outside;
  private ProgramFolder folder;

  @BeforeEach
  void open() throws Exception {
    outside = Files.createDirectories(root.resolve("outside"));
    Files.writeString(outside.resolve("secret.metta"), "(secret)\n");
    folder = new ProgramFolder(root.resolve("inside")).file("a.metta", "(fact)");
    Files.createSymbolicLink(
        folder.directory().resolve("link.metta"), outside.resolve("secret.metta"));
    Files.createSymbolicLink(folder.directory().resolve("linked"), outside);
    Files.createSymbolicLink(folder.directory().resolve("nowhere.txt"), outside.resolve("new.txt"));
  }

  private String openFile(FileAccess access, String path, String options) throws Exception {
    return folder
        .run(
            access,
            "!(import! &self fileio)",
            "!(let $f (file-open! \"" + path + "\" \"" + options + "\") opened)")
        .get(1);
  }

  private void assertRefused(String path, String options) throws Exception {
    String answer = openFile(FileAccess.directories(folder.directory()), path, options);
    assertTrue(answer.startsWith("[(Error (file-open! "), answer);
    assertTrue(answer.endsWith(REFUSAL + ")]"), answer);
  }

  private void assertFails(FileAccess access, String call, String reason) throws Exception {
    String answer = folder.run(access, "!" + call).get(0);
    assertTrue(answer.startsWith("[(Error ("), answer);
    assertTrue(answer.endsWith(reason + ")]"), answer);
  }

  @Test
  void anEngineUsesNoFilesUnlessToldSo() throws Exception {
    Engine engine = Engine.builder().programDirectory(folder.directory()).build();
    assertEquals(
        List.of(
            "[(Error (import! ModuleSpace(GroundingSpace-top) a) Failed to resolve module top:a:"
                + " this program may not use files)]"),
        ProgramFolder.run(engine, "!(import! &self a)"));
  }

  @Test
  void nothing() throws Exception {
    FileAccess nothing = FileAccess.nothing();
    String refusal = "this program may not use files";
    assertFails(nothing, "(import! &self a)", refusal);
    assertFails(nothing, "(include a)", refusal);
    assertFails(nothing, "(mod-space! a)", refusal);
    assertFails(nothing, "(register-module! a.metta)", refusal);
    assertTrue(openFile(nothing, "a.metta", "r").endsWith(refusal + ")]"));
    assertTrue(openFile(nothing, "new.txt", "wc").endsWith(refusal + ")]"));
    assertFalse(Files.exists(folder.directory().resolve("new.txt")));
  }

  @Test
  void directoriesAllowWhatIsInThem() throws Exception {
    FileAccess access = FileAccess.directories(folder.directory());
    assertEquals("[opened]", openFile(access, "a.metta", "r"));
    assertEquals("[opened]", openFile(access, folder.directory() + "/./a.metta", "r"));
    assertEquals("[opened]", openFile(access, "new.txt", "wc"));
    assertTrue(Files.exists(folder.directory().resolve("new.txt")));
    assertEquals("[opened]", openFile(access, "../inside/a.metta", "r"));
  }

  @Test
  void fileioDoesNotLeadOut() throws Exception {
    assertRefused(outside.resolve("secret.metta").toString(), "r");
    assertRefused("../outside/secret.metta", "r");
    assertRefused("link.metta", "r");
    assertRefused("linked/secret.metta", "r");
    assertRefused("linked/../inside/../outside/secret.metta", "r");
    assertRefused("linked/new.txt", "wc");
    assertRefused("nowhere.txt", "wc");
    assertRefused("../new.txt", "wc");
    assertRefused("nosuch/../../outside/secret.metta", "r");
    assertRefused("/", "r");
    assertRefused("..", "r");
    assertFalse(Files.exists(outside.resolve("new.txt")));
    assertFalse(Files.exists(root.resolve("new.txt")));
  }

  @Test
  void whatLiesOutsideIsRefusedWhetherItExistsOrNot() throws Exception {
    assertRefused("../outside/secret.metta", "r");
    assertRefused("../outside/nosuch.metta", "r");
  }

  @Test
  void aLinkIsFollowedBeforeDotsCount() throws Exception {
    // By its letters this would be inside; in truth it is beside what the link names.
    Files.writeString(root.resolve("beside.txt"), "x");
    Files.writeString(folder.directory().resolve("beside.txt"), "x");
    assertRefused("linked/../beside.txt", "r");
  }

  @Test
  void importsDoNotLeadOut() throws Exception {
    FileAccess access = FileAccess.directories(folder.directory());
    assertFails(access, "(import! &self link)", "link.metta" + REFUSAL);
    assertFails(access, "(import! &self linked)", "linked" + REFUSAL);
    assertFails(access, "(import! &self linked:secret)", "linked" + REFUSAL);
    assertFails(access, "(include link)", "link.metta" + REFUSAL);
    assertFails(access, "(register-module! \"../outside/secret.metta\")", "secret.metta" + REFUSAL);
    assertFails(access, "(register-module! \"link.metta\")", "link.metta" + REFUSAL);
    assertFails(access, "(register-module! \"linked\")", "linked" + REFUSAL);
    folder.file("dir/inner.metta", "(fact)");
    Files.createSymbolicLink(
        folder.directory().resolve("dir/module.metta"), outside.resolve("secret.metta"));
    assertFails(access, "(import! &self dir)", "module.metta" + REFUSAL);
  }

  @Test
  void linksThatStayInsideAreFollowed() throws Exception {
    Files.createSymbolicLink(folder.directory().resolve("b.metta"), Path.of("a.metta"));
    assertEquals(
        List.of("[()]", "[yes]"), folder.run("!(import! &self b)", "!(match &self (fact) yes)"));
  }

  @Test
  void anAllowedDirectoryMayBeReachedByALink() throws Exception {
    Path alias = Files.createSymbolicLink(root.resolve("alias"), folder.directory());
    assertEquals("[opened]", openFile(FileAccess.directories(alias), "a.metta", "r"));
  }

  @Test
  void severalDirectories() throws Exception {
    FileAccess access = FileAccess.directories(folder.directory(), outside);
    assertEquals("[opened]", openFile(access, "../outside/secret.metta", "r"));
    assertEquals(
        List.of("[()]", "[yes]"),
        folder.run(access, "!(import! &self link)", "!(match &self (secret) yes)"));
  }

  @Test
  void aDirectoryWithALongerNameIsAnother() throws Exception {
    Path longer = Files.createDirectories(root.resolve("inside-not"));
    Files.writeString(longer.resolve("x.txt"), "x");
    assertRefused("../inside-not/x.txt", "r");
  }

  @Test
  void everything() throws Exception {
    FileAccess access = FileAccess.everything();
    assertEquals("[opened]", openFile(access, "link.metta", "r"));
    assertEquals("[opened]", openFile(access, outside.resolve("secret.metta").toString(), "r"));
    assertEquals(
        List.of("[()]", "[()]"),
        folder.run(access, "!(import! &self linked:secret)", "!(register-module! \"../outside\")"));
  }

  @Test
  void aNameThatNoFileCanHave() throws Exception {
    String answer = openFile(FileAccess.directories(folder.directory()), "a\\x00b", "r");
    assertTrue(answer.startsWith("[(Error (file-open! "), answer);
    assertTrue(
        folder.run("!(register-module! \"a\\x00b\")").get(0).startsWith("[(Error (register-mod"));
  }
}
