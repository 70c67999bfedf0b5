package dev.mettle.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.engine.Engine;
import dev.mettle.vm.tier.AvailableBackend;
import dev.mettle.vm.tier.BackendCatalog;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a program gets that depends on the one artifact. */
class EmbeddingTest {

  @Test
  void itHasABackend() {
    assertTrue(
        BackendCatalog.discover().backends().stream()
            .map(AvailableBackend::id)
            .anyMatch("bytebuddy"::equals));
    Engine engine = Engine.builder().backend("bytebuddy").build();
    assertEquals(3, engine.evaluate("(+ 1 2)").single(Integer.class));
  }

  /** Who requires the module reads all that the engine's methods speak of. */
  @Test
  void theModulePassesOnTheEngine() throws Exception {
    ModuleDescriptor module =
        ModuleDescriptor.read(Files.newInputStream(Path.of("target/classes/module-info.class")));
    assertEquals("dev.mettle", module.name());
    assertTrue(
        module.requires().stream()
            .anyMatch(
                required ->
                    required.name().equals("dev.mettle.engine")
                        && required
                            .modifiers()
                            .contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE)));
  }

  /** The list of versions names each artifact that is published. */
  @Test
  void theListOfVersionsIsComplete() throws Exception {
    String root = Files.readString(Path.of("../pom.xml"));
    Set<String> published = new TreeSet<>();
    Matcher modules = Pattern.compile("<module>(.*)</module>").matcher(root);
    while (modules.find()) {
      String name = modules.group(1);
      String pom = Files.readString(Path.of("..", name, "pom.xml"));
      Matcher artifact = Pattern.compile("</parent>\\s*<artifactId>(.*)</artifactId>").matcher(pom);
      if (artifact.find() && !pom.contains("<maven.deploy.skip>true")) {
        published.add(artifact.group(1));
      }
    }
    Set<String> listed = new TreeSet<>();
    Matcher entries =
        Pattern.compile("<dependency>\\s*<groupId>dev.mettle</groupId>\\s*<artifactId>(.*)<")
            .matcher(Files.readString(Path.of("../bom/pom.xml")));
    while (entries.find()) {
      listed.add(entries.group(1));
    }
    assertEquals(published, listed);
  }
}
