package dev.mettle.vm.tier;

import dev.mettle.backend.spi.Natives;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.vm.interp.DecodedFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tiers of one engine: it installs functions, finds the backend when the first one is hot, and
 * compiles in the background. Safe for use by several threads.
 */
public final class Tiers implements AutoCloseable {

  private final TierOptions options;
  private final Supplier<BackendCatalog> catalogs;
  private final Consumer<String> warnings;
  private final FunctionCompiler compiler;
  private final Set<TieredFunction> functions =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private final Map<String, String> notRunnable =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private @Nullable BackendCatalog catalog;
  private Optional<AvailableBackend> backend = Optional.empty();
  private boolean backendChosen;
  private Optional<String> chosenId;
  private @Nullable ExecutorService thread;
  private boolean closed;

  /** Tiers with these options; warnings go to the standard error stream. */
  public Tiers(TierOptions options) {
    this(options, BackendCatalog::discover, System.err::println);
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
    this.compiler = new FunctionCompiler(options);
    this.chosenId = options.backend();
  }

  /** The options. */
  public TierOptions options() {
    return options;
  }

  /**
   * Makes a function callable. None if the interpreter cannot run it; then the statistics say why.
   *
   * @param natives the operations that it may call
   */
  public Optional<TieredFunction> install(VerifiedFunction function, Natives natives) {
    return switch (DecodedFunction.decode(function, natives)) {
      case DecodedFunction.Decoded decoded -> {
        TieredFunction tiered = new TieredFunction(this, decoded.function(), natives);
        functions.add(tiered);
        yield Optional.of(tiered);
      }
      case DecodedFunction.NotRunnable refused -> {
        notRunnable.put(function.function().name(), refused.reason());
        yield Optional.empty();
      }
    };
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
   * Changes the backend: what was compiled so far is dropped, and compiled again once it is hot.
   *
   * @throws UnknownBackendException if there is no backend of that name
   */
  public void useBackend(String id) {
    synchronized (this) {
      backend = catalog().select(Optional.of(id));
      backendChosen = true;
      chosenId = Optional.of(id);
    }
    synchronized (functions) {
      functions.forEach(TieredFunction::reset);
    }
  }

  FunctionCompiler compiler() {
    return compiler;
  }

  void warn(String message) {
    warnings.accept(message);
  }

  // ------------------------------------------------------------------ the compiler's thread

  /** Has a function compiled in the background. */
  synchronized void enqueue(TieredFunction function) {
    if (closed) {
      return;
    }
    ExecutorService executor = thread;
    if (executor == null) {
      executor =
          Executors.newSingleThreadExecutor(
              Thread.ofPlatform().daemon().name("mettle-compiler").factory());
      thread = executor;
    }
    var _ = executor.submit(() -> compile(function));
  }

  // Nothing may end the compiler's thread unheard: the function would wait for ever.
  @SuppressWarnings("CatchThrowable")
  private static void compile(TieredFunction function) {
    try {
      function.compile();
    } catch (Throwable t) {
      function.fail(t);
    }
  }

  /** Waits until everything that was to be compiled so far is compiled. */
  public void awaitCompilation() throws InterruptedException {
    Future<?> last;
    synchronized (this) {
      if (thread == null || closed) {
        return;
      }
      try {
        last = thread.submit(() -> {});
      } catch (RejectedExecutionException e) {
        return;
      }
    }
    try {
      last.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
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

  /** What ran where so far. */
  public TierStatistics statistics() {
    List<FunctionStatistics> all = new ArrayList<>();
    synchronized (functions) {
      functions.forEach(function -> all.add(function.statistics()));
    }
    Optional<String> id;
    List<BackendProblem> problems;
    synchronized (this) {
      id = backend.map(AvailableBackend::id);
      problems = catalog == null ? List.of() : catalog.problems();
    }
    Map<String, String> refused;
    synchronized (notRunnable) {
      refused = new LinkedHashMap<>(notRunnable);
    }
    return new TierStatistics(id, all, refused, problems);
  }
}
