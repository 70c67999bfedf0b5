package dev.mettle.engine;

import dev.mettle.backend.spi.Backend;
import dev.mettle.engine.module.Module;
import dev.mettle.engine.runtime.EngineRuntime;
import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.PackedText;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.limits.RunLimits;
import dev.mettle.vm.limits.RunStoppedException;
import dev.mettle.vm.machine.Limits;
import dev.mettle.vm.place.CallTrace;
import dev.mettle.vm.place.ModuleError;
import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierStatistics;
import dev.mettle.vm.tier.Tiers;
import dev.mettle.vm.tier.UnknownBackendException;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs MeTTa programs. An engine keeps what programs define: running a second program continues
 * where the first one ended.
 *
 * <p>An engine is used by one thread at a time: a call from another thread while one is under way
 * throws an {@link IllegalStateException} and does nothing else. Only {@link #stop} may be called
 * at any time. Different engines are independent: a space belongs to the engine that made it, and
 * all others refuse it with an {@link IllegalArgumentException}.
 *
 * <p>Whatever runs can be stopped, by {@link #stop}, by interrupting its thread, or by {@link
 * RunLimits}. It then ends with a {@link RunStoppedException}, as it does when memory gives out;
 * the engine stays usable, and what had been added to spaces stays there.
 */
public final class Engine {

  /** What messages call a text that was given as a string. */
  private static final String TEXT = "text";

  private final EngineRuntime runtime;
  private final RunLimits limits;
  private final RunControl control = new RunControl();
  private final IncomingAtoms incoming;

  Engine(EngineRuntime runtime, RunLimits limits) {
    this.runtime = runtime;
    this.incoming = new IncomingAtoms(runtime, control);
    this.limits = limits;
  }

  /** Begins to describe an engine. */
  public static EngineBuilder builder() {
    return new EngineBuilder();
  }

  /** An engine with default settings. */
  public static Engine create() {
    return builder().build();
  }

  /**
   * Runs a program: atoms are added to the program's space, those behind {@code !} are evaluated.
   *
   * @return false if the run ended at a result list that holds an error
   * @throws SyntaxException if the text cannot be read; what came before it has run
   * @throws RunStoppedException if the run was stopped or reached a limit of this engine; the
   *     message begins with the place that the run had reached
   */
  public boolean run(SourceText text, ResultListener listener) {
    return run(text, listener, limits);
  }

  /**
   * {@link #run(SourceText, ResultListener)} with a listener that hears of each result as soon as
   * it is known to count, and decides whether the program goes on.
   *
   * @return false if the listener ended the run
   */
  public boolean run(SourceText text, ProgramListener listener) {
    return run(text, listener, limits);
  }

  /** A program that is to be run one {@code !} at a time. */
  public ProgramCursor program(SourceText text, ProgramListener listener) {
    return new ProgramCursor(control, new ProgramReading(runtime, text, listener));
  }

  /** {@link #run(SourceText, ResultListener)} under limits of its own. */
  public boolean run(SourceText text, ResultListener listener, RunLimits runLimits) {
    return run(text, ProgramListener.of(listener), runLimits);
  }

  private boolean run(SourceText text, ProgramListener listener, RunLimits runLimits) {
    ProgramReading program = new ProgramReading(runtime, text, listener);
    try {
      return control.run(runLimits, program::run);
    } catch (RunStoppedException e) {
      throw program.placed(e);
    }
  }

  /**
   * Runs a program.
   *
   * @return the results of each {@code !}, in order; the run ends at the first that has an error
   * @throws SyntaxException if the text cannot be read; what came before it has run
   * @throws RunStoppedException if the run was stopped or reached a limit of this engine
   */
  public List<Results> run(String program) {
    return run(new SourceText(TEXT, program));
  }

  /** {@link #run(String)} of a text with a name, such as that of a file, for messages. */
  public List<Results> run(SourceText program) {
    List<Results> all = new ArrayList<>();
    run(program, results -> all.add(new Results(results)));
    return List.copyOf(all);
  }

  /**
   * Evaluates one expression, which is written without an exclamation mark.
   *
   * <pre>{@code engine.evaluate("(+ 1 2)").single(Long.class)   // 3}</pre>
   *
   * @throws SyntaxException if the text cannot be read
   * @throws IllegalArgumentException if it holds no atom or several
   * @throws RunStoppedException if the run was stopped or reached a limit of this engine
   */
  public Results evaluate(String expression) {
    return evaluate(parse(expression));
  }

  /**
   * Evaluates an atom.
   *
   * @throws RunStoppedException if the run was stopped or reached a limit of this engine
   */
  public Results evaluate(Atom atom) {
    return evaluate(atom, limits);
  }

  /** {@link #evaluate(Atom)} under limits of its own. */
  public Results evaluate(Atom atom, RunLimits runLimits) {
    Atom goal = incoming.own(atom);
    List<Limits> watching = new ArrayList<>(1);
    try {
      return control.run(
          runLimits,
          running -> {
            watching.add(running);
            List<Atom> results = new ArrayList<>();
            runtime.evaluate(runtime.modules().current(), goal, running, results::add);
            return new Results(results);
          });
    } catch (RunStoppedException e) {
      throw watching.isEmpty() ? e : e.withTrace(runtime.traceOf(watching.getFirst()));
    }
  }

  /**
   * Calls a function or operation by its name.
   *
   * <pre>{@code engine.call("fib", 20).single(Long.class)}</pre>
   *
   * @param arguments atoms, or values that {@link Values#toAtom} makes atoms
   * @throws IllegalArgumentException if an argument is null or the name is no single word
   * @throws RunStoppedException if the run was stopped or reached a limit of this engine
   */
  public Results call(String function, Object... arguments) {
    List<Atom> call = new ArrayList<>();
    call.add(meaningOf(function));
    for (Object argument : arguments) {
      call.add(Values.toAtom(argument));
    }
    return evaluate(Expression.of(call));
  }

  /** {@link #stream(Atom)} of an expression that is written without an exclamation mark. */
  public Stream<Atom> stream(String expression) {
    return stream(parse(expression));
  }

  /**
   * Evaluates an atom, one result at a time: nothing is computed before a result is asked for, and
   * nothing after the last one that was. So the results may be endless, and a stream that is not
   * used up is just forgotten. The engine is free for other work between two results.
   *
   * <p>Errors come at the end, and only if there is no other result. The time limit counts the time
   * that the engine works for the stream.
   */
  public Stream<Atom> stream(Atom atom) {
    return new ResultIterator(runtime, control, incoming.own(atom), limits).stream();
  }

  /**
   * Reads one atom. Words stand for what they stand for in the program, operations and spaces.
   *
   * @throws SyntaxException if the text cannot be read
   * @throws IllegalArgumentException if it holds no atom or several
   */
  public Atom parse(String text) {
    return incoming.parse(text);
  }

  /**
   * Reads all atoms of a text; nothing is run or added.
   *
   * @throws SyntaxException if the text cannot be read
   */
  public List<Atom> parseAll(String text) {
    return incoming.parseAll(text);
  }

  /**
   * Makes Java code an operation, which programs call by {@code name}; it takes the place of what
   * the word stood for. Modules that are imported from now on know it too.
   *
   * <pre>{@code
   * engine.register("hypot", "(-> Number Number Number)",
   *     arguments -> Math.hypot(arguments.getDouble(0), arguments.getDouble(1)));
   * }</pre>
   *
   * <p>The operation may call this engine, in the thread that calls it.
   *
   * @param type the type, in MeTTa: arguments are checked by it, and evaluated unless it says
   *     {@code Atom}
   * @throws IllegalArgumentException if the name is no single word or the type cannot be read
   */
  public void register(String name, String type, OperationBody body) {
    Atom typeAtom;
    try {
      typeAtom = parse(type);
    } catch (SyntaxException e) {
      throw new IllegalArgumentException("the type of " + name + ": " + e.getMessage(), e);
    }
    define(name, JavaOperation.of(name, typeAtom, body));
  }

  /** Registers an operation with any number of arguments, which are evaluated. */
  public void register(String name, OperationBody body) {
    define(name, JavaOperation.of(name, Symbols.UNDEFINED, body));
  }

  /** Registers a function without arguments; its class gives the type. */
  public <R> void register(String name, Class<R> result, Supplier<? extends R> function) {
    define(name, JavaOperation.typed(name, a -> function.get(), result));
  }

  /**
   * Registers a function of one argument. The classes give the type: numbers are {@code Number},
   * {@code Boolean} is {@code Bool}, {@code String} is {@code String}, anything else fits all.
   *
   * <pre>{@code engine.register("upper", String.class, String.class, String::toUpperCase);}</pre>
   */
  public <A, R> void register(
      String name, Class<A> argument, Class<R> result, Function<? super A, ? extends R> function) {
    define(
        name, JavaOperation.typed(name, a -> function.apply(a.get(0, argument)), result, argument));
  }

  /** Registers a function of two arguments, typed by their classes. */
  public <A, B, R> void register(
      String name,
      Class<A> first,
      Class<B> second,
      Class<R> result,
      BiFunction<? super A, ? super B, ? extends R> function) {
    define(
        name,
        JavaOperation.typed(
            name, a -> function.apply(a.get(0, first), a.get(1, second)), result, first, second));
  }

  /** Registers a function of three arguments, typed by their classes. */
  public <A, B, C, R> void register(
      String name,
      Class<A> first,
      Class<B> second,
      Class<C> third,
      Class<R> result,
      Functions.Of3<? super A, ? super B, ? super C, ? extends R> function) {
    OperationBody body = a -> function.apply(a.get(0, first), a.get(1, second), a.get(2, third));
    define(name, JavaOperation.typed(name, body, result, first, second, third));
  }

  /** Registers a function of four arguments, typed by their classes. */
  public <A, B, C, D, R> void register(
      String name,
      Class<A> first,
      Class<B> second,
      Class<C> third,
      Class<D> fourth,
      Class<R> result,
      Functions.Of4<? super A, ? super B, ? super C, ? super D, ? extends R> function) {
    OperationBody body =
        a -> function.apply(a.get(0, first), a.get(1, second), a.get(2, third), a.get(3, fourth));
    define(name, JavaOperation.typed(name, body, result, first, second, third, fourth));
  }

  /** Registers a function of five arguments, typed by their classes. */
  public <A, B, C, D, E, R> void register(
      String name,
      Class<A> first,
      Class<B> second,
      Class<C> third,
      Class<D> fourth,
      Class<E> fifth,
      Class<R> result,
      Functions.Of5<? super A, ? super B, ? super C, ? super D, ? super E, ? extends R> function) {
    OperationBody body =
        a ->
            function.apply(
                a.get(0, first),
                a.get(1, second),
                a.get(2, third),
                a.get(3, fourth),
                a.get(4, fifth));
    define(name, JavaOperation.typed(name, body, result, first, second, third, fourth, fifth));
  }

  /**
   * Registers a method, typed by the classes of its parameters and its result.
   *
   * <pre>{@code
   * engine.register("gcd", MethodHandles.lookup().findStatic(
   *     Numbers.class, "gcd", MethodType.methodType(long.class, long.class, long.class)));
   * }</pre>
   */
  public void register(String name, MethodHandle method) {
    define(name, JavaOperation.of(name, method));
  }

  /**
   * Lets a word stand for a value, as {@code bind!} does: a number, a {@link Space}, an object.
   *
   * @throws IllegalArgumentException if the name is no single word or the value is null
   */
  public void bind(String name, Object value) {
    define(name, incoming.own(Values.toAtom(value)));
  }

  /**
   * Adds the atoms of a packed text; false if they are to be checked and not only added.
   *
   * @param places where each of them is written
   */
  boolean add(String packed, List<SourcePosition> places) {
    return control.run(
        RunLimits.none(),
        running -> {
          if (runtime.settings().typeCheckAuto()) {
            return false;
          }
          Module module = runtime.modules().current();
          List<Atom> atoms = PackedText.read(packed, module.tokenizer());
          for (int i = 0; i < atoms.size(); i++) {
            Atom atom = atoms.get(i);
            SourcePosition place = places.get(i);
            runtime.written(atom, place);
            module.space().add(atom);
          }
          return true;
        });
  }

  /**
   * Which rules led to an error that is a result of this engine: the one that made it, and those
   * whose calls it has ended. Nothing is known of an error that was stored since, or put together
   * of its parts.
   */
  public CallTrace traceOf(Atom error) {
    return runtime.traceOf(error);
  }

  /**
   * The error that has ended the text of a module, if an error that is a result of this engine
   * tells of it, as that of an {@code import!} does, or is it.
   *
   * @param error the result
   */
  public Optional<ModuleError> moduleErrorOf(Atom error) {
    return runtime.moduleErrorOf(error);
  }

  private void define(String name, Atom atom) {
    if (!isWord(name)) {
      throw new IllegalArgumentException("no word of a program: '" + name + "'");
    }
    control.run(
        RunLimits.none(),
        running -> {
          runtime.define(name, atom);
          return true;
        });
  }

  private static boolean isWord(String name) {
    try {
      AtomReader reader = new AtomReader(new SourceText(TEXT, name), Tokenizer.empty());
      return reader.read().filter(a -> a == Symbol.of(name)).isPresent() && reader.read().isEmpty();
    } catch (SyntaxException e) {
      return false;
    }
  }

  private Atom meaningOf(String word) {
    if (!isWord(word)) {
      throw new IllegalArgumentException("no word of a program: '" + word + "'");
    }
    try {
      return parse(word);
    } catch (SyntaxException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * The words that mean something to the program: what it and the library define by rules, types or
   * documentation, and what stands for a value. In alphabetic order.
   */
  public SortedSet<String> words() {
    return control.run(RunLimits.none(), running -> KnownWords.of(runtime.modules().current()));
  }

  /** The space of the program, which it calls {@code &self}. */
  public Space space() {
    return new EngineSpace(runtime, control, incoming, runtime.modules().current().space());
  }

  /** A new space without atoms. */
  public Space newSpace() {
    return new EngineSpace(
        runtime, control, incoming, control.run(RunLimits.none(), running -> runtime.newSpace()));
  }

  /** Ends what this engine is doing, if it is doing anything. May be called from any thread. */
  public void stop() {
    control.stop();
  }

  /**
   * Lowers a program without running it: its atoms are added to the program's space, and then every
   * function is lowered. Since no {@code !} is run, words that the program would bind are read as
   * symbols.
   *
   * @throws SyntaxException if the text cannot be read
   * @throws IllegalStateException if this engine lowers nothing
   */
  public ProgramLowering lower(SourceText text) {
    if (runtime.tiers().isEmpty()) {
      throw new IllegalStateException("this engine lowers nothing");
    }
    return control.run(RunLimits.none(), running -> new ProgramLoweringReader(runtime).read(text));
  }

  /** What ran on which tier so far, and why something did not run on a higher one. */
  public TierStatistics statistics() {
    return control.run(RunLimits.none(), running -> runtime.statistics());
  }

  /**
   * Changes the backend: what was compiled so far is dropped, and compiled again once it is hot.
   *
   * @throws UnknownBackendException if there is no backend of that name
   * @throws IllegalStateException if this engine compiles nothing
   */
  public void useBackend(String id) {
    changeBackend(tiers -> tiers.useBackend(id));
  }

  /**
   * The same with a backend that is not looked for on class path and module path.
   *
   * @throws IllegalArgumentException if it cannot be used
   * @throws IllegalStateException if this engine compiles nothing
   */
  public void useBackend(Backend backend) {
    changeBackend(tiers -> tiers.useBackend(backend));
  }

  private void changeBackend(Consumer<Tiers> change) {
    Tiers tiers =
        runtime
            .tiers()
            .filter(known -> known.options().tier() == Tier.JIT)
            .orElseThrow(() -> new IllegalStateException("this engine does not use backends"));
    control.run(
        RunLimits.none(),
        running -> {
          change.accept(tiers);
          runtime.dropCompiled();
          return true;
        });
  }

  /** What lets threads in and stops them. */
  RunControl control() {
    return control;
  }

  /** The run-time behind this engine. */
  EngineRuntime runtime() {
    return runtime;
  }
}
