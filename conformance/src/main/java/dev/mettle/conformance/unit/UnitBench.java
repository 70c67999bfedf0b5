package dev.mettle.conformance.unit;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.CodeSite;
import dev.mettle.backend.spi.CompileLimits;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.SwitchSite;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.conformance.kit.NamedValue;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.text.FunctionParser;
import dev.mettle.ir.text.FunctionText;
import dev.mettle.ir.text.TextFormatException;
import dev.mettle.ir.verify.Verifier;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Functions in the text form of the IR, compiled as one unit.
 *
 * @since 1.0
 */
public final class UnitBench {

  private final BenchClock clock = new BenchClock();
  private final BenchContext context = new BenchContext(this, clock);
  private final Map<CallKey, BenchTarget> targets = new HashMap<>();
  private final Map<CallKey, BenchCode> codes = new LinkedHashMap<>();
  private final Map<String, SwitchSite> switches = new HashMap<>();
  private final List<UnitFunction> functions = new ArrayList<>();
  private final List<HeapFrame> captured = new ArrayList<>();
  private final Map<Version, MethodHandle> entries = new HashMap<>();
  private final Map<Version, Lane> results = new HashMap<>();
  private final List<String> deeds = new ArrayList<>();
  private final Map<Integer, Runnable> atEffects = new HashMap<>();
  private final List<Integer> rooms = new ArrayList<>();
  private @Nullable Visits visits;
  private int outsideCalls;
  private boolean guesses = true;
  private int resumed;

  private UnitBench(String text) throws TextFormatException {
    List<IrFunction> parsed =
        FunctionParser.parseAll(text, "bench.ir", NamedValue::of).stream()
            .map(FunctionText::function)
            .toList();
    for (IrFunction function : parsed) {
      Verifier.verify(function);
      codes.put(function.key().orElseThrow(), new BenchCode(clock, function));
    }
    List<CallKey> keys = List.copyOf(codes.keySet());
    for (IrFunction function : parsed) {
      functions.add(unitFunction(function, keys));
    }
  }

