package dev.mettle.engine.module;

import dev.mettle.ir.atom.Interruption;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A git repository that holds a module. The program {@code git} fetches it, into a directory of the
 * user's cache that later runs use again.
 */
public final class GitRepository {

  private static final int MAX_SECONDS = 120;
  private static final String PROTOCOLS = "https:http:ssh:git:file";

  private final String url;
  private final Path cache;

  /** The repository at {@code url}, kept in the user's cache. */
  public GitRepository(String url) {
    this(url, userCache());
  }

  /** The repository at {@code url}, kept below {@code cache}. */
  public GitRepository(String url, Path cache) {
    this.url = url;
    this.cache = cache;
  }

  /** What the module is called: the last name of the address. */
  public String moduleName() {
    String trimmed = url.replaceAll("/+$", "");
    return ModuleName.fromFile(Path.of(trimmed.substring(trimmed.lastIndexOf('/') + 1)));
  }

  /**
   * Fetches the repository, or what is new in it.
   *
   * @return the directory with its files
   * @throws ModuleException if there is no git, no network or no such repository
   */
  public Path fetch() throws ModuleException {
    try {
      Path directory = cache.resolve(moduleName() + "-" + uniqueName());
      if (Files.isDirectory(directory)) {
        // What was fetched before is good enough where nothing can be fetched now.
        git("-C", directory.toString(), "pull", "--quiet", "--ff-only");
        return directory;
      }
      Files.createDirectories(cache);
      // Not at its final place, where somebody could see half a repository.
      Path fresh = Files.createTempDirectory(cache, "fetching-");
      Optional<String> problem =
          git("clone", "--quiet", "--depth", "1", "--", url, fresh.toString());
      if (problem.isPresent()) {
        Files.deleteIfExists(fresh);
        throw failed(problem.get());
      }
      return Files.move(fresh, directory);
    } catch (IOException e) {
      throw failed(e.toString());
    } catch (InterruptedException e) {
      throw Interruption.of(e);
    }
  }

  private ModuleException failed(String reason) {
    return new ModuleException("Failed to clone git repo: " + url + ", " + reason);
  }

  private String uniqueName() {
    return UUID.nameUUIDFromBytes(url.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Path userCache() {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path base =
        configured == null || configured.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return base.resolve("mettle").resolve("modules");
  }

  /** Runs git, which must not ask anything; gives what it complains of, if it fails. */
  private Optional<String> git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add("git");
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(cache, "git-", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(nullDevice()));
      builder.environment().put("GIT_TERMINAL_PROMPT", "0");
      builder.environment().put("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
      builder.environment().put("GIT_ALLOW_PROTOCOL", PROTOCOLS);
      Process process;
      try {
        process = builder.start();
      } catch (IOException e) {
        return Optional.of("the program git is not installed");
      }
      try {
        if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
          return Optional.of("no answer within " + MAX_SECONDS + " seconds");
        }
      } finally {
        process.destroyForcibly();
      }
      return process.exitValue() == 0 ? Optional.empty() : Optional.of(complaint(output));
    } finally {
      Files.delete(output);
    }
  }

  private static String complaint(Path output) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("fatal: "))
            .toList();
    return lines.isEmpty() ? "git failed" : lines.get(0).substring("fatal: ".length());
  }

  private static File nullDevice() {
    return new File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
  }
}
