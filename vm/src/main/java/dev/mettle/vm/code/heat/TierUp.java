package dev.mettle.vm.code.heat;

import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.CodeTier;
import dev.mettle.vm.code.FunctionTally;
import dev.mettle.vm.code.frame.Callers;
import dev.mettle.vm.code.link.FunctionTable;
import dev.mettle.vm.tier.CompiledFunction;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.Tiers;
import dev.mettle.vm.tier.UnitCompiler;
import dev.mettle.vm.tier.UnitRuns;
import dev.mettle.vm.tier.UnitVerdict;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is compiled, and when code that does not fit is given up. A function is hot when it
 * is found running each time that the machine looks at its limits: that costs a call nothing, and
 * finds functions in proportion to what they cost.
 *
 * <p>Used by the engine's thread; other threads only compile requests, which are snapshots, and put
 * what came of them into a queue.
 */
public final class TierUp implements FunctionTable.Watch {

  /** How many calls one sample stands for. */
  private static final int CALLS_A_SAMPLE = 4096;

  /** Misses after which another version is made. */
  private static final int MISSES = 256;

  /** So many times code may leave before it is looked at how fast it does. */
  private static final int LEAVES = 256;

  /** Code that leaves more often than once in so many nanoseconds costs more than it saves. */
  private static final long NANOS_A_LEAVE = 10_000;

  /** The same for wrong guesses, which are mended and cost what the interpreter does besides. */
  private static final long NANOS_A_WRONG_GUESS = 100_000;

  /** So many values after which others were to be tried are no accident. */
  private static final int SURPRISES = 64;

  /** Code is compiled so many times for what it turned out to do. */
  private static final int MENDS = 4;

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
  private final List<WeakReference<Code>> known = new ArrayList<>();
  private final ConcurrentLinkedQueue<Compiled> ready = new ConcurrentLinkedQueue<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, FunctionTally> tallies = new LinkedHashMap<>();
  private final TierEvents events = RecordedEvents.ofThisJvm();
  private boolean isAsked;
  private int knownLimit = FEW;
  private int epoch;
  private int decisions;
  private long left;

  /** Decides for an engine with these tiers; null for one without backends. */
  public TierUp(@Nullable Tiers tiers) {
    this.tiers = tiers != null && tiers.options().tier() == Tier.JIT ? tiers : null;
    this.options = tiers == null ? TierOptions.DEFAULT : tiers.options();
  }

  /** Whether anything is ever compiled. */
  public boolean isOn() {
    return tiers != null;
  }

  /** How compiled functions run. */
  public UnitRuns runs() {
    return options.runs();
  }

  /**
   * Room for the calls of code that was never without. HotSpot compiles no way out that was never
   * taken, so that each frame that is on the stack when it is taken at last costs some ten
   * microseconds. Where code goes deep it is without room early, and then gets more each time.
   */
  public int firstRoom() {
    return Math.min(options.runs().room(), UnitRuns.DEFAULT.room());
  }

  /** Whether functions are compiled before they run. */
  boolean isEager() {
    return tiers != null && options.callThreshold() == 0;
  }

  /** What was done so far. */
  public Map<String, Long> counts() {
    Map<String, Long> all = new TreeMap<>(counts);
    for (FunctionTally tally : tallies.values()) {
      tally.leaves().forEach((reason, n) -> all.merge("leaves: " + reason, n, Long::sum));
    }
    return all;
  }

