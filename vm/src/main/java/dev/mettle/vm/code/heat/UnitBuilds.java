package dev.mettle.vm.code.heat;

import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.CodeTier;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.Tiers;
import dev.mettle.vm.tier.UnitCompiler;
import dev.mettle.vm.tier.UnitRuns;
import dev.mettle.vm.tier.UnitVerdict;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Has backends compile units, and gives what comes of it to the code that it is for.
 *
 * <p>Used by the engine's thread; other threads only compile requests, which are snapshots, and put
 * what came of them into a queue.
 */
final class UnitBuilds {

  /** Codes that are remembered before those are looked for that are in use no more. */
  private static final int FEW = 64;

  /** What came of a request. */
  private record Compiled(UnitSnapshot.Snapshot unit, int epoch, UnitVerdict verdict) {

    Code code() {
      return unit.codes().getFirst();
    }
  }

  private final @Nullable Tiers tiers;
  private final TierOptions options;
  private final TierCounts counts;
  private final List<WeakReference<Code>> known = new ArrayList<>();
  private final ConcurrentLinkedQueue<Compiled> ready = new ConcurrentLinkedQueue<>();
  private boolean isAsked;
  private int knownLimit = FEW;
  private int epoch;
  private int decisions;
  private @Nullable ProgramContext context;

  UnitBuilds(@Nullable Tiers tiers, TierCounts counts) {
    this.tiers = tiers != null && tiers.options().tier() == Tier.JIT ? tiers : null;
    this.options = tiers == null ? TierOptions.DEFAULT : tiers.options();
    this.counts = counts;
  }

  /** How functions are compiled. */
  TierOptions options() {
    return options;
  }

  /** Whether anything is ever compiled. */
  boolean isOn() {
    return tiers != null;
  }

  /**
   * Room for the calls of code that was never without. HotSpot compiles no way out that was never
   * taken, so that each frame that is on the stack when it is taken at last costs some ten
   * microseconds. Where code goes deep it is without room early, and then gets more each time.
   */
  int firstRoom() {
    return Math.min(options.runs().room(), UnitRuns.DEFAULT.room());
  }

  /** Whether functions are compiled before they run. */
  boolean isEager() {
    return tiers != null && options.callThreshold() == 0;
  }

  /** What is known of the compiled code of a function. */
  CodeTier tierOf(Code code) {
    CodeTier tier = code.noted;
    if (tier == null) {
      tier = new CodeTier(counts.tally(code.function().name()), firstRoom());
      if (!options.runs().guesses()) {
        tier.settle();
      }
      // Nothing is known of what is compiled before it runs, and nothing is found out later.
      tier.thorough = isEager();
      code.noted = tier;
      note(code);
    }
    return tier;
  }

  /** Remembers code that may have versions, as long as it is used. */
  private void note(Code code) {
    if (known.size() >= knownLimit) {
      known.removeIf(reference -> reference.get() == null);
      knownLimit = Math.max(FEW, 2 * known.size());
    }
    known.add(new WeakReference<>(code));
  }

  /** Has a version of a function compiled, now or by another thread. */
  void request(Code code, CodeTier tier, Version version) {
    Tiers t = tiers;
    if (t == null) {
      return;
    }
    if (version.lanes().size() > ProgramContext.MAX_PARAMETERS) {
      block(code, "more than " + ProgramContext.MAX_PARAMETERS + " parameters");
      return;
    }
    UnitSnapshot.Snapshot unit = UnitSnapshot.of(code, version, !tier.settled, options.limits());
    UnitRequest request = unit.request();
    for (Code part : unit.codes()) {
      if (part != code) {
        tierOf(part).partOf = tier;
      }
    }
    UnitCompiler compiler = t.unitCompiler();
    int now = epoch;
    tier.waiting = true;
    if (tier.entries.length == 0) {
      tier.tally.state("being compiled");
    }
    if (options.synchronous() || isEager()) {
      accept(new Compiled(unit, now, compiler.compile(t::backend, request)));
    } else {
      Runnable work =
          () -> ready.add(new Compiled(unit, now, compiler.compile(t::backend, request)));
      if (!t.enqueue(work)) {
        // It stays as it is, and is not asked for again.
        if (tier.entries.length == 0) {
          tier.tally.state("interpreted: compilation has ended");
        }
      }
    }
  }

