package dev.mettle.vm.code.heat;

import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.CodeTier;
import dev.mettle.vm.code.frame.Callers;
import dev.mettle.vm.code.link.FunctionTable;
import dev.mettle.vm.machine.Limits;
import dev.mettle.vm.tier.CompiledFunction;
import dev.mettle.vm.tier.Tiers;
import dev.mettle.vm.tier.UnitRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is compiled. A function is hot when it is found running each time that the machine
 * looks at its limits: that costs a call nothing, and finds functions in proportion to what they
 * cost. How it gets compiled is the work of {@link UnitBuilds}, and what becomes of code that does
 * not fit is judged by {@link Leaving}.
 *
 * <p>Used by the engine's thread.
 */
public final class TierUp implements FunctionTable.Watch {

  /** Misses after which another version is made. */
  private static final int MISSES = 256;

  private final TierCounts counts = new TierCounts();
  private final UnitBuilds builds;
  private final Leaving leaving;

  /** Decides for an engine with these tiers; null for one without backends. */
  public TierUp(@Nullable Tiers tiers) {
    this.builds = new UnitBuilds(tiers, counts);
    this.leaving = new Leaving(builds, counts);
  }

  /** Judges code that leaves. */
  public Leaving leaving() {
    return leaving;
  }

  /** Whether anything is ever compiled. */
  public boolean isOn() {
    return builds.isOn();
  }

  /** What was done so far. */
  public Map<String, Long> counts() {
    return counts.counts();
  }

  /** What became of the functions that were hot. */
  public List<CompiledFunction> functions() {
    return counts.functions();
  }

  /** How often compiled code was left so far, for any reason. */
  public long left() {
    return counts.left();
  }

  /** How often code was given up, so that frames of it go on in the interpreter. */
  public int decisions() {
    return builds.decisions();
  }

  /** Says what is to be told that the machine wants to look at its limits. */
  public void watch(ProgramContext running) {
    builds.watch(running);
  }

  /** Room for the calls of code that was never without. */
  public int firstRoom() {
    return builds.firstRoom();
  }

  /** Drops everything that was compiled, for another backend. */
  public void reset() {
    builds.reset().forEach(this::made);
  }

  /** How compiled functions run. */
  public UnitRuns runs() {
    return builds.options().runs();
  }

  // ------------------------------------------------------------------ what is hot

  /** New code: what is compiled before it runs gets its versions at its first call. */
  @Override
  public void made(Code code) {
    if (builds.options().runs().interpreted().contains(code.function().name())) {
      builds.block(code, "interpreted, as was asked for");
    } else if (builds.isEager()) {
      code.tier = builds.tierOf(code);
    }
  }

  /** Something that code relied on has changed: calls run other code from now on. */
  @Override
  public void invalidated(Code code) {
    CodeTier tier = code.noted;
    if (tier != null && tier.entries.length > 0) {
      counts.count("functions whose compiled code was dropped for a change");
      tier.tally.invalidated();
      counts.events().invalidated(tier.tally.name());
    }
  }

  @Override
  public boolean wantsAllCode() {
    return builds.isEager();
  }

  /**
   * A function was found running.
   *
   * @param arguments what it was called with
   * @param callers finds the functions that wait for it, the outermost first
   */
  public void sample(
      Code code, List<Atom> arguments, Atom expected, Supplier<List<Callers.Caller>> callers) {
    if (!builds.isOn()) {
      return;
    }
    builds.install();
    CodeTier tier = builds.tierOf(code);
    if (mayBeCompiled(tier) && isHot(++tier.heat, tier.patience)) {
      requestHot(new Callers.Caller(code, arguments, expected), callers.get(), tier);
    }
  }

  private static boolean mayBeCompiled(CodeTier tier) {
    return tier.entries.length == 0 && !tier.isComing() && tier.blocked == null;
  }

  /** Whether so many samples, each of which stands for as many calls, are enough. */
  private boolean isHot(int samples, int patience) {
    return samples * (long) Limits.STRIDE >= builds.options().callThreshold() * (long) patience;
  }

  /** A function that may be compiled for a hot one, with what would be compiled in its class. */
  private record Candidate(Callers.Caller caller, UnitSnapshot.Unit unit) {}

  /**
   * Has the outermost function compiled whose unit has the hot one in it: what calls a hot function
   * is hot as a rule, and in one class calls are direct. One that waits but once would be compiled
   * for nothing. Where there is none, that is the hot one itself.
   */
  private void requestHot(Callers.Caller hot, List<Callers.Caller> callers, CodeTier tier) {
    List<Candidate> outermost = new ArrayList<>();
    for (Callers.Caller caller : callers) {
      Code code = caller.code();
      if (code != hot.code()
          && code.functions == hot.code().functions
          && code.function().key().isPresent()
          && mayBeCompiled(builds.tierOf(code))) {
        UnitSnapshot.Unit unit = UnitSnapshot.unit(code);
        if (unit.isRepeated() && unit.codes().contains(hot.code())) {
          outermost.add(new Candidate(caller, unit));
        }
      }
    }
    UnitSnapshot.Unit own = UnitSnapshot.unit(hot.code());
    if (outermost.isEmpty() || own.isRepeated()) {
      outermost.add(new Candidate(hot, own));
    }
    int patience = Integer.MAX_VALUE;
    for (Candidate candidate : outermost) {
      Callers.Caller wanted = candidate.caller();
      Code code = wanted.code();
      int needed = Patience.with(candidate.unit().codes());
      if (isHot(tier.heat, needed)) {
        CodeTier outer = builds.tierOf(code);
        builds.request(code, outer, outer.wanted(wanted.arguments(), wanted.expected()));
        return;
      }
      patience = Math.min(patience, needed);
    }
    tier.patience = patience;
  }

  /**
   * A call found no version for its arguments.
   *
   * @return a version, if one was made at once
   */
  public CodeTier.@Nullable Entry missed(Code code, List<Atom> arguments, Atom expected) {
    CodeTier tier = builds.tierOf(code);
    if (tier.waiting || tier.blocked != null) {
      return null;
    }
    if (builds.isEager()) {
      builds.request(code, tier, tier.wanted(arguments, expected));
      return tier.entries.length == 0 ? null : tier.entries[tier.entries.length - 1];
    }
    if (tier.entries.length > 0 && ++tier.misses >= MISSES) {
      tier.misses = 0;
      builds.request(code, tier, tier.wanted(arguments, expected));
    }
    return null;
  }

  /** A frame that the interpreter began goes on in compiled code, with all values to come. */
  public void tookOver() {
    counts.count("frames of the interpreter that go on in compiled code");
  }
}
