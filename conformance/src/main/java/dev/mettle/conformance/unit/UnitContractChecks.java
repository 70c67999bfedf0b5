package dev.mettle.conformance.unit;

import static dev.mettle.conformance.unit.UnitNumbers.integer;
import static dev.mettle.conformance.unit.UnitTrials.ROOM;
import static dev.mettle.conformance.unit.UnitTrials.UNDEFINED;
import static dev.mettle.conformance.unit.UnitTrials.version;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.conformance.kit.CheckFailedException;
import dev.mettle.conformance.kit.NotCoveredException;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** What a backend promises about compiling, and about the classes that it makes. */
final class UnitContractChecks {

  private static final Version TWO = version(UNDEFINED, Lane.LONG, Lane.LONG);

  private UnitContractChecks() {}

  static List<UnitCheck> all() {
    return List.of(
        of("the descriptor stays", UnitContractChecks::descriptor),
        of("compiling again gives the same", UnitContractChecks::again),
        of("the wanted version comes first", UnitContractChecks::wantedFirst),
        of("requests are not mixed up", UnitContractChecks::mixed),
        of("threads compile at once", UnitContractChecks::threads),
        of("compiling leaves no thread", UnitContractChecks::noThread),
        of("compiling stays interrupted", UnitContractChecks::interrupted),
        of("what is not compiled is declined", UnitContractChecks::declines));
  }

  static UnitCheck of(String label, Consumer<UnitTrials> body) {
    return new UnitCheck(UnitCheck.CONTRACT + label, 1, body);
  }

  private static void descriptor(UnitTrials trials) {
    Backend backend = trials.backend();
    CheckFailedException.unlessSame(
        "descriptor() always gives the same",
        "two calls",
        backend.descriptor(),
        backend.descriptor());
    again(trials);
  }

  /** Threads of a backend would run on when its engine is gone. */
  private static void noThread(UnitTrials trials) {
    ThreadGroup group = new ThreadGroup("compiling");
    Thread thread = new Thread(group, () -> trials.compiled(Units.binary("add"), TWO));
    thread.setUncaughtExceptionHandler((t, e) -> {});
    thread.start();
    try {
      thread.join();
      // One that is about to end may do so.
      for (int i = 0; i < 20 && group.activeCount() > 0; i++) {
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("the time is over", e);
    }
    CheckFailedException.unlessSame(
        "compiling leaves no thread behind", "add", 0, group.activeCount());
    again(trials);
  }

  /** Who waits for a compilation may have been asked to stop; that is not for the backend. */
  private static void interrupted(UnitTrials trials) {
    Thread.currentThread().interrupt();
    boolean still;
    try {
      trials.compiled(Units.binary("add"), TWO);
    } finally {
      still = Thread.interrupted();
    }
    CheckFailedException.unlessSame(
        "a thread that was interrupted still is when it has compiled", "add", true, still);
    again(trials);
  }

  static void again(UnitTrials trials) {
    String text = Units.binary("sub");
    for (int i = 1; i <= 3; i++) {
      UnitBench bench = trials.compiled(text, TWO);
      UnitBench.Run run = trials.enter(bench, TWO, ROOM, integer(5), integer(3));
      CheckFailedException.unlessSame(
          "compiling the same request again gives code that does the same",
          "(sub 5 3), compiled the " + i + ". time",
          ExactText.of(Optional.of(integer(2))),
          ExactText.of(bench.goOn(run, false, ROOM)));
    }
  }

  private static void wantedFirst(UnitTrials trials) {
    Version version = version(UNDEFINED, Lane.LONG);
    UnitOutcome.Compiled compiled = ClassRequests.compile(trials, Units.named("even"), version);
    CheckFailedException.unlessSame(
        "the first entry is that of the version that was wanted",
        "even 1, and odd 1 which it calls",
        version,
        compiled.entries().isEmpty() ? "no entry" : compiled.entries().getFirst().version());
    again(trials);
  }

  private static void mixed(UnitTrials trials) {
    for (String operation : List.of("add", "sub", "mul", "add")) {
      String text = Units.binary(operation);
      trials.plainly(trials.compiled(text, TWO), text, TWO, integer(5), integer(3));
    }
  }

  private static void threads(UnitTrials trials) {
    List<String> operations = List.of("add", "sub", "mul", "floor_div", "lt", "mod");
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<UnitBench>> benches = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < 48; i++) {
        String text = Units.binary(operations.get(i % operations.size()));
        Callable<UnitBench> job = () -> trials.compiled(text, TWO);
        texts.add(text);
        benches.add(pool.submit(job));
      }
      for (int i = 0; i < texts.size(); i++) {
        trials.plainly(benches.get(i).get(), texts.get(i), TWO, integer(17), integer(5));
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NotCoveredException declined) {
        throw declined;
      }
      throw CheckFailedException.of(
          "several threads may compile at once",
          "48 requests",
          "48 classes",
          Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void declines(UnitTrials trials) {
    String text =
        """
        function "f 1" (a0 atom, expected atom) -> atom
          key f 1
        {
          fork L1 L3
        L1:
          load_local 0
          return
        L3:
          load_local 1
          return
        }
        """;
    Version version = version(UNDEFINED, Lane.REFERENCE);
    UnitRequest request = ClassRequests.request(text, version);
    if (!trials.backend().descriptor().opcodes().contains(Opcode.FORK)
        && trials.backend().compile(request) instanceof UnitOutcome.Declined declined) {
      CheckFailedException.unlessSame(
          "a refusal names the opcode that it is about",
          "fork",
          Optional.of(Opcode.FORK),
          declined.opcode());
    }
    again(trials);
  }
}