  /** How often code was given up, so that frames of it go on in the interpreter. */
  int decisions() {
    return decisions;
  }

  /** Notes that frames of code may go on in the interpreter. */
  void decide() {
    decisions++;
  }

  /** Gives up compiling a function; calls look at its versions no more. */
  void block(Code code, String reason) {
    decisions++;
    CodeTier tier = tierOf(code);
    tier.block(reason);
    tier.tally.state(reason);
    code.tier = null;
  }

  /** Takes over what was compiled meanwhile. */
  void install() {
    for (Compiled next = ready.poll(); next != null; next = ready.poll()) {
      accept(next);
    }
  }

  private void accept(Compiled compiled) {
    CodeTier tier = compiled.code().noted;
    if (compiled.epoch() != epoch || tier == null || tier.blocked != null) {
      return;
    }
    tier.waiting = false;
    switch (compiled.verdict()) {
      case UnitVerdict.Installed installed -> {
        counts.count("units compiled");
        UnitVerdict.Entry entry = installed.entries().getFirst();
        tier.add(CodeTier.Entry.of(entry), compiled.unit().ways(0));
        tier.tally.compiled(installed);
        counts.events().compiled(tier.tally.name(), installed);
        compiled.code().tier = tier;
        acceptOthers(compiled.unit(), installed);
        start();
      }
      case UnitVerdict.Declined declined -> {
        counts.count("functions declined: " + declined.reason());
        block(compiled.code(), "declined: " + declined.reason());
        counts.events().declined(tier.tally.name(), declined.reason());
      }
      case UnitVerdict.Failed failed -> {
        counts.count("functions that a backend failed at");
        block(compiled.code(), failed.reason());
        if (tiers != null) {
          tiers.failed(compiled.code().function().name(), failed);
        }
      }
    }
  }

  /** Functions that have no code of their own yet are entered in the unit of a caller. */
  private void acceptOthers(UnitSnapshot.Snapshot unit, UnitVerdict.Installed installed) {
    for (Code code : unit.codes()) {
      CodeTier tier = tierOf(code);
      tier.partOf = null;
      tier.dropSuperseded();
      if (tier.entries.length > 0
          || tier.waiting
          || tier.blocked != null
          || tier.settled && unit.request().guesses()) {
        continue;
      }
      for (UnitVerdict.Entry entry : installed.entries()) {
        int place = entry.version().function();
        if (unit.codes().get(place) == code) {
          tier.add(CodeTier.Entry.of(entry).alone(), unit.ways(place));
          code.tier = tier;
        }
      }
      if (tier.entries.length > 0) {
        tier.tally.state("compiled as a part of " + unit.codes().getFirst().function().name());
      }
    }
  }

  /** Drops everything that was compiled, for another backend; gives the code that had some. */
  List<Code> reset() {
    epoch++;
    List<Code> dropped = new ArrayList<>();
    for (WeakReference<Code> reference : known) {
      Code code = reference.get();
      if (code != null) {
        if (code.noted != null) {
          code.noted.tally.forgotten();
        }
        code.tier = null;
        code.noted = null;
        dropped.add(code);
      }
    }
    known.clear();
    return dropped;
  }

  /** Says what is to be told that the machine wants to look at its limits. */
  void watch(ProgramContext running) {
    context = running;
  }

  private void start() {
    ProgramContext running = context;
    if (!isAsked && running != null) {
      isAsked = true;
      Ticker.ask(running);
    }
  }
}
