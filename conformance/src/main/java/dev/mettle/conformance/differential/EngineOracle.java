package dev.mettle.conformance.differential;

import dev.mettle.conformance.answer.ProgramOutput;
import dev.mettle.engine.EngineBuilder;
import dev.mettle.frontend.read.SourceText;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Answers programs by an engine in this process, a new one for each.
 *
 * @since 1.0
 */
public final class EngineOracle implements Oracle {

  private final Supplier<EngineBuilder> description;
  private final Duration patience;
  private final ExecutorService runner =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("differential-").factory());

  /**
   * An oracle.
   *
   * @param description describes the engine for one program
   * @param patience how long a program may take
   */
  public EngineOracle(Supplier<EngineBuilder> description, Duration patience) {
    this.description = description;
    this.patience = patience;
  }

  @Override
  public Outcome run(Script script) {
    SourceText text = new SourceText(script.name(), script.text());
    Future<ProgramOutput> running = runner.submit(() -> ProgramOutput.of(description.get(), text));
    try {
      return new Answered(running.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      running.cancel(true);
      return new TimedOut();
    } catch (ExecutionException e) {
      return new Crashed(String.valueOf(e.getCause()));
    } catch (CancellationException e) {
      return new TimedOut();
    } catch (InterruptedException e) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      return new TimedOut();
    }
  }

  @Override
  public void renew() {
    // Every program has an engine of its own, and no accidents.
  }

  @Override
  public void close() {
    runner.shutdownNow();
  }
}
