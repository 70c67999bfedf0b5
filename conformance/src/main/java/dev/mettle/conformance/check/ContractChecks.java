package dev.mettle.conformance.check;

import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.EntryKind;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.Profile;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.conformance.Check;
import dev.mettle.conformance.CompiledHarness;
import dev.mettle.conformance.Harness.CheckFailedException;
import dev.mettle.conformance.Trial;
import dev.mettle.conformance.judge.Answers;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.tier.CompiledCode;
import dev.mettle.vm.tier.TierContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What the contract asks of a backend beside right answers. */
public final class ContractChecks {

  private static final Set<Opcode> SUM = Set.of(Opcode.LOAD_LOCAL, Opcode.ADD, Opcode.RETURN);

  private ContractChecks() {}

  /** All checks. */
  public static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(check("the descriptor never changes", Set.of(), ContractChecks::constant));
    checks.add(check("the spec version is ours", Set.of(), ContractChecks::version));
    checks.add(check("every covered opcode compiles", Set.of(), ContractChecks::covered));
    checks.add(check("arguments of an unexpected kind", SUM, ContractChecks::unexpectedKind));
    checks.add(check("a result beyond 64 bits", SUM, ContractChecks::overflow));
    checks.add(check("the typed entry", SUM, ContractChecks::typedEntry));
    return checks;
  }

  private static Check check(String label, Set<Opcode> needs, Consumer<CompiledHarness> body) {
    return Check.ofCompiled("contract/" + label, Optional.empty(), needs, body);
  }

  private static void constant(CompiledHarness harness) {
    BackendDescriptor first = harness.backend().descriptor();
    for (int i = 0; i < 3; i++) {
      BackendDescriptor again = harness.backend().backend().descriptor();
      if (!again.equals(first)) {
        throw new CheckFailedException("descriptor() gave " + first + " and then " + again);
      }
    }
  }

  private static void version(CompiledHarness harness) {
    SpecVersion wanted = harness.backend().descriptor().specVersion();
    if (!SpecVersion.CURRENT.accepts(wanted)) {
      throw new CheckFailedException(
          "the backend wants version " + wanted + ", this is " + SpecVersion.CURRENT);
    }
  }

  /** A backend that says that it covers an opcode must not decline the first vector with it. */
  private static void covered(CompiledHarness harness) {
    List<String> lies = new ArrayList<>();
    Set<Opcode> compiled = new HashSet<>();
    for (VectorFile.Vector vector : VectorFile.all()) {
      if (compiled.contains(vector.opcode()) || !harness.uncovered(vector.shape()).isEmpty()) {
        continue;
      }
      IrFunction function = vector.function(harness.open(vector.given())).function();
      compiled.add(vector.opcode());
      try {
        harness.compile(function, Profile.unknown(function.parameterCount()));
      } catch (CheckFailedException e) {
        lies.add(vector.opcode().mnemonic() + " (" + e.getMessage() + ")");
      }
    }
    if (!lies.isEmpty()) {
      throw new CheckFailedException(
          "the descriptor claims to cover what does not compile: " + String.join(", ", lies));
    }
  }

  private static CompiledCode sum(CompiledHarness harness, Lane... lanes) {
    return harness.compile(
        MatrixChecks.function(Opcode.ADD).function(), Profile.ofLanes(List.of(lanes)));
  }

  /** Code for integers that gets something else leaves, or answers as it should. */
  private static void unexpectedKind(CompiledHarness harness) {
    CompiledCode code = sum(harness, Lane.LONG, Lane.LONG);
    leavesOrGives(code, DoubleAtom.of(1.5), DoubleAtom.of(0.5), LongAtom.of(1));
    leavesOrGives(code, DoubleAtom.of(1.5), LongAtom.of(1), DoubleAtom.of(0.5));
    leavesOrGives(
        code,
        Meanings.value(Opcode.ADD, List.of(Symbol.of("x"), LongAtom.of(1))),
        Symbol.of("x"),
        LongAtom.of(1));
    harness.run(
        new Trial(
            "afterwards",
            MatrixChecks.function(Opcode.ADD),
            List.of(LongAtom.of(1), LongAtom.of(2)),
            LongAtom.of(3)));
  }

  private static void overflow(CompiledHarness harness) {
    CompiledCode code = sum(harness, Lane.LONG, Lane.LONG);
    Atom max = LongAtom.of(Long.MAX_VALUE);
    Atom expected = Meanings.value(Opcode.ADD, List.of(max, LongAtom.of(1)));
    TierContext context = leavesOrGives(code, expected, max, LongAtom.of(1));
    if (context.lastReason() == LeaveReason.ARGUMENT_KIND) {
      throw new CheckFailedException(
          "code that overflows left for the reason ARGUMENT_KIND; it would be compiled again for"
              + " other kinds of arguments, in vain");
    }
    leavesOrGives(code, LongAtom.of(3), LongAtom.of(1), LongAtom.of(2));
  }

  private static TierContext leavesOrGives(CompiledCode code, Atom expected, Atom... arguments) {
    TierContext context = new TierContext();
    Atom result;
    try {
      result = code.invoke(context, arguments);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      throw new CheckFailedException(
          "code compiled for two integers threw for " + List.of(arguments) + ": " + t);
    }
    if (result != dev.mettle.backend.spi.ExecutionContext.UNWINDING
        && !Answers.same(result, expected)) {
      throw new CheckFailedException(
          "code compiled for two integers gave %s for %s instead of %s or leaving"
              .formatted(result, List.of(arguments), expected));
    }
    return context;
  }

  /** The typed entry, where there is one, computes what the generic entry does. */
  private static void typedEntry(CompiledHarness harness) {
    CompiledCode code = sum(harness, Lane.LONG, Lane.LONG);
    Optional<CompiledCode.TypedEntry> typed = code.typed();
    if (typed.isEmpty()
        || !typed
            .get()
            .kind()
            .equals(new EntryKind.Typed(List.of(Lane.LONG, Lane.LONG), Lane.LONG))) {
      return;
    }
    long result;
    try {
      result =
          (long)
              typed
                  .get()
                  .handle()
                  .invokeExact(
                      (dev.mettle.backend.spi.ExecutionContext) new TierContext(), 20L, 22L);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      throw new CheckFailedException("the typed entry threw " + t);
    }
    if (result != 42) {
      throw new CheckFailedException("the typed entry gave " + result + " for 20 + 22");
    }
  }
}
