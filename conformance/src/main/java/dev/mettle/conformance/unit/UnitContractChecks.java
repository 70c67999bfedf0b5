package dev.mettle.conformance.unit;

import static dev.mettle.conformance.unit.UnitChecks.integer;
import static dev.mettle.conformance.unit.UnitHarness.ROOM;
import static dev.mettle.conformance.unit.UnitHarness.UNDEFINED;
import static dev.mettle.conformance.unit.UnitHarness.version;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.CompileLimits;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.ir.opcode.Opcode;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.LineNumberInfo;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
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
import java.util.function.Consumer;

/** What a backend promises about compiling, and about the classes that it makes. */
final class UnitContractChecks {

  private static final Version TWO = version(UNDEFINED, Lane.LONG, Lane.LONG);
  private static final String PACKAGE = UnitBench.class.getPackageName();

  private UnitContractChecks() {}

  static List<UnitCheck> all() {
    return List.of(
        of("the descriptor stays", UnitContractChecks::descriptor),
        of("compiling again gives the same", UnitContractChecks::again),
        of("the wanted version comes first", UnitContractChecks::wantedFirst),
        of("requests are not mixed up", UnitContractChecks::mixed),
        of("threads compile at once", UnitContractChecks::threads),
        of("classes have their names", UnitContractChecks::names),
        of("classes refer to what they may", UnitContractChecks::references),
        of("methods keep their limit", UnitContractChecks::methodLimit),
        of("classes keep their limit", UnitContractChecks::classLimit),
        of("lines are those of the source", UnitContractChecks::lines),
        of("what is not compiled is declined", UnitContractChecks::declines));
  }

  private static UnitCheck of(String label, Consumer<UnitHarness> body) {
    return new UnitCheck("unit/contract/" + label, 1, body);
  }

  private static void descriptor(UnitHarness harness) {
    Backend backend = harness.backend();
    UnitFailure.unlessSame(
        "descriptor() always gives the same",
        "two calls",
        backend.descriptor(),
        backend.descriptor());
    again(harness);
  }

  private static void again(UnitHarness harness) {
    String text = Units.binary("sub");
    for (int i = 1; i <= 3; i++) {
      UnitBench bench = harness.compiled(text, TWO);
      UnitBench.Run run = harness.enter(bench, TWO, ROOM, integer(5), integer(3));
      UnitFailure.unlessSame(
          "compiling the same request again gives code that does the same",
          "(sub 5 3), compiled the " + i + ". time",
          ExactText.of(Optional.of(integer(2))),
          ExactText.of(bench.goOn(run, false, ROOM)));
    }
  }

  private static UnitOutcome.Compiled compile(
      UnitHarness harness, String text, Version version, String name, CompileLimits limits) {
    UnitRequest request =
        new UnitRequest(ClassDesc.of(name), UnitBench.of(text).functions(), version, true, limits);
    return switch (harness.backend().compile(request)) {
      case UnitOutcome.Compiled compiled -> compiled;
      case UnitOutcome.Declined declined ->
          throw new UnitHarness.NotCompiledException("declined: " + declined.detail());
    };
  }

  private static UnitOutcome.Compiled compile(UnitHarness harness, String text, Version version) {
    return compile(harness, text, version, PACKAGE + ".Unit", CompileLimits.DEFAULT);
  }

  private static void wantedFirst(UnitHarness harness) {
    Version version = version(UNDEFINED, Lane.LONG);
    UnitOutcome.Compiled compiled = compile(harness, Units.named("even"), version);
    UnitFailure.unlessSame(
        "the first entry is that of the version that was wanted",
        "even 1, and odd 1 which it calls",
        version,
        compiled.entries().isEmpty() ? "no entry" : compiled.entries().getFirst().version());
    again(harness);
  }

  private static void mixed(UnitHarness harness) {
    for (String operation : List.of("add", "sub", "mul", "add")) {
      String text = Units.binary(operation);
      harness.plainly(harness.compiled(text, TWO), text, TWO, integer(5), integer(3));
    }
  }

