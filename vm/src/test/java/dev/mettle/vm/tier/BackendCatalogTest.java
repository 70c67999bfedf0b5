package dev.mettle.vm.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding backends, and choosing one. */
class BackendCatalogTest {

  /** A backend that declines everything. */
  static class Plain implements Backend {
    @Override
    public BackendDescriptor descriptor() {
      return new BackendDescriptor("plain", "1", SpecVersion.CURRENT, Set.of(), 10);
    }

    @Override
    public UnitOutcome compile(UnitRequest request) {
      return new UnitOutcome.Declined(DeclineReason.UNSUPPORTED, Optional.empty(), "");
    }
  }

  /** A provider that is fine. */
  public static final class Good extends Plain {}

  /** A provider with a constructor that throws. */
  public static final class Throwing extends Plain {
    /** Throws. */
    public Throwing() {
      throw new IllegalStateException("no licence");
    }
  }

  /** A provider that does not describe itself. */
  public static final class Mute extends Plain {
    @Override
    public BackendDescriptor descriptor() {
      throw new UnsupportedOperationException("shy");
    }
  }

  private static BackendCatalog discover(Path directory, String... providers) throws IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.write(services.resolve(Backend.class.getName()), java.util.List.of(providers));
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {directory.toUri().toURL()}, BackendCatalogTest.class.getClassLoader())) {
      return BackendCatalog.discover(loader);
    }
  }

  @Test
  void backendsThatAreNamedNeedNoSearch() {
    BackendCatalog catalog =
        BackendCatalog.named(
            Throwing.class.getName() + ",dev.mettle.NoSuchBackend," + Good.class.getName(),
            BackendCatalogTest.class.getClassLoader());
    assertEquals(1, catalog.backends().size());
    assertTrue(catalog.backends().getFirst().backend() instanceof Good);
    assertEquals(2, catalog.problems().size());
  }

  @Test
  void aBadProviderHidesNoOther(@TempDir Path directory) throws IOException {
    BackendCatalog catalog =
        discover(
            directory,
            Throwing.class.getName(),
            "dev.mettle.NoSuchBackend",
            BackendCatalogTest.class.getName(),
            Mute.class.getName(),
            Good.class.getName());
    assertEquals(1, catalog.backends().size());
    assertEquals("plain", catalog.backends().getFirst().id());
    assertEquals(4, catalog.problems().size(), catalog.problems().toString());
    String all = catalog.problems().toString();
    assertTrue(all.contains("no licence"), all);
    assertTrue(all.contains("NoSuchBackend"), all);
    assertTrue(all.contains("BackendCatalogTest"), all);
    assertTrue(all.contains("shy"), all);
  }

  private static Backend named(String id, int priority) {
    return new Plain() {
      @Override
      public BackendDescriptor descriptor() {
        return new BackendDescriptor(id, "1", SpecVersion.CURRENT, Set.of(), priority);
      }
    };
  }

  @Test
  void theHighestPriorityWinsWhereNobodyChooses() {
    BackendCatalog catalog =
        BackendCatalog.of(named("b", 1), named("z", 5), named("a", 5), named("c", 2));
    assertEquals("a", catalog.select(Optional.empty()).orElseThrow().id());
    assertEquals("c", catalog.select(Optional.of("c")).orElseThrow().id());
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    BackendCatalog catalog = BackendCatalog.of(named("b", 1), named("a", 5));
    UnknownBackendException unknown =
        assertThrows(UnknownBackendException.class, () -> catalog.select(Optional.of("x")));
    assertEquals("no backend is called x; there is a, b", unknown.getMessage());
    assertEquals(
        "no backend is called x; none was found",
        assertThrows(
                UnknownBackendException.class, () -> BackendCatalog.of().select(Optional.of("x")))
            .getMessage());
  }

  @Test
  void twoBackendsOfOneNameAreOneBackendAndAProblem() {
    BackendCatalog catalog = BackendCatalog.of(named("a", 1), named("a", 2));
    assertEquals(1, catalog.backends().size());
    assertTrue(catalog.problems().getFirst().reason().contains("its id a is that of"));
  }

  @Test
  void theNearestChoiceCounts() {
    Map<String, String> property = Map.of(BackendChoice.PROPERTY, "by-property");
    Map<String, String> variable = Map.of(BackendChoice.VARIABLE, "by-variable");
    assertEquals(
        Optional.of("given"), BackendChoice.of(Optional.of("given"), property::get, variable::get));
    assertEquals(
        Optional.of("by-property"),
        BackendChoice.of(Optional.empty(), property::get, variable::get));
    assertEquals(
        Optional.of("by-variable"),
        BackendChoice.of(Optional.empty(), name -> null, variable::get));
    assertEquals(Optional.empty(), BackendChoice.of(Optional.of(" "), name -> null, name -> null));
  }
}
