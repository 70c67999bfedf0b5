package dev.mettle.vm.tier;

import dev.mettle.backend.spi.ExecutionContext;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.Natives;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.vm.interp.DecodedFunction;
import dev.mettle.vm.interp.Leave;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A function that runs interpreted until it is hot, and compiled from then on. May be called by
 * several threads, each with its own {@link TierContext}.
 */
public final class TieredFunction {

  /** After so many compilations that guessed wrong, nothing is guessed any more. */
  private static final int MAX_GUESSES = 4;

  /** Of so many calls the kinds of all arguments are noted, of later ones those of every eighth. */
  private static final int ALL_SEEN = 100;

  private static final int SOME_SEEN = 8;

  private final Tiers tiers;
  private final IrFunction function;
  private final DecodedFunction decoded;
  private final Natives natives;
  private final SeenLanes seen;
  private final Map<LeaveReason, Long> leaves = new EnumMap<>(LeaveReason.class);
  private final Map<LeftToRules, Long> leftToRules = new EnumMap<>(LeftToRules.class);

  private volatile @Nullable CompiledCode code;
  private volatile @Nullable CompileVerdict verdict;
  private volatile boolean waiting;
  private volatile Atom @Nullable [] sample;
  private int epoch;
  private int calls;
  private int leavesOfCode;
  private int compilations;
  private long compileNanos;
  private long interpretedRuns;
  private long compiledRuns;
  private boolean warned;

  TieredFunction(Tiers tiers, DecodedFunction decoded, Natives natives) {
    this.tiers = tiers;
    this.function = decoded.function();
    this.decoded = decoded;
    this.natives = natives;
    this.seen = new SeenLanes(function.parameterCount());
  }

  /** The function. */
  public IrFunction function() {
    return function;
  }

  /** Its code, if it is compiled. */
  public Optional<CompiledCode> code() {
    return Optional.ofNullable(code);
  }

  /** What became of the last attempt to compile it, if there was one. */
  public Optional<CompileVerdict> verdict() {
    return Optional.ofNullable(verdict);
  }

  /**
   * Calls the function.
   *
   * @param arguments evaluated arguments, as many as the function has parameters
   * @return the result, or a {@link Leave} if the call is for the function's rules
   */
  public Atom call(TierContext context, Atom... arguments) {
    if (arguments.length != function.parameterCount()) {
      throw new IllegalArgumentException(
          "%d arguments for %s".formatted(arguments.length, function));
    }
    CompiledCode current = code;
    return current != null ? runCompiled(current, context, arguments) : runCold(context, arguments);
  }

  /** Notes that a call was left to the function's rules. */
  public synchronized void leaveToRules(LeftToRules reason) {
    leftToRules.merge(reason, 1L, Long::sum);
  }

  /** Compiles the function now, in this thread, whatever its count is. */
  public CompileVerdict compileNow() {
    compile();
    CompileVerdict result = verdict;
    if (result == null) {
      throw new IllegalStateException("compiling left no verdict");
    }
    return result;
  }

  // ------------------------------------------------------------------ interpreted

  private Atom runCold(TierContext context, Atom[] arguments) {
    TierOptions options = tiers.options();
    if (options.tier() != Tier.JIT) {
      return interpret(context, arguments);
    }
    if (verdict == null && !waiting) {
      int call = ++calls;
      if (call <= ALL_SEEN || call % SOME_SEEN == 0) {
        seen.add(arguments);
      }
      if (call > options.callThreshold()) {
        promote(arguments);
        CompiledCode fresh = code;
        if (fresh != null) {
          return runCompiled(fresh, context, arguments);
        }
      }
    }
    CompileVerdict known = verdict;
    if (known instanceof CompileVerdict.Failed failed
        && options.failurePolicy() == FailurePolicy.FAIL) {
      throw new BackendFailureException(message(failed), failed.cause());
    }
    if (options.strict()) {
      throw new TierFallbackException(
          "%s was not compiled: %s"
              .formatted(function.name(), known == null ? "it was never tried" : known.describe()));
    }
    return interpret(context, arguments);
  }

  private Atom interpret(TierContext context, Atom[] arguments) {
    interpretedRuns++;
    return context.interpreter().run(decoded, arguments);
  }

  // ------------------------------------------------------------------ compiled

  private Atom runCompiled(CompiledCode current, TierContext context, Atom[] arguments) {
    for (int index : current.unguarded()) {
      OperandKind kind = function.parameters().get(index).kind();
      if (!kind.admits(arguments[index])) {
        return Leave.ARGUMENT_KIND;
      }
    }
    Atom result;
    try {
      result = current.invoke(context, arguments);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      return broken(current, context, arguments, t);
    }
    if (result == ExecutionContext.UNWINDING) {
      return left(context, arguments);
    }
    if (result == null || result == ExecutionContext.NONE) {
      return broken(
          current,
          context,
          arguments,
          new IllegalStateException("compiled code gave " + result + " as a result"));
    }
    compiledRuns++;
    return result;
  }