  /** How often compiled code was left so far, for any reason. */
  public long left() {
    return left;
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  // ------------------------------------------------------------------ what is hot

  /** New code: what is compiled before it runs gets its versions at its first call. */
  @Override
  public void made(Code code) {
    if (options.runs().interpreted().contains(code.function().name())) {
      block(code, "interpreted, as was asked for");
    } else if (isEager()) {
      code.tier = tierOf(code);
    }
  }

  private CodeTier tierOf(Code code) {
    CodeTier tier = code.noted;
    if (tier == null) {
      tier =
          new CodeTier(
              tallies.computeIfAbsent(code.function().name(), FunctionTally::new), firstRoom());
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

  /** What became of the functions that were hot. */
  public List<CompiledFunction> functions() {
    return tallies.values().stream().map(FunctionTally::report).toList();
  }

  /** Something that code relied on has changed: calls run other code from now on. */
  @Override
  public void invalidated(Code code) {
    CodeTier tier = code.noted;
    if (tier != null && tier.entries.length > 0) {
      count("functions whose compiled code was dropped for a change");
      tier.tally.invalidated();
      events.invalidated(tier.tally.name());
    }
  }

  /**
   * A function was found running.
   *
   * @param arguments what it was called with
   * @param callers finds the functions that wait for it, the outermost first
   */
  public void sample(
      Code code, List<Atom> arguments, Atom expected, Supplier<List<Callers.Caller>> callers) {
    if (tiers == null) {
      return;
    }
    install();
    CodeTier tier = tierOf(code);
    if (mayBeCompiled(tier) && isHot(++tier.heat, tier.patience)) {
      requestHot(new Callers.Caller(code, arguments, expected), callers.get(), tier);
    }
  }

  private static boolean mayBeCompiled(CodeTier tier) {
    return tier.entries.length == 0 && !tier.isComing() && tier.blocked == null;
  }

  private boolean isHot(int samples, int patience) {
    return samples * (long) CALLS_A_SAMPLE >= options.callThreshold() * (long) patience;
  }

  /**
   * Has the outermost function compiled whose unit has the hot one in it: what calls a hot function
   * is hot as a rule, and in one class calls are direct. One that waits but once would be compiled
   * for nothing. Where there is none, that is the hot one itself.
   */
  private void requestHot(Callers.Caller hot, List<Callers.Caller> callers, CodeTier tier) {
    List<Callers.Caller> outermost = new ArrayList<>();
    for (Callers.Caller caller : callers) {
      Code code = caller.code();
      if (code != hot.code()
          && code.functions == hot.code().functions
          && code.function().key().isPresent()
          && mayBeCompiled(tierOf(code))
          && UnitSnapshot.reaches(code, hot.code())
          && UnitSnapshot.isRepeated(code)) {
        outermost.add(caller);
      }
    }
    if (outermost.isEmpty() || UnitSnapshot.isRepeated(hot.code())) {
      outermost.add(hot);
    }
    int patience = Integer.MAX_VALUE;
    for (Callers.Caller wanted : outermost) {
      Code code = wanted.code();
      int needed = Patience.with(UnitSnapshot.unit(code));
      if (isHot(tier.heat, needed)) {
        request(code, tierOf(code), tierOf(code).wanted(wanted.arguments(), wanted.expected()));
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
    CodeTier tier = tierOf(code);
    if (tier.waiting || tier.blocked != null) {
      return null;
    }
    if (isEager()) {
      request(code, tier, tier.wanted(arguments, expected));
      return tier.entries.length == 0 ? null : tier.entries[tier.entries.length - 1];
    }
    if (tier.entries.length > 0 && ++tier.misses == MISSES) {
      tier.misses = 0;
      request(code, tier, tier.wanted(arguments, expected));
    }
    return null;
  }

  // ------------------------------------------------------------------ compiling

  private void request(Code code, CodeTier tier, Version version) {
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
      t.enqueue(() -> ready.add(new Compiled(unit, now, compiler.compile(t::backend, request))));
    }
  }

  /** A frame that the interpreter began goes on in compiled code, with all values to come. */
  public void tookOver() {
    count("frames of the interpreter that go on in compiled code");
  }

  /** How often code was given up, so that frames of it go on in the interpreter. */
  public int decisions() {
    return decisions;
  }

  /** Gives up compiling a function; calls look at its versions no more. */
  private void block(Code code, String reason) {
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
        count("units compiled");
        UnitVerdict.Entry entry = installed.entries().getFirst();
        tier.add(CodeTier.Entry.of(entry));
        tier.tally.compiled(installed);
        events.compiled(tier.tally.name(), installed);
        compiled.code().tier = tier;
        acceptOthers(compiled.unit(), installed);
        start();
      }
      case UnitVerdict.Declined declined -> {
        count("functions declined: " + declined.reason());
        block(compiled.code(), "declined: " + declined.reason());
        events.declined(tier.tally.name(), declined.reason());
      }
      case UnitVerdict.Failed failed -> {
        count("functions that a backend failed at");
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
        if (unit.codes().get(entry.version().function()) == code) {
          tier.add(CodeTier.Entry.of(entry).alone());
          code.tier = tier;
        }
      }
      if (tier.entries.length > 0) {
        tier.tally.state("compiled as a part of " + unit.codes().getFirst().function().name());
      }
    }
  }

  /** Drops everything that was compiled, for another backend. */
  public void reset() {
    epoch++;
    List<WeakReference<Code>> dropped = List.copyOf(known);
    known.clear();
    for (WeakReference<Code> reference : dropped) {
      Code code = reference.get();
      if (code != null) {
        code.tier = null;
        code.noted = null;
        made(code);
      }
    }
  }

  private @Nullable ProgramContext context;

  /** Says what is to be told that the machine wants to look at its limits. */
  public void watch(ProgramContext running) {
    context = running;
  }

  private void start() {
    ProgramContext running = context;
    if (!isAsked && running != null) {
      isAsked = true;
      Ticker.ask(running);
    }
  }

  // ------------------------------------------------------------------ leaving

  /** What may be done about code that leaves too often. */
  private enum Remedy {
    /** Nothing: it is given up. */
    NONE,
    /** To take nothing for a number that is not known to be one. */
    NO_GUESSES,
    /** To compile the ways that are seldom taken. */
    THOROUGH,
    /** To have it wait for several values. */
    SEVERAL
  }

  /** Code left at an instruction. */
  public void left(Code entered, FrameLayout layout) {
    leaves(layout.code().function().name(), layout.reason().description());
    CodeTier tier = entered.noted;
    if (layout.reason() == LeaveReason.DEPTH && tier != null) {
      tier.room = Math.min(2 * tier.room, options.runs().room());
    }
    if (layout.reason() != LeaveReason.DEPTH && layout.reason() != LeaveReason.POLL) {
      Remedy remedy =
          switch (layout.reason()) {
            case ARGUMENT_KIND -> tierOf(entered).settled ? Remedy.THOROUGH : Remedy.NO_GUESSES;
            case RESULT_KIND, INTEGER_RANGE -> Remedy.NO_GUESSES;
            case VARIABLE, EVALUATION, EXPECTED_TYPE, ERROR -> Remedy.THOROUGH;
            case SEVERAL_RESULTS, DEPTH, POLL, INVALIDATED, RULES, NOT_COMPILED -> Remedy.NONE;
          };
      Code left = (Code) layout.code();
      if (remedy == Remedy.THOROUGH) {
        tierOf(left).left.set(layout.irOffset());
      }
      judge(entered, left, layout.reason().description(), remedy);
    }
  }

  /** Code left for something that the machine does; the code goes on behind it. */
  public void left(Code entered, String step) {
    leaves(entered.function().name(), step);
  }

  /**
   * Whether a function that compiled code has to leave for is going to have compiled code as well:
   * what hot code calls is hot. The caller is not to blame for that, and waits.
   *
   * @param called its code; null if it has none
   * @param call the call, with its head
   */
  public boolean isComing(@Nullable Code called, Atom[] call, Atom expected) {
    if (called == null || isEager()) {
      return false;
    }
    CodeTier tier = tierOf(called);
    if (tier.blocked != null || tier.entries.length > 0) {
      return false;
    }
    if (!tier.waiting && ++tier.misses == MISSES / 4) {
      tier.misses = 0;
      request(called, tier, tier.wanted(List.of(call).subList(1, call.length), expected));
    }
    return tier.blocked == null;
  }

  /**
   * Code left for a call of a function that has no compiled code, or none that it could enter.
   *
   * @param several whether it has some that may give several values
   */
  public void leftForCall(Code entered, String call, boolean several) {
    leaves(entered.function().name(), "a call of a function without compiled code");
    String reason = "it makes " + call + ", which has no compiled code";
    judge(entered, entered, reason, several ? Remedy.SEVERAL : Remedy.NONE);
  }

  /**
   * A frame of plain code got a value that leaves others to be tried. If that happens again and
   * again, such code is compiled in the way of functions with several values.
   *
   * @param entered the code whose class it most likely belongs to
   */
  public void surprised(Code code, Code entered) {
    CodeTier tier = tierOf(code);
    if (tiers == null || ++tier.surprises < (isEager() ? 1 : SURPRISES)) {
      return;
    }
    tier.surprises = 0;
    mend(entered, code, Remedy.SEVERAL);
    if (entered != code) {
      mend(code, code, Remedy.SEVERAL);
    }
  }

  /** Compiles code once more in a better way; false if that was tried before. */
  private boolean mend(Code entered, Code flawed, Remedy remedy) {
    CodeTier tier = tierOf(entered);
    CodeTier cause = tierOf(flawed);
    if (tier.blocked != null || tier.waiting) {
      return true;
    }
    BitSet ways = entered == flawed ? cause.enteredWays : cause.compiledWays;
    boolean news = remedy == Remedy.SEVERAL ? !cause.several : !ways.equals(cause.left);
    if (tier.mended == MENDS || !news && entered == flawed) {
      return false;
    }
    if (remedy == Remedy.SEVERAL) {
      cause.several = true;
    }
    if (!isEager()) {
      decisions++;
      tier.supersede();
    }
    List<Version> versions = tier.replace();
    if (!versions.isEmpty()) {
      count(
          remedy == Remedy.SEVERAL
              ? "functions compiled again for several values"
              : "functions compiled again with their seldom ways");
      if (!isEager()) {
        entered.tier = null;
      }
      request(entered, tier, versions.getLast());
    }
    return true;
  }

  private void leaves(String function, String reason) {
    left++;
    tallies.computeIfAbsent(function, FunctionTally::new).left(reason);
    events.left(function, reason);
  }

  /** Looks at how often code leaves: wrong guesses are made once, anything else is given up. */
  private void judge(Code entered, Code left, String reason, Remedy remedy) {
    CodeTier tier = entered.noted;
    if (tier == null || tier.waiting || isEager()) {
      return;
    }
    if (tier.leaves++ == 0) {
      tier.leavesSince = System.nanoTime();
    } else if (tier.leaves >= LEAVES) {
      long nanos = System.nanoTime() - tier.leavesSince;
      boolean often = nanos < LEAVES * NANOS_A_WRONG_GUESS;
      if (remedy == Remedy.NO_GUESSES && !tier.settled && often) {
        count("functions compiled again without guesses");
        decisions++;
        tier.supersede();
        tier.settle();
        entered.tier = null;
        request(entered, tier, tier.general(entered.function().parameterCount() - 1));
        return;
      }
      boolean mendable = remedy == Remedy.THOROUGH || remedy == Remedy.SEVERAL;
      if (often && mendable && mend(entered, left, remedy)) {
        return;
      }
      if (nanos < LEAVES * NANOS_A_LEAVE) {
        count("functions given up: " + reason);
        block(entered, "it left too often: " + reason);
        if (left != entered) {
          block(left, "it left too often: " + reason);
        }
      }
      tier.leaves = 0;
    }
  }
}
