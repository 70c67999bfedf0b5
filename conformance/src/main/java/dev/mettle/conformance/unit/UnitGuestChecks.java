package dev.mettle.conformance.unit;

import static dev.mettle.conformance.unit.UnitTrials.ROOM;
import static dev.mettle.conformance.unit.UnitTrials.UNDEFINED;
import static dev.mettle.conformance.unit.UnitTrials.version;

import dev.mettle.backend.spi.CompileLimits;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.conformance.kit.CheckFailedException;
import dev.mettle.ir.atom.LongAtom;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.constant.ClassDesc;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A backend is a guest in the process of a program: it leaves everything around it as it was, and
 * depends on nothing that the process was told.
 */
final class UnitGuestChecks {

  private static final Version TWO = version(UNDEFINED, Lane.LONG, Lane.LONG);

  /** Its I has a dot, and its digits are not those of ASCII. */
  private static final Locale OTHER = Locale.forLanguageTag("tr-TR-u-nu-arab");

  /** As often is one request made. */
  private static final int TIMES = 6;

  private UnitGuestChecks() {}

  static List<UnitCheck> all() {
    return List.of(
        of("compiling prints nothing", UnitGuestChecks::silent),
        of("compiling leaves its thread as it was", UnitGuestChecks::thread),
        of("compiling depends on no locale", UnitGuestChecks::locale),
        of("what compiles once compiles again", UnitGuestChecks::again),
        of("refusals have a reason", UnitGuestChecks::reason));
  }

  private static UnitCheck of(String label, Consumer<UnitTrials> body) {
    return new UnitCheck(UnitCheck.CONTRACT + label, 1, body);
  }

  /** Compiles a difference, and runs it. */
  private static void compile(UnitTrials trials) {
    run(trials, trials.compiled(Units.binary("sub"), TWO));
  }

  private static void run(UnitTrials trials, UnitBench bench) {
    UnitBench.Run run = trials.enter(bench, TWO, ROOM, LongAtom.of(5), LongAtom.of(3));
    CheckFailedException.unlessSame(
        "a call gives what its code says",
        "(sub 5 3)",
        ExactText.of(Optional.of(LongAtom.of(2))),
        ExactText.of(bench.goOn(run, false, ROOM)));
  }

  /** Hears what one thread prints, and passes on what others do. */
  private static final class Listening extends OutputStream {

    private final Thread thread = Thread.currentThread();
    private final PrintStream others;
    private int heard;

    Listening(PrintStream others) {
      this.others = others;
    }

    @Override
    public void write(int octet) throws IOException {
      if (Thread.currentThread().equals(thread)) {
        heard++;
      } else {
        others.write(octet);
      }
    }
  }

  private static void silent(UnitTrials trials) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    Listening toOut = new Listening(out);
    Listening toErr = new Listening(err);
    try (PrintStream first = new PrintStream(toOut, true, StandardCharsets.UTF_8);
        PrintStream second = new PrintStream(toErr, true, StandardCharsets.UTF_8)) {
      System.setOut(first);
      System.setErr(second);
      compile(trials);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    CheckFailedException.unlessSame(
        "compiling prints nothing: what a program prints is its own",
        "sub",
        "0 and 0 bytes",
        toOut.heard + " and " + toErr.heard + " bytes");
  }

  // The priority is read, and put back if the backend has changed it.
  @SuppressWarnings("ThreadPriorityCheck")
  private static void thread(UnitTrials trials) {
    String before = state();
    String after;
    Thread thread = Thread.currentThread();
    String name = thread.getName();
    ClassLoader loader = thread.getContextClassLoader();
    int priority = thread.getPriority();
    try {
      compile(trials);
      after = state();
    } finally {
      thread.setName(name);
      thread.setContextClassLoader(loader);
      thread.setPriority(priority);
    }
    CheckFailedException.unlessSame(
        "compiling leaves the thread that it runs on as it was", "sub", before, after);
  }

  private static String state() {
    Thread thread = Thread.currentThread();
    return "thread %s of priority %d with the class loader %s"
        .formatted(thread.getName(), thread.getPriority(), thread.getContextClassLoader());
  }

  private static void locale(UnitTrials trials) {
    // Texts of the kit itself have to be read before.
    UnitBench bench = UnitBench.of(Units.binary("sub"));
    Locale before = Locale.getDefault();
    Locale after;
    try {
      Locale.setDefault(OTHER);
      run(trials, trials.compiled(bench, TWO));
      after = Locale.getDefault();
    } finally {
      Locale.setDefault(before);
    }
    CheckFailedException.unlessSame(
        "compiling leaves the locale of the process as it was", "sub", OTHER, after);
  }

  private static void again(UnitTrials trials) {
    compile(trials);
    for (int i = 2; i <= TIMES; i++) {
      UnitRequest request = request(Units.binary("sub"), TWO);
      if (trials.backend().compile(request) instanceof UnitOutcome.Declined declined) {
        throw CheckFailedException.of(
            "what was compiled once is not declined when it is asked for again",
            "sub, asked for the " + i + ". time",
            "a class",
            "declined: " + declined.detail());
      }
    }
  }

  private static void reason(UnitTrials trials) {
    compile(trials);
    for (String unit : List.of("fib", "reverse", "power", "even", "loop")) {
      int parameters = unit.equals("power") || unit.equals("loop") ? 2 : 1;
      Version version =
          version(
              UNDEFINED,
              parameters == 2
                  ? new Lane[] {Lane.REFERENCE, Lane.REFERENCE}
                  : new Lane[] {Lane.REFERENCE});
      if (trials.backend().compile(request(Units.named(unit), version))
              instanceof UnitOutcome.Declined declined
          && declined.detail().isBlank()) {
        throw CheckFailedException.of(
            "a refusal says in a sentence what the user may know", unit, "a sentence", "nothing");
      }
    }
    // Nobody has code for so little room.
    UnitRequest tight =
        new UnitRequest(
            ClassDesc.of(UnitBench.class.getPackageName() + ".Unit"),
            UnitBench.of(Units.named("reverse")).functions(),
            version(UNDEFINED, Lane.REFERENCE),
            true,
            new CompileLimits(256, 1_024));
    if (trials.backend().compile(tight) instanceof UnitOutcome.Declined declined
        && declined.detail().isBlank()) {
      throw CheckFailedException.of(
          "a refusal says in a sentence what the user may know",
          "reverse, in methods of 256 bytes",
          "a sentence",
          "nothing");
    }
  }

  private static UnitRequest request(String text, Version version) {
    return new UnitRequest(
        ClassDesc.of(UnitBench.class.getPackageName() + ".Unit"),
        UnitBench.of(text).functions(),
        version,
        true,
        CompileLimits.DEFAULT);
  }
}
