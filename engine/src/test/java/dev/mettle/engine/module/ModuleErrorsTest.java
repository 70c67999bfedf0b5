package dev.mettle.engine.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mettle.engine.Engine;
import dev.mettle.vm.files.FileAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules that cannot be loaded: an error says what is wrong and where. */
class ModuleErrorsTest {

  private static final String TOP = "ModuleSpace(GroundingSpace-top)";

  @TempDir Path directory;
  private ProgramFolder folder;

  @BeforeEach
  void open() {
    folder = new ProgramFolder(directory);
  }

  private void assertImportFails(String module, String reason) throws Exception {
    assertEquals(
        List.of("[(Error (import! " + TOP + " " + module + ") " + reason + ")]"),
        folder.run("!(import! &self " + module + ")"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(import! &self nosuch) | Failed to resolve module top:nosuch",
        "(import! &self nosuch:x) | Failed to resolve module top:nosuch",
        "(import! &self a:nosuch) | Failed to resolve module top:a:nosuch",
        "(import! &self 5) | Failed to resolve module top:5",
        "(import! &self a.metta) | Illegal module name: a.metta",
        "(import! &self ../a) | Illegal module name: ../a",
        "(import! &self nosuch:b.c) | Failed to resolve module top:nosuch",
        "(import! &self a:b.c:d) | Illegal module name: b.c",
        "(import! &self self:../a) | Illegal module name: ../a",
        "(import! &self a::b) | Invalid module name format: top:a:",
        "(import! &self :a) | Parent module not loaded: ",
        "(import! &self $x) | import! expects a destination &space and a module name argument",
        "(import! &self (a)) | import! expects a destination &space and a module name argument",
        "(import! 5 a) | import! destination argument must be a symbol atom naming a new space, or"
            + " &self.  Found: {5}",
        "(import! (d) a) | import! destination argument must be a symbol atom naming a new space,"
            + " or &self.  Found: (d)",
        "(mod-space! nosuch) | Failed to resolve module top:nosuch",
        "(mod-space! $x) | mod-space! expects a module name argument",
        "(register-module! nosuch) | No module format able to interpret module at DIR/nosuch",
        "(register-module! ./b) | No module format able to interpret module at DIR/./b",
        "(register-module! $x) | register-module! expects a file system path; use quotes if needed",
        "(module-space-no-deps a) | module-space-no-deps expects a space as an argument",
        "(import! &self das) | das is not available: this engine connects to no distributed space",
        "(git-module! x) | this program may not fetch modules",
      })
  void textsOfErrors(String call, String reason) throws Exception {
    folder.file("a.metta", "(fact)");
    String text =
        "Parent module not loaded:".equals(reason)
            ? reason + " "
            : reason.replace("DIR", directory.toString());
    assertEquals(
        List.of("[(Error " + call.replace("&self", TOP) + " " + text + ")]"),
        folder.run("!" + call));
  }

  @Test
  void namesThatStandForTheRunningModule() throws Exception {
    assertEquals(
        List.of("[()]", "[()]", "[()]", "[()]", "[()]"),
        folder.run(
            "!(import! &self top)",
            "!(import! &self self)",
            "!(import! &self \"\")",
            "!(import! &self top:)",
            "!(import! &self corelib)"));
  }

  @Test
  void aTextThatCannotBeReadIsNamedWithThePlace() throws Exception {
    folder
        .file("bad.metta", "(= (f) 1)", "!(println! seen)", "  (= (g", "(h)")
        .file("wrong.metta", "(= (f) \"\\q\")")
        .file("uses.metta", "!(import! &self bad)");
    String place = directory.resolve("bad.metta") + ":3:3: Unexpected end of expression";
    assertImportFails("bad", place);
    assertEquals(List.of("seen"), folder.printed());
    assertImportFails("uses", place);
    assertImportFails("wrong", directory.resolve("wrong.metta") + ":1:9: Invalid escape sequence");
    assertEquals(
        List.of("[(Error (include bad) " + place + ")]"), folder.run("!(include bad)", "!(f)"));
  }

  @Test
  void bytesThatAreNoText() throws Exception {
    Files.write(directory.resolve("bytes.metta"), new byte[] {'a', '\n', 'b', (byte) 0xff, 'c'});
    assertImportFails(
        "bytes", directory.resolve("bytes.metta") + ":2:2: Invalid UTF-8: byte 0xff at offset 3");
  }

  @Test
  void anErrorWhileLoadingFailsTheImportAndNothingComesIn() throws Exception {
    folder
        .file("err.metta", "(= (f) 1)", "!(/ 1 0)", "!(println! never)")
        .file("uses.metta", "!(import! &self err)", "!(println! never)");
    assertImportFails("err", "DivisionByZero");
    assertImportFails("uses", "DivisionByZero");
    assertEquals(List.of(), folder.printed());
    assertEquals(
        List.of("[failed]", "[]", "[failed]"),
        folder.run(
            "!(case (collapse (import! &self err)) ((((Error $c $m)) failed)))",
            "!(match &self (= (f) $x) $x)",
            "!(case (collapse (mod-space! err)) (($x failed)))"));
  }

  @Test
  void modulesInARing() throws Exception {
    folder
        .file("a.metta", "!(println! a)", "!(import! &self b)")
        .file("b.metta", "!(println! b)", "!(import! &self top:a)")
        .file("own.metta", "!(import! &self own)")
        .file("i.metta", "!(include j)")
        .file("j.metta", "!(include i)")
        .file("mixed.metta", "!(include part)")
        .file("part.metta", "!(import! &self mixed)");
    String ring = "modules load each other in a ring: ";
    assertImportFails("a", ring + "top:a -> top:a:b -> top:a");
    assertEquals(List.of("a", "b"), folder.printed());
    assertImportFails("own", ring + "top:own -> top:own:own");
    assertEquals(
        List.of("[(Error (include i) " + ring + "top:i -> top:j -> top:i)]"),
        folder.run("!(include i)"));
    assertImportFails("mixed", ring + "top:mixed -> top:mixed:part -> top:mixed:mixed");
  }

  @Test
  void aFileThatIsTooLarge() throws Exception {
    Path file = directory.resolve("huge.metta");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      // A file with a hole: it takes no room on the disk.
      channel.write(ByteBuffer.wrap(new byte[] {'a'}), 3L << 30);
    } catch (IOException e) {
      assumeTrue(false, "no room for files with holes: " + e);
    }
    assertImportFails("huge", file + " cannot be read: larger than 2 GB");
  }

