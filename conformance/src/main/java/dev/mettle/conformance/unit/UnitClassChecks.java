package dev.mettle.conformance.unit;

import static dev.mettle.conformance.unit.UnitNumbers.integer;
import static dev.mettle.conformance.unit.UnitTrials.ROOM;
import static dev.mettle.conformance.unit.UnitTrials.UNDEFINED;
import static dev.mettle.conformance.unit.UnitTrials.version;

import dev.mettle.backend.spi.CompileLimits;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.Version;
import dev.mettle.conformance.kit.CheckFailedException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.LineNumberInfo;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** Checks of the classes that a backend makes: what they are called, and what they refer to. */
final class UnitClassChecks {

  private static final Version TWO = version(UNDEFINED, Lane.LONG, Lane.LONG);

  private UnitClassChecks() {}

  static List<UnitCheck> all() {
    return List.of(
        UnitContractChecks.of("classes have their names", UnitClassChecks::names),
        new UnitCheck(
            UnitCheck.CONTRACT + "classes refer to what they may",
            Units.stageOf(Units.named("reverse")),
            UnitClassChecks::references),
        UnitContractChecks.of("lines are those of the source", UnitClassChecks::lines),
        UnitContractChecks.of("classes name their source", UnitClassChecks::sourceName),
        UnitContractChecks.of("nothing keeps a class", UnitClassChecks::unloading));
  }

  private static void names(UnitTrials trials) {
    for (String name : List.of("Unit", "Other$7")) {
      UnitOutcome.Compiled compiled =
          ClassRequests.compile(
              trials,
              Units.binary("add"),
              TWO,
              ClassRequests.PACKAGE + "." + name,
              CompileLimits.DEFAULT);
      CheckFailedException.unlessSame(
          "a class has the name that the request says",
          name,
          (ClassRequests.PACKAGE + "." + name).replace('.', '/'),
          ClassRequests.model(compiled).thisClass().asInternalName());
    }
    UnitContractChecks.again(trials);
  }

  private static void references(UnitTrials trials) {
    for (String unit : List.of("fib", "reverse", "power")) {
      Version version =
          unit.equals("power")
              ? TWO
              : version(UNDEFINED, unit.equals("fib") ? Lane.LONG : Lane.REFERENCE);
      ClassModel model =
          ClassRequests.model(ClassRequests.compile(trials, Units.named(unit), version));
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
    UnitContractChecks.again(trials);
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
    ClassModel model = ClassRequests.model(ClassRequests.compile(trials, text, TWO));
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

  private static void sourceName(UnitTrials trials) {
    String text = Units.binary("add").replace("{\n", "  source \"sums.metta\"\n{\n");
    ClassModel model = ClassRequests.model(ClassRequests.compile(trials, text, TWO));
    CheckFailedException.unlessSame(
        "a class names the source of its first function",
        "a function of sums.metta",
        "sums.metta",
        model
            .findAttribute(Attributes.sourceFile())
            .map(source -> source.sourceFile().stringValue())
            .orElse("nothing"));
    UnitContractChecks.again(trials);
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
    UnitOutcome.Compiled compiled = ClassRequests.compile(trials, Units.binary("sub"), TWO);
    // What is kept of the last request alone is kept as well.
    UnitBench last = UnitBench.of(Units.binary("mul"));
    trials.compiled(last, TWO);
    return List.of(
        new WeakReference<>(last.classOf(TWO)),
        new WeakReference<>(last.functions().getFirst()),
        new WeakReference<>(bench.classOf(TWO)),
        new WeakReference<>(bench.functions().getFirst()),
        new WeakReference<>(compiled.classFile()));
  }
}