  private static void threads(UnitHarness harness) {
    List<String> operations = List.of("add", "sub", "mul", "floor_div", "lt", "mod");
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<UnitBench>> benches = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < 48; i++) {
        String text = Units.binary(operations.get(i % operations.size()));
        Callable<UnitBench> job = () -> harness.compiled(text, TWO);
        texts.add(text);
        benches.add(pool.submit(job));
      }
      for (int i = 0; i < texts.size(); i++) {
        harness.plainly(benches.get(i).get(), texts.get(i), TWO, integer(17), integer(5));
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnitHarness.NotCompiledException declined) {
        throw declined;
      }
      throw UnitFailure.of(
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

  private static void names(UnitHarness harness) {
    for (String name : List.of("Unit", "Other$7")) {
      UnitOutcome.Compiled compiled =
          compile(harness, Units.binary("add"), TWO, PACKAGE + "." + name, CompileLimits.DEFAULT);
      UnitFailure.unlessSame(
          "a class has the name that the request says",
          name,
          (PACKAGE + "." + name).replace('.', '/'),
          model(compiled).thisClass().asInternalName());
    }
    again(harness);
  }

  private static void references(UnitHarness harness) {
    for (String unit : List.of("fib", "reverse", "power")) {
      Version version =
          unit.equals("power")
              ? TWO
              : version(UNDEFINED, unit.equals("fib") ? Lane.LONG : Lane.REFERENCE);
      ClassModel model = model(compile(harness, Units.named(unit), version));
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
            throw UnitFailure.of(
                "classes refer to java.base, the IR and the contract alone",
                unit,
                "no other",
                name);
          }
        }
      }
    }
    again(harness);
  }

  private static void methodLimit(UnitHarness harness) {
    CompileLimits tight = new CompileLimits(256, 1 << 20);
    UnitRequest request =
        new UnitRequest(
            ClassDesc.of(PACKAGE + ".Unit"),
            UnitBench.of(Units.tuple(40)).functions(),
            new Version(0, Collections.nCopies(40, Lane.LONG), UNDEFINED),
            true,
            tight);
    if (harness.backend().compile(request) instanceof UnitOutcome.Compiled compiled) {
      int longest =
          model(compiled).methods().stream()
              .mapToInt(
                  method ->
                      method.findAttribute(Attributes.code()).map(c -> c.codeLength()).orElse(0))
              .max()
              .orElse(0);
      if (longest > tight.maxMethodBytes()) {
        throw UnitFailure.of(
            "no method is longer than the request allows", "40 parameters", 256, longest);
      }
    }
    again(harness);
  }

  private static void classLimit(UnitHarness harness) {
    CompileLimits tight = new CompileLimits(8_000, 1_024);
    UnitRequest request =
        new UnitRequest(
            ClassDesc.of(PACKAGE + ".Unit"),
            UnitBench.of(Units.DATA).functions(),
            version(UNDEFINED, Lane.REFERENCE),
            true,
            tight);
    if (harness.backend().compile(request) instanceof UnitOutcome.Compiled compiled
        && compiled.classFile().length > tight.maxClassBytes()) {
      throw UnitFailure.of(
          "no class is longer than the request allows",
          "swap 1",
          tight.maxClassBytes(),
          compiled.classFile().length);
    }
    again(harness);
  }

  private static void lines(UnitHarness harness) {
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
    ClassModel model = model(compile(harness, text, TWO));
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
    // A class file has 16 bits for a line: what does not fit is better left out than wrong.
    lines.remove(70_000 & 0xFFFF);
    UnitFailure.unlessSame(
        "code has the lines of its instructions", "lines 7 and 300", List.of(7, 300), lines);
    harness.plainly(harness.compiled(text, TWO), text, TWO, integer(5), integer(3));
  }

  private static void declines(UnitHarness harness) {
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
    UnitRequest request =
        new UnitRequest(
            ClassDesc.of(PACKAGE + ".Unit"),
            UnitBench.of(text).functions(),
            version,
            true,
            CompileLimits.DEFAULT);
    if (!harness.backend().descriptor().opcodes().contains(Opcode.FORK)
        && harness.backend().compile(request) instanceof UnitOutcome.Declined declined) {
      UnitFailure.unlessSame(
          "a refusal names the opcode that it is about",
          "fork",
          Optional.of(Opcode.FORK),
          declined.opcode());
    }
    again(harness);
  }
}
