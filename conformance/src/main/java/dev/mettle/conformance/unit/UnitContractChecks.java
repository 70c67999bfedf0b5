package dev.mettle.conformance.unit;

import static dev.mettle.conformance.unit.UnitNumbers.integer;
import static dev.mettle.conformance.unit.UnitTrials.ROOM;
import static dev.mettle.conformance.unit.UnitTrials.UNDEFINED;
import static dev.mettle.conformance.unit.UnitTrials.version;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.CompileLimits;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.conformance.kit.CheckFailedException;
import dev.mettle.conformance.kit.NotCoveredException;
import dev.mettle.ir.opcode.Opcode;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LineNumberInfo;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** What a backend promises about compiling, and about the classes that it makes. */
final class UnitContractChecks {

  private static final Version TWO = version(UNDEFINED, Lane.LONG, Lane.LONG);
  private static final String PACKAGE = UnitBench.class.getPackageName();

  /** So many constants make more code than one method may have. */
  private static final int LONG = 5_000;

  /** What compiling a small unit may take. */
  private static final Duration QUICK = Duration.ofMillis(500);

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
        of("compiling is quick", UnitContractChecks::quick),
        of("classes have their names", UnitContractChecks::names),
        new UnitCheck(
            UnitCheck.CONTRACT + "classes refer to what they may",
            Units.stageOf(Units.named("reverse")),
            UnitContractChecks::references),
        of("methods keep their limit", UnitContractChecks::methodLimit),
        of("classes keep their limit", UnitContractChecks::classLimit),
        of("lines are those of the source", UnitContractChecks::lines),
        of("classes name their source", UnitContractChecks::sourceName),
        of("long functions keep the limit of methods", UnitContractChecks::longFunction),
        of("nothing keeps a class", UnitContractChecks::unloading),
        of("what is not compiled is declined", UnitContractChecks::declines));
  }

  private static UnitCheck of(String label, Consumer<UnitTrials> body) {
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

  private static void again(UnitTrials trials) {
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

  private static UnitRequest request(String text, Version version) {
    return new UnitRequest(
        ClassDesc.of(PACKAGE + ".Unit"),
        UnitBench.of(text).functions(),
        version,
        true,
        CompileLimits.DEFAULT);
  }

  private static UnitOutcome.Compiled compile(
      UnitTrials trials, String text, Version version, String name, CompileLimits limits) {
    UnitRequest request =
        new UnitRequest(ClassDesc.of(name), UnitBench.of(text).functions(), version, true, limits);
    return switch (trials.backend().compile(request)) {
      case UnitOutcome.Compiled compiled -> compiled;
      case UnitOutcome.Declined declined ->
          throw new NotCoveredException("declined: " + declined.detail());
    };
  }

  private static UnitOutcome.Compiled compile(UnitTrials trials, String text, Version version) {
    return compile(trials, text, version, PACKAGE + ".Unit", CompileLimits.DEFAULT);
  }

  private static void wantedFirst(UnitTrials trials) {
    Version version = version(UNDEFINED, Lane.LONG);
    UnitOutcome.Compiled compiled = compile(trials, Units.named("even"), version);
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

  private static ClassModel model(UnitOutcome.Compiled compiled) {
    return ClassFile.of().parse(compiled.classFile());
  }

  private static void names(UnitTrials trials) {
    for (String name : List.of("Unit", "Other$7")) {
      UnitOutcome.Compiled compiled =
          compile(trials, Units.binary("add"), TWO, PACKAGE + "." + name, CompileLimits.DEFAULT);
      CheckFailedException.unlessSame(
          "a class has the name that the request says",
          name,
          (PACKAGE + "." + name).replace('.', '/'),
          model(compiled).thisClass().asInternalName());
    }
    again(trials);
  }

  private static void references(UnitTrials trials) {
    for (String unit : List.of("fib", "reverse", "power")) {
      Version version =
          unit.equals("power")
              ? TWO
              : version(UNDEFINED, unit.equals("fib") ? Lane.LONG : Lane.REFERENCE);
      ClassModel model = model(compile(trials, Units.named(unit), version));
      for (PoolEntry entry : model.constantPool()) {
        if (entry instanceof ClassEntry type) {
          String name = type.asInternalName().replaceFirst("^\\[+L?", "").replaceFirst(";$", "");
          boolean may =
              name.length() == 1
                  || name.startsWith("java/")
                  || name.startsWith("dev/mettle/ir/")
                  || name.startsWith("dev/mettle/backend/spi/")
                  || name.equals(model.thisClass().asInternalName());
          if (!may) {
            throw CheckFailedException.of(
                "classes refer to java.base, the IR and the contract alone",
                unit,
                "no other",
                name);
          }
        }
      }
    }
    again(trials);
  }

  private static void methodLimit(UnitTrials trials) {
    CompileLimits tight = new CompileLimits(256, 1 << 20);
    UnitRequest request =
        new UnitRequest(
            ClassDesc.of(PACKAGE + ".Unit"),
            UnitBench.of(Units.tuple(40)).functions(),
            new Version(0, Collections.nCopies(40, Lane.LONG), UNDEFINED),
            true,
            tight);
    if (trials.backend().compile(request) instanceof UnitOutcome.Compiled compiled) {
      int longest =
          model(compiled).methods().stream()
              .mapToInt(
                  method ->
                      method.findAttribute(Attributes.code()).map(c -> c.codeLength()).orElse(0))
              .max()
              .orElse(0);
      if (longest > tight.maxMethodBytes()) {
        throw CheckFailedException.of(
            "no method is longer than the request allows", "40 parameters", 256, longest);
      }
    }
    again(trials);
  }

  private static void classLimit(UnitTrials trials) {
    CompileLimits tight = new CompileLimits(8_000, 1_024);
    UnitRequest request =
        new UnitRequest(
            ClassDesc.of(PACKAGE + ".Unit"),
            UnitBench.of(Units.DATA).functions(),
            version(UNDEFINED, Lane.REFERENCE),
            true,
            tight);
    if (trials.backend().compile(request) instanceof UnitOutcome.Compiled compiled
        && compiled.classFile().length > tight.maxClassBytes()) {
      throw CheckFailedException.of(
          "no class is longer than the request allows",
          "swap 1",
          tight.maxClassBytes(),
          compiled.classFile().length);
    }
    again(trials);
  }

  private static void lines(UnitTrials trials) {
    String text =
        Units.function(
            2,
            "  const 0 %Undefined%\n  const 1 (effect! 1)\n",
            """
              line 7
              load_local 0
              load_local 1
              sub
              line 300
              push_type 0
              call 1 1
              line 70000
              load_local 1
              add
              return
            """);
    ClassModel model = model(compile(trials, text, TWO));
    TreeSet<Integer> lines = new TreeSet<>();
    model
        .methods()
        .forEach(
            method ->
                method
                    .findAttribute(Attributes.code())
                    .flatMap(code -> code.findAttribute(Attributes.lineNumberTable()))
                    .ifPresent(
                        table ->
                            table.lineNumbers().stream()
                                .map(LineNumberInfo::lineNumber)
                                .forEach(lines::add)));
    // A class file has 16 bits for a line: what does not fit is left out.
    CheckFailedException.unlessSame(
        "code has the lines of its instructions, up to 65535",
        "lines 7, 300 and 70000",
        List.of(7, 300),
        lines);
    trials.plainly(trials.compiled(text, TWO), text, TWO, integer(5), integer(3));
  }

  /** The best of several times, since machines are busy now and then. */
  private static void quick(UnitTrials trials) {
    String text = Units.named("fib");
    Version version = version(UNDEFINED, Lane.LONG);
    Duration best = Duration.ofDays(1);
    for (int i = 0; i < 8 && best.compareTo(QUICK) > 0; i++) {
      long began = System.nanoTime();
      trials.compiled(text, version);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      best = took.compareTo(best) < 0 ? took : best;
    }
    if (best.compareTo(QUICK) > 0) {
      throw CheckFailedException.of(
          "compiling a small unit takes milliseconds, not seconds",
          "fib, the best of 8",
          "at most " + QUICK.toMillis() + " ms",
          best.toMillis() + " ms");
    }
    again(trials);
  }

  private static void sourceName(UnitTrials trials) {
    String text = Units.binary("add").replace("{\n", "  source \"sums.metta\"\n{\n");
    ClassModel model = model(compile(trials, text, TWO));
    CheckFailedException.unlessSame(
        "a class names the source of its first function",
        "a function of sums.metta",
        "sums.metta",
        model
            .findAttribute(Attributes.sourceFile())
            .map(source -> source.sourceFile().stringValue())
            .orElse("nothing"));
    again(trials);
  }

  private static void longFunction(UnitTrials trials) {
    StringBuilder code = new StringBuilder("  load_local 0\n");
    for (int i = 0; i < LONG; i++) {
      code.append("  push_long_small ").append(i % 100).append("\n  add\n");
    }
    UnitRequest request =
        request(Units.function(1, "", code + "  return\n"), version(UNDEFINED, Lane.LONG));
    if (trials.backend().compile(request) instanceof UnitOutcome.Compiled compiled) {
      for (MethodModel method : model(compiled).methods()) {
        int length = method.findAttribute(Attributes.code()).map(c -> c.codeLength()).orElse(0);
        // What runs once need not be compiled by HotSpot.
        if (length > request.limits().maxMethodBytes()
            && !method.methodName().equalsString("<clinit>")) {
          throw CheckFailedException.of(
              "no method is longer than the request allows",
              "a sum of %d constants, %s".formatted(LONG, method.methodName().stringValue()),
              request.limits().maxMethodBytes(),
              length);
        }
      }
    }
    again(trials);
  }

  /** The engine drops a class together with what it was made for, and nobody else has it. */
  private static void unloading(UnitTrials trials) {
    List<WeakReference<?>> dropped = dropped(trials);
    for (int i = 0; i < 5; i++) {
      System.gc();
      if (dropped.stream().allMatch(reference -> reference.get() == null)) {
        return;
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw CheckFailedException.of(
        "a backend keeps nothing of what it made",
        "(add 20 22), whose class nobody uses any more",
        "no class, no request",
        "they are still there");
  }

  private static List<WeakReference<?>> dropped(UnitTrials trials) {
    UnitBench bench = trials.compiled(Units.binary("add"), TWO);
    UnitBench.Run run = trials.enter(bench, TWO, ROOM, integer(20), integer(22));
    CheckFailedException.unlessSame(
        "a call gives what its code says",
        "(add 20 22)",
        ExactText.of(Optional.of(integer(42))),
        ExactText.of(bench.goOn(run, false, ROOM)));
    UnitOutcome.Compiled compiled = compile(trials, Units.binary("sub"), TWO);
    return List.of(
        new WeakReference<>(bench.classOf(TWO)),
        new WeakReference<>(bench.functions().getFirst()),
        new WeakReference<>(compiled.classFile()));
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
    UnitRequest request = request(text, version);
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