  /** Compiled code gave up before any effect: the interpreter makes the call again. */
  private Atom left(TierContext context, Atom[] arguments) {
    LeaveReason reason = context.lastReason();
    boolean again;
    synchronized (this) {
      leaves.merge(reason, 1L, Long::sum);
      again = ++leavesOfCode > tiers.options().maxLeaves();
      if (again) {
        generalise(reason, arguments);
      }
    }
    if (tiers.options().strict()) {
      // The guesses only ever become more general, so this ends: with code that guesses nothing, or
      // with a verdict that makes the call fail.
      return call(context, arguments);
    }
    return interpret(context, arguments);
  }

  private void generalise(LeaveReason reason, Atom[] arguments) {
    seen.add(arguments);
    if (reason == LeaveReason.INTEGER_RANGE) {
      seen.leftIntegerRange();
    }
    if (compilations >= MAX_GUESSES) {
      seen.anything();
    }
    CompiledCode left = code;
    code = null;
    leavesOfCode = 0;
    if (left != null && compilations > MAX_GUESSES) {
      verdict = new CompileVerdict.GaveUp(left.backend());
      return;
    }
    verdict = null;
    promote(arguments);
  }

  /**
   * Something was thrown out of compiled code. If the interpreter throws as well, it belongs to the
   * program; else the backend is at fault, and the function stays interpreted.
   */
  private Atom broken(
      CompiledCode current, TierContext context, Atom[] arguments, Throwable thrown) {
    Atom result = interpret(context, arguments);
    CompileVerdict.Failed failed =
        new CompileVerdict.Failed(current.backend(), "its code threw", thrown);
    synchronized (this) {
      if (code == current) {
        code = null;
      }
      verdict = failed;
    }
    report(failed);
    if (tiers.options().failurePolicy() == FailurePolicy.FAIL) {
      throw new BackendFailureException(message(failed), thrown);
    }
    return result;
  }

  // ------------------------------------------------------------------ promotion

  private void promote(Atom[] arguments) {
    waiting = true;
    if (!tiers.options().synchronous()) {
      sample = arguments.clone();
    }
    if (tiers.options().synchronous()) {
      try {
        compile();
      } finally {
        waiting = false;
      }
    } else {
      tiers.enqueue(this);
    }
  }

  /** Compiles; runs in the compiler's thread or, in synchronous mode, in the caller's. */
  void compile() {
    int started;
    synchronized (this) {
      started = epoch;
    }
    CompileVerdict result =
        warmed(tiers.compiler().compile(tiers.backend(), function, seen.profile(), natives));
    synchronized (this) {
      if (started != epoch) {
        return; // for a backend that is no longer in use
      }
      compilations++;
      verdict = result;
      if (result instanceof CompileVerdict.Installed installed) {
        compileNanos += installed.code().nanos();
        code = installed.code();
      }
      waiting = false;
    }
    if (result instanceof CompileVerdict.Failed failed) {
      report(failed);
    }
  }

  // What generated code throws is its backend's defect.
  @SuppressWarnings("CatchThrowable")
  private CompileVerdict warmed(CompileVerdict result) {
    TierOptions options = tiers.options();
    Atom[] arguments = sample;
    if (options.synchronous()
        || options.warmUpRuns() == 0
        || arguments == null
        || !(result instanceof CompileVerdict.Installed installed)
        || !WarmUp.isHarmless(function)) {
      return result;
    }
    try {
      WarmUp.run(installed.code(), arguments, options.warmUpRuns());
      return result;
    } catch (Throwable t) {
      return new CompileVerdict.Failed(installed.code().backend(), "its code threw", t);
    } finally {
      sample = null;
    }
  }

  /** The backend could not even be chosen. */
  void fail(Throwable cause) {
    synchronized (this) {
      verdict = new CompileVerdict.Failed("none", "no backend could be chosen", cause);
      waiting = false;
    }
  }

  /** Forgets code and verdict, so that another backend can have its turn. */
  void reset() {
    synchronized (this) {
      epoch++;
      code = null;
      verdict = null;
      waiting = false;
      calls = 0;
      leavesOfCode = 0;
      compilations = 0;
    }
  }

  private void report(CompileVerdict.Failed failed) {
    synchronized (this) {
      if (warned) {
        return;
      }
      warned = true;
    }
    if (tiers.options().failurePolicy() == FailurePolicy.WARN) {
      tiers.warn(message(failed));
    }
  }

  private String message(CompileVerdict.Failed failed) {
    return "%s stays interpreted: %s".formatted(function.name(), failed.describe());
  }

  private String unexamined() {
    if (tiers.options().tier() != Tier.JIT) {
      return "the tier is " + tiers.options().tier();
    }
    return waiting ? "being compiled" : "not hot";
  }

  /** What happened to this function so far. */
  public FunctionStatistics statistics() {
    synchronized (this) {
      CompiledCode current = code;
      CompileVerdict known = verdict;
      return new FunctionStatistics(
          function.name(),
          function.stage(),
          interpretedRuns,
          compiledRuns,
          leaves,
          leftToRules,
          compilations,
          compileNanos,
          current == null ? 0 : current.classBytes(),
          known == null ? unexamined() : known.describe(),
          current != null);
    }
  }
}