  /** Functions of the text; the first is the hot one. */
  public static UnitBench of(String text) {
    try {
      return new UnitBench(text);
    } catch (TextFormatException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private UnitFunction unitFunction(IrFunction function, List<CallKey> keys) {
    Map<Integer, UnitFunction.Call> calls = new HashMap<>();
    Map<Integer, SwitchSite> switchSites = new HashMap<>();
    Map<Integer, CodeSite> sites = new HashMap<>();
    Map<Integer, List<UnitFunction.Head>> heads = new HashMap<>();
    for (int offset = 0; offset < function.code().size(); offset++) {
      int at = offset;
      Instruction instruction = function.code().get(offset);
      if (instruction.opcode() == Opcode.CALL
          || instruction.opcode() == Opcode.TAIL_CALL
          || instruction.opcode() == Opcode.APPLY_RULES) {
        calls.put(offset, call(keyOf(function, instruction), keys));
      } else if (instruction.opcode() == Opcode.SWITCH) {
        SwitchSite site = new BenchSwitch((Expression) function.constant(instruction.immediate(0)));
        switchSites.put(offset, site);
        switches.put(function.name() + offset, site);
      } else {
        // Compiled code asks for it only where the instruction keeps something.
        sites.put(offset, new BenchSite(function, instruction));
        met(instruction, keys)
            .ifPresent(
                key ->
                    heads.put(
                        at,
                        List.of(
                            new UnitFunction.Head(
                                target(key), keys.indexOf(key), Optional.empty()))));
      }
    }
    return new UnitFunction(
        function.key().orElseThrow(),
        function,
        Objects.requireNonNull(codes.get(function.key().orElseThrow())),
        calls,
        switchSites,
        sites,
        false,
        Set.of(),
        false,
        heads);
  }

  private UnitFunction.Call call(CallKey key, List<CallKey> keys) {
    int index = keys.indexOf(key);
    return new UnitFunction.Call(
        target(key),
        index < 0 ? OptionalInt.empty() : OptionalInt.of(index),
        index < 0 && !isEffect(key.head()));
  }

  /** What a call of a value has met so far: the last function of the text, if it is one for it. */
  private static Optional<CallKey> met(Instruction instruction, List<CallKey> keys) {
    CallKey last = keys.getLast();
    return switch (instruction.opcode().mnemonic()) {
      case "call_value", "tail_call_value" ->
          last.parameterCount() == instruction.count() ? Optional.of(last) : Optional.empty();
      case "jump_by_head" -> keys.size() > 1 ? Optional.of(last) : Optional.empty();
      default -> Optional.empty();
    };
  }

  static CallKey keyOf(IrFunction function, Instruction instruction) {
    return CallKey.fromAtom(function.constant(instruction.immediate(0))).orElseThrow();
  }

  BenchTarget target(CallKey key) {
    return targets.computeIfAbsent(
        key,
        k -> {
          Optional<FunctionCode> code = Optional.ofNullable(codes.get(k));
          return new BenchTarget(k, clock, code, code.isEmpty() && !isEffect(k.head()));
        });
  }

  /** Whether calls are made for what they do. */
  static boolean isEffect(Symbol head) {
    return head.name().equals("effect!");
  }

  SwitchSite switchAt(IrFunction function, int offset) {
    return Objects.requireNonNull(switches.get(function.name() + offset));
  }

  boolean isFunction(Symbol head, int arity) {
    return codes.containsKey(CallKey.of(head, arity));
  }

  IrFunction functionOf(CallKey key) {
    return Objects.requireNonNull(codes.get(key)).function();
  }

  BenchContext context() {
    return context;
  }

  /** The functions. */
  public List<UnitFunction> functions() {
    return functions;
  }

  /** Keeps what the interpreter's frames hold from now on. */
  void record(Visits kept) {
    visits = kept;
  }

  void visit(IrFunction function, int offset, @Nullable Object[] locals, List<Atom> operands) {
    Visits kept = visits;
    if (kept != null) {
      kept.visit(function, offset, locals, operands);
    }
  }

  // ------------------------------------------------------------------ compiling

  /** From now on, code is compiled that guesses nothing. */
  public UnitBench withoutGuesses() {
    guesses = false;
    return this;
  }

  /** From now on, code is compiled that has the ways that are seldom taken. */
  public UnitBench thorough() {
    return again(true, Set.of());
  }

  /** From now on, code is compiled that has left before, at the end of the function. */
  public UnitBench left() {
    return again(false, Set.of(functions.getFirst().function().code().size() - 1));
  }

  private UnitBench again(boolean thorough, Set<Integer> left) {
    functions.replaceAll(
        f ->
            new UnitFunction(
                f.key(),
                f.function(),
                f.code(),
                f.calls(),
                f.switches(),
                f.sites(),
                thorough,
                left,
                false,
                f.heads()));
    return this;
  }

  /** Asks a backend for a version of the first function. */
  public UnitOutcome ask(Backend backend, List<Lane> lanes, Optional<Atom> expected) {
    return backend.compile(
        new UnitRequest(
            ClassDesc.of(UnitBench.class.getPackageName() + ".Unit"),
            functions,
            new Version(0, lanes, expected),
            guesses,
            CompileLimits.DEFAULT));
  }

  /** Compiles a version of the first function and defines the class. */
  public UnitBench compile(Backend backend, List<Lane> lanes, Optional<Atom> expected) {
    UnitOutcome outcome = ask(backend, lanes, expected);
    if (!(outcome instanceof UnitOutcome.Compiled compiled)) {
      throw new IllegalStateException(outcome.toString());
    }
    return define(compiled);
  }

  /** Defines the class of an answer of a backend. */
  UnitBench define(UnitOutcome.Compiled compiled) {
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(compiled.classFile(), compiled.classData(), true);
      for (UnitOutcome.Entry entry : compiled.entries()) {
        MethodType type = MethodType.methodType(void.class, ProgramContext.class);
        entries.put(entry.version(), lookup.findStatic(lookup.lookupClass(), entry.method(), type));
        results.put(entry.version(), entry.result());
      }
      for (UnitOutcome.Resume resume : compiled.resumes()) {
        MethodType type = MethodType.methodType(void.class, ProgramContext.class);
        MethodHandle handle = lookup.findStatic(lookup.lookupClass(), resume.method(), type);
        // Alternatives are gone on with by the interpreter.
        resume
            .delivered()
            .ifPresent(
                lane -> resume.layout().setContinuation(new Way(lane, resume.result(), handle)));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  /** The lane of the result of the first version that was compiled of the first function. */
  public Lane resultOf(Version version) {
    return Objects.requireNonNull(results.get(version));
  }

  /** The class that has the entry of a version. */
  Class<?> classOf(Version version) {
    return MethodHandles.lookup()
        .revealDirect(Objects.requireNonNull(entries.get(version)))
        .getDeclaringClass();
  }

  /** What was compiled. */
  public List<Version> versions() {
    return List.copyOf(results.keySet());
  }

  // ------------------------------------------------------------------ running

  /** Where frames go on in compiled code. */
  private record Way(Lane delivered, Lane result, MethodHandle handle) {}

  private void invoke(MethodHandle handle) {
    try {
      handle.invoke(context);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private List<HeapFrame> takeFrames() {
    List<HeapFrame> frames = new ArrayList<>();
    for (@Nullable HeapFrame f = context.frames(); f != null; f = f.outer()) {
      frames.add(f);
    }
    captured.addAll(frames);
    return frames;
  }

  /** What an entry did. */
  public record Run(int status, Optional<Atom> value, List<HeapFrame> frames) {

    /** Where the frames stand and why they were captured, the innermost first. */
    public List<FrameLayout> layouts() {
      return frames.stream().map(HeapFrame::layout).toList();
    }
  }

  /** Enters a version, with the expected type behind the arguments if it takes that. */
  public Run enter(Version version, int room, Atom... arguments) {
    context.prepare(version, List.of(arguments), room);
    invoke(Objects.requireNonNull(entries.get(version)));
    List<HeapFrame> frames = takeFrames();
    return new Run(
        context.status(),
        context.status() == ProgramContext.VALUE
            ? Optional.of(context.result(resultOf(version)))
            : Optional.empty(),
        frames);
  }

  /** Enters a version and goes on from the frames until there is a result; empty if it fails. */
  public Optional<Atom> finish(Version version, int room, Atom... arguments) {
    return goOn(enter(version, room, arguments), false, room);
  }

  /**
   * Goes on from the frames of a run until there is a result; empty if it fails.
   *
   * @param compiled whether frames that wait go on in compiled code where there is some
   */
  public Optional<Atom> goOn(Run run, boolean compiled, int room) {
    if (run.status() != ProgramContext.UNWINDING) {
      return run.value();
    }
    ArrayDeque<HeapFrame> open = new ArrayDeque<>(run.frames());
    if (open.isEmpty()) {
      return context.postponed();
    }
    Optional<Atom> value = BenchInterpreter.resume(this, open.pop(), context.postponed());
    while (value.isPresent() && !open.isEmpty()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("the time is over");
      }
      HeapFrame frame = open.pop();
      value =
          compiled
                  && frame.layout().continuation() instanceof Way way
                  && context.deliverTo(frame, way.delivered(), value.get(), room)
              ? resume(way, open)
              : BenchInterpreter.resume(this, frame, value);
    }
    return value;
  }

  private Optional<Atom> resume(Way way, Deque<HeapFrame> open) {
    resumed++;
    invoke(way.handle());
    List<HeapFrame> frames = takeFrames();
    return switch (context.status()) {
      case ProgramContext.VALUE -> Optional.of(context.result(way.result()));
      case ProgramContext.NONE -> Optional.empty();
      default -> {
        frames.reversed().forEach(open::push);
        yield open.isEmpty()
            ? context.postponed()
            : BenchInterpreter.resume(this, open.pop(), context.postponed());
      }
    };
  }

  /** How many frames went on in compiled code. */
  public int resumed() {
    return resumed;
  }

  /** All frames that were captured so far. */
  public List<HeapFrame> captured() {
    return captured;
  }

  /** A call of something that is not in the class; empty if it fails. */
  Optional<Atom> callOutside(BenchTarget target, Atom[] arguments, Atom expected, int room) {
    outsideCalls++;
    rooms.add(room);
    context.keep(arguments);
    return BenchInterpreter.call(
        this, CallKey.of(target.head, arguments.length), List.of(arguments), expected);
  }

  /** A call that is made for what it does; gives its first argument. */
  Atom effect(List<Atom> arguments, Atom expected) {
    deeds.add(arguments.stream().map(ExactText::of).toList() + " against " + expected);
    Runnable then = atEffects.get(deeds.size());
    if (then != null) {
      then.run();
    }
    return arguments.getFirst();
  }

  /** An expression is marked as evaluated, which lasts. */
  void mark(Atom atom) {
    if (atom instanceof Expression) {
      deeds.add("mark " + ExactText.of(atom));
    }
  }

  /** What was done, in order. */
  public List<String> deeds() {
    return deeds;
  }

  /** Has something happen in one of the effects, counted from 1. */
  public void atEffect(int number, Runnable what) {
    atEffects.put(number, what);
  }

  /** The room that calls were given which left the class. */
  public List<Integer> rooms() {
    return rooms;
  }

  /** How many calls left the class. */
  public int outsideCalls() {
    return outsideCalls;
  }

  // ------------------------------------------------------------------ changes

  /** Calls of a key reach something else from now on. */
  public void changeRules(CallKey key) {
    target(key).remove();
    clock.tick();
  }

  /** What a function assumes holds no longer. */
  public void invalidate(CallKey key) {
    Objects.requireNonNull(codes.get(key)).invalidate();
    clock.tick();
  }

  /** Something changed that nothing here depends on. */
  public void tick() {
    clock.tick();
  }

  /** From now on the machine runs instructions only after the code has unwound, or not. */
  public void postpone(boolean later) {
    context.postpone(later);
  }

  /** What operations and instructions were given, in the order in which they ran. */
  public List<Atom> effects() {
    return context.effects();
  }

  /** From now on code leaves at each poll, or not. */
  public void leaveAtPolls(boolean leave) {
    context.leaveAtPolls(leave);
  }

  /** From now on code leaves at one poll, counted from 1. */
  public void leaveAtPoll(int number) {
    context.leaveAtPoll(number);
  }

  /** How often code polled. */
  public int polls() {
    return context.polls();
  }
}
