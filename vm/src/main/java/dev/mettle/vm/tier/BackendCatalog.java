package dev.mettle.vm.tier;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.SpecVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The backends that were found, the best one first, and what was found but cannot be used. One bad
 * provider never hides the others.
 */
public final class BackendCatalog {

  /**
   * The system property by which a launcher names the classes that are backends, where it knows
   * them all: separated by commas. Looking for providers opens every jar of the class path.
   */
  public static final String PROVIDERS = "mettle.providers";

  // Written out: what Comparator puts together is in no AOT cache and costs 30 ms to link.
  private static final Comparator<AvailableBackend> BEST_FIRST =
      (a, b) ->
          a.descriptor().priority() == b.descriptor().priority()
              ? a.id().compareTo(b.id())
              : Integer.compare(b.descriptor().priority(), a.descriptor().priority());

  private final List<AvailableBackend> backends = new ArrayList<>();
  private final List<BackendProblem> problems = new ArrayList<>();

  private BackendCatalog() {}

  /**
   * The backends that {@link #PROVIDERS} names or, without that, providers that the class loader of
   * the thread sees.
   */
  public static BackendCatalog discover() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context != null ? context : BackendCatalog.class.getClassLoader();
    String known = System.getProperty(PROVIDERS);
    return known == null || known.isEmpty() ? discover(loader) : named(known, loader);
  }

  /** The backends of these classes, whose names are separated by commas. */
  static BackendCatalog named(String classes, @Nullable ClassLoader loader) {
    BackendCatalog catalog = new BackendCatalog();
    for (String name : classes.split(",", -1)) {
      try {
        Class<? extends Backend> type = Class.forName(name, true, loader).asSubclass(Backend.class);
        catalog.add(name, type.getConstructor().newInstance());
      } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
        catalog.problems.add(
            new BackendProblem(name, "it cannot be loaded: " + Reasons.of(e), Optional.of(e)));
      }
    }
    catalog.backends.sort(BEST_FIRST);
    return catalog;
  }

  /** Looks for providers that {@code loader} sees. */
  public static BackendCatalog discover(@Nullable ClassLoader loader) {
    BackendCatalog catalog = new BackendCatalog();
    Iterator<ServiceLoader.Provider<Backend>> providers =
        ServiceLoader.load(Backend.class, loader).stream().iterator();
    int brokenInARow = 0;
    while (brokenInARow < 100) {
      ServiceLoader.Provider<Backend> provider;
      try {
        if (!providers.hasNext()) {
          break;
        }
        provider = providers.next();
        brokenInARow = 0;
      } catch (ServiceConfigurationError | LinkageError e) {
        // The iterator has stepped over the bad entry; the bound is for one that has not.
        brokenInARow++;
        catalog.problems.add(
            new BackendProblem(
                "a provider", "it cannot be loaded: " + Reasons.of(e), Optional.of(e)));
        continue;
      }
      catalog.load(provider);
    }
    catalog.backends.sort(BEST_FIRST);
    return catalog;
  }

  /** A catalog of given backends; no others are looked for. */
  public static BackendCatalog of(Backend... backends) {
    BackendCatalog catalog = new BackendCatalog();
    for (Backend backend : backends) {
      catalog.add(backend.getClass().getName(), backend);
    }
    catalog.backends.sort(BEST_FIRST);
    return catalog;
  }

  private void load(ServiceLoader.Provider<Backend> provider) {
    String name = "a provider";
    Backend backend;
    try {
      name = provider.type().getName();
      backend = provider.get();
    } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
      problems.add(
          new BackendProblem(name, "it cannot be instantiated: " + Reasons.of(e), Optional.of(e)));
      return;
    }
    // The class of the backend says more than the provider's declared type.
    add(backend.getClass().getName(), backend);
  }

  private void add(String name, Backend backend) {
    @Nullable BackendDescriptor descriptor;
    try {
      descriptor = backend.descriptor();
    } catch (LinkageError | RuntimeException e) {
      problems.add(
          new BackendProblem(
              name, "it does not describe itself: " + Reasons.of(e), Optional.of(e)));
      return;
    }
    if (descriptor == null) {
      problems.add(new BackendProblem(name, "it does not describe itself: null", Optional.empty()));
      return;
    }
    if (!SpecVersion.CURRENT.accepts(descriptor.specVersion())) {
      problems.add(
          new BackendProblem(
              name,
              "backend %s was written for version %s of the backend contract, this engine has %s"
                  .formatted(descriptor.id(), descriptor.specVersion(), SpecVersion.CURRENT),
              Optional.empty()));
      return;
    }
    Optional<AvailableBackend> twin = find(descriptor.id());
    if (twin.isPresent()) {
      problems.add(
          new BackendProblem(
              name,
              "its id %s is that of %s already"
                  .formatted(descriptor.id(), twin.get().backend().getClass().getName()),
              Optional.empty()));
      return;
    }
    backends.add(new AvailableBackend(backend, descriptor));
  }

  /** The backends that can be used, the highest priority first. */
  public List<AvailableBackend> backends() {
    return List.copyOf(backends);
  }

  /** What was found and cannot be used. */
  public List<BackendProblem> problems() {
    return List.copyOf(problems);
  }

  /** The backend with this id. */
  public Optional<AvailableBackend> find(String id) {
    return backends.stream().filter(b -> b.id().equals(id)).findFirst();
  }

  /**
   * The backend with this id, or the best one if no id is given; none if there is none at all.
   *
   * @throws UnknownBackendException if there is no backend of that name
   */
  public Optional<AvailableBackend> select(Optional<String> id) {
    if (id.isEmpty()) {
      return backends.stream().findFirst();
    }
    Optional<AvailableBackend> found = find(id.get());
    if (found.isPresent()) {
      return found;
    }
    StringBuilder message = new StringBuilder("no backend is called ").append(id.get());
    message.append(
        backends.isEmpty()
            ? "; none was found"
            : "; there is " + String.join(", ", backends.stream().map(b -> b.id()).toList()));
    for (BackendProblem problem : problems) {
      message.append("; not usable: ").append(problem);
    }
    throw new UnknownBackendException(message.toString());
  }
}
