package dev.mettle.engine.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules out of git repositories, here ones on this machine. */
class GitRepositoryTest {

  @TempDir Path directory;

  private static void git(Path where, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-C"));
    command.add(where.toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertEquals(0, process.waitFor());
  }

  private static boolean hasGit() throws InterruptedException {
    try {
      return new ProcessBuilder("git", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Path repository() throws Exception {
    assumeTrue(hasGit(), "there is no git");
    Path repository = Files.createDirectories(directory.resolve("my-lib.git"));
    git(repository, "init", "--quiet");
    Files.writeString(repository.resolve("module.metta"), "(= (f) 1)\n");
    git(repository, "add", ".");
    git(repository, "commit", "--quiet", "-m", "first");
    return repository;
  }

  @Test
  void fetchesOnceAndThenWhatIsNew() throws Exception {
    Path source = repository();
    Path cache = directory.resolve("cache");
    GitRepository repository = new GitRepository("file://" + source, cache);
    assertEquals("my-lib", repository.moduleName());
    Path first = repository.fetch();
    assertEquals("(= (f) 1)\n", Files.readString(first.resolve("module.metta")));
    Files.writeString(source.resolve("module.metta"), "(= (f) 2)\n");
    git(source, "commit", "--quiet", "-am", "second");
    assertEquals(first, new GitRepository("file://" + source, cache).fetch());
    assertEquals("(= (f) 2)\n", Files.readString(first.resolve("module.metta")));
    git(source, "update-ref", "-d", "HEAD");
    assertEquals(first, repository.fetch());
    assertEquals(1, entries(cache));
  }

  @Test
  void saysWhatIsWrongAndLeavesNothing() throws Exception {
    assumeTrue(hasGit(), "there is no git");
    Path cache = directory.resolve("cache");
    for (String url : List.of("file:///nosuch/x.git", "nosuch:x", "--help", "ext::sh -c false")) {
      ModuleException e =
          assertThrows(ModuleException.class, () -> new GitRepository(url, cache).fetch());
      assertTrue(
          e.getMessage().startsWith("Failed to clone git repo: " + url + ", "), e::getMessage);
      assertEquals(0, entries(cache));
    }
  }

  private static long entries(Path cache) throws IOException {
    try (Stream<Path> all = Files.list(cache)) {
      return all.count();
    }
  }

  @Test
  void names() {
    assertEquals("lib", new GitRepository("https://example.org/a/lib.git").moduleName());
    assertEquals("lib", new GitRepository("https://example.org/a/lib/").moduleName());
    assertEquals("my_lib", new GitRepository("git@example.org:a/my lib.git").moduleName());
    assertEquals("module", new GitRepository("").moduleName());
  }
}