  @Test
  void aFileThatMayNotBeRead() throws Exception {
    folder.file("locked.metta", "(fact)");
    Path file = directory.resolve("locked.metta");
    assumeTrue(file.toFile().setReadable(false));
    assumeFalse(Files.isReadable(file), "this user may read everything");
    assertImportFails("locked", file + " cannot be read: permission denied");
  }

  @Test
  @Timeout(60)
  void aPipeIsNoModule() throws Exception {
    Path pipe = directory.resolve("pipe.metta");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0);
    assertImportFails("pipe", "Failed to resolve module top:pipe");
    String error =
        folder.run("!(import! &self fileio)", "!(file-open! \"pipe.metta\" \"r\")").get(1);
    assertTrue(error.endsWith(" is a device or a pipe)]"), error);
  }

  @Test
  void aFailedModuleCanBeMendedAndLoaded() throws Exception {
    folder.file("m.metta", "(= (f) 1");
    Engine engine =
        Engine.builder()
            .files(FileAccess.directories(directory))
            .programDirectory(directory)
            .build();
    ProgramFolder.run(engine, "!(import! &self m)");
    folder.file("m.metta", "(= (f) 1)");
    assertEquals(List.of("[()]", "[1]"), ProgramFolder.run(engine, "!(import! &self m)", "!(f)"));
  }
}
