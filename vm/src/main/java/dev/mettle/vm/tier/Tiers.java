package dev.mettle.vm.tier;

import dev.mettle.backend.spi.Backend;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tiers of one engine: finds the backend when the first function is hot, and compiles in the
 * background. Safe for use by several threads.
 */
public final class Tiers implements AutoCloseable {

  private static final long IDLE_SECONDS = 2;
  private static final String LOGGER = "dev.mettle";

  private final TierOptions options;
  private final Supplier<BackendCatalog> catalogs;
  private final Consumer<String> warnings;
  private final UnitCompiler compiler;
  private final Set<String> warned = new HashSet<>();
  private @Nullable BackendCatalog catalog;
  private Optional<AvailableBackend> backend = Optional.empty();
  private boolean backendChosen;
  private Optional<String> chosenId;
  private @Nullable ExecutorService thread;
  private boolean closed;

  /** Tiers with these options; warnings go to the logger {@code dev.mettle}. */
  public Tiers(TierOptions options) {
    this(
        options,
        BackendCatalog::discover,
        warning -> System.getLogger(LOGGER).log(System.Logger.Level.WARNING, warning));
  }

  /**
   * Tiers with these options.
   *
   * @param catalogs where backends come from; asked once, when the first function is hot
   * @param warnings where warnings about backends go, one line each
   */
  public Tiers(TierOptions options, Supplier<BackendCatalog> catalogs, Consumer<String> warnings) {
    this.options = options;
    this.catalogs = catalogs;
    this.warnings = warnings;
    this.compiler = new UnitCompiler(options);
    this.chosenId = options.backend();
  }

  /** The options. */
  public TierOptions options() {
    return options;
  }

  // ------------------------------------------------------------------ backends

  /** What was found on the class path and module path; looks for it at the first call. */
  public synchronized BackendCatalog catalog() {
    BackendCatalog known = catalog;
    if (known == null) {
      known = catalogs.get();
      catalog = known;
    }
    return known;
  }

  /**
   * The backend in use; chosen at the first call.
   *
   * @throws UnknownBackendException if it was chosen by a name that no backend has
   */
  public synchronized Optional<AvailableBackend> backend() {
    if (!backendChosen) {
      backend = catalog().select(BackendChoice.of(chosenId));
      backendChosen = true;
    }
    return backend;
  }

  /**
   * Makes sure that a backend that was asked for by name is there, without looking for any if none
   * was.
   *
   * @throws UnknownBackendException if there is no backend of that name
   */
  public void checkChoice() {
    if (BackendChoice.of(chosenId).isPresent()) {
      var _ = backend();
    }
  }

  /**
   * Changes the backend.
   *
   * @throws UnknownBackendException if there is no backend of that name
   */
  public synchronized void useBackend(String id) {
    backend = catalog().select(Optional.of(id));
    backendChosen = true;
    chosenId = Optional.of(id);
  }

  /**
   * The same with a backend that is not looked for.
   *
   * @throws IllegalArgumentException if it cannot be used
   */
  public synchronized void useBackend(Backend given) {
    BackendCatalog own = BackendCatalog.of(given);
    if (own.backends().isEmpty()) {
      throw new IllegalArgumentException(own.problems().toString());
    }
    backend = Optional.of(own.backends().getFirst());
    backendChosen = true;
    chosenId = backend.map(AvailableBackend::id);
  }

  /** What compiles functions of programs. */
  public UnitCompiler unitCompiler() {
    return compiler;
  }

  /**
   * Reports that a backend has a defect, as the policy says.
   *
   * @param function the function that stays interpreted
   */
  public void failed(String function, UnitVerdict.Failed failed) {
    String message =
        "%s stays interpreted: %s: %s".formatted(function, failed.reason(), failed.cause());
    switch (options.failurePolicy()) {
      case SILENT -> {}
      case WARN -> {
        if (warned.add(failed.reason())) {
          warn(message);
        }
      }
      case FAIL -> throw new BackendFailureException(message, failed.cause());
    }
  }

  void warn(String message) {
    warnings.accept(message);
  }

  // ------------------------------------------------------------------ the compiler's thread

  /** Has something done in the compiler's thread; false if compilation has ended. */
  public synchronized boolean enqueue(Runnable work) {
    if (closed) {
      return false;
    }
    ExecutorService executor = thread;
    if (executor == null) {
      ThreadPoolExecutor one =
          new ThreadPoolExecutor(
              1,
              1,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              Thread.ofPlatform().daemon().name("mettle-compiler").factory());
      // An engine that nobody uses any more must not keep a thread.
      one.allowCoreThreadTimeOut(true);
      executor = one;
      thread = one;
    }
    var _ = executor.submit(work);
    return true;
  }

  /** Ends compilation. Functions can still be called, and stay as they are. */
  @Override
  public synchronized void close() {
    closed = true;
    if (thread != null) {
      thread.shutdown();
    }
  }

  // ------------------------------------------------------------------ statistics

  /**
   * What ran where so far.
   *
   * @param functions each function that was hot
   * @param code what the virtual machine did, as counts by name
   */
  public synchronized TierStatistics statistics(
      List<CompiledFunction> functions, Map<String, Long> code) {
    return new TierStatistics(
        options.tier(),
        backend.map(AvailableBackend::id),
        functions,
        catalog == null ? List.of() : catalog.problems(),
        code);
  }
}
