package dev.mettle.conformance.check;

import dev.mettle.backend.spi.Callees;
import dev.mettle.backend.spi.CompileLimits;
import dev.mettle.backend.spi.CompileOutcome;
import dev.mettle.backend.spi.CompileRequest;
import dev.mettle.backend.spi.EntryKind;
import dev.mettle.backend.spi.Natives;
import dev.mettle.backend.spi.Profile;
import dev.mettle.conformance.Check;
import dev.mettle.conformance.CompiledHarness;
import dev.mettle.conformance.Harness;
import dev.mettle.conformance.Harness.CheckFailedException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.NativeOperation;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.vm.tier.CompileVerdict;
import dev.mettle.vm.tier.FunctionCompiler;
import dev.mettle.vm.tier.TierContext;
import dev.mettle.vm.tier.TierOptions;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What the generated class looks like, and what becomes of it. */
public final class ClassChecks {

  private static final Set<Opcode> SUM =
      Set.of(Opcode.LOAD_LOCAL, Opcode.PUSH_LONG_SMALL, Opcode.ADD, Opcode.RETURN);

  private ClassChecks() {}

  /** All checks. */
  public static List<Check> all() {
    return List.of(
        check("no method is too long for HotSpot", SUM, ClassChecks::methodLengths),
        check("source name and lines", SUM, ClassChecks::debugInformation),
        check(
            "generated classes can be unloaded",
            Set.of(Opcode.CALL_NATIVE, Opcode.RETURN),
            ClassChecks::unloading));
  }

  private static Check check(String label, Set<Opcode> needs, Consumer<CompiledHarness> body) {
    return Check.ofCompiled("class/" + label, Optional.empty(), needs, body);
  }

  private static ClassModel compiled(
      CompiledHarness harness, IrFunction function, Profile profile) {
    CompileOutcome outcome =
        harness
            .backend()
            .backend()
            .compile(
                new CompileRequest(
                    ClassDesc.of("dev.mettle.generated.Checked"),
                    function,
                    List.of(new EntryKind.Generic()),
                    profile,
                    Callees.NONE,
                    Harness.natives(),
                    CompileLimits.DEFAULT));
    return switch (outcome) {
      case CompileOutcome.Compiled c -> ClassFile.of().parse(c.classFile());
      case CompileOutcome.Declined declined ->
          throw new CheckFailedException("declined: " + declined.detail());
    };
  }

  private static IrFunction sum(int length) {
    FunctionBuilder builder =
        FunctionBuilder.named("sum")
            .source("sums.metta")
            .parameter("a", OperandKind.NUMBER)
            .line(17)
            .emit(Opcode.LOAD_LOCAL, 0);
    for (int i = 0; i < length; i++) {
      builder.line(18 + i % 3).emit(Opcode.PUSH_LONG_SMALL, i % 100).emit(Opcode.ADD);
    }
    return builder.emit(Opcode.RETURN).build();
  }

  private static void methodLengths(CompiledHarness harness) {
    int limit = CompileLimits.DEFAULT.maxMethodBytes();
    for (Profile profile :
        List.of(Profile.unknown(1), Profile.ofLanes(List.of(dev.mettle.backend.spi.Lane.LONG)))) {
      for (MethodModel method : compiled(harness, sum(5_000), profile).methods()) {
        int length =
            method.findAttribute(Attributes.code()).map(code -> code.codeLength()).orElse(0);
        // What runs once need not be compiled by HotSpot.
        if (length > limit && !method.methodName().equalsString("<clinit>")) {
          throw new CheckFailedException(
              "the method %s has %d bytes of code; HotSpot never compiles more than %d"
                  .formatted(method.methodName().stringValue(), length, limit));
        }
      }
    }
  }

  private static void debugInformation(CompiledHarness harness) {
    ClassModel model = compiled(harness, sum(3), Profile.unknown(1));
    String source =
        model
            .findAttribute(Attributes.sourceFile())
            .map(a -> a.sourceFile().stringValue())
            .orElse("nothing");
    if (!source.equals("sums.metta")) {
      throw new CheckFailedException(
          "the class names " + source + " as its source instead of sums.metta");
    }
    boolean line18 =
        model.methods().stream()
            .flatMap(method -> method.findAttribute(Attributes.code()).stream())
            .flatMap(
                code -> ((CodeModel) code).findAttribute(Attributes.lineNumberTable()).stream())
            .flatMap(table -> table.lineNumbers().stream())
            .anyMatch(line -> line.lineNumber() == 18);
    if (!line18) {
      throw new CheckFailedException("no code is marked with line 18 of the source");
    }
  }

  /** The class alone holds the operation that it calls, so one goes with the other. */
  private static void unloading(CompiledHarness harness) {
    WeakReference<NativeOperation> operation = runOnce(harness);
    for (int i = 0; i < 200; i++) {
      System.gc();
      if (operation.get() == null) {
        return;
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new CheckFailedException(
        "the class is still there although nobody uses it; does the backend keep what it made?");
  }

  private static WeakReference<NativeOperation> runOnce(CompiledHarness harness) {
    // Made anew at each call, since a lambda without variables would be one object for ever.
    Atom answer = LongAtom.of(System.nanoTime() | 1L << 40);
    NativeOperation operation = arguments -> answer;
    Natives natives =
        new Natives() {
          @Override
          public Optional<NativeOperation> find(Symbol name, int arguments) {
            return Optional.of(operation);
          }

          @Override
          public Optional<Atom> operation(Symbol name) {
            return Optional.of(name);
          }
        };
    FunctionBuilder builder = FunctionBuilder.named("calls");
    builder.emit(Opcode.CALL_NATIVE, builder.constant(Symbol.of("once")), 0);
    CompileVerdict verdict =
        new FunctionCompiler(TierOptions.COMPILE_EVERYTHING)
            .compile(
                Optional.of(harness.backend()),
                builder.emit(Opcode.RETURN).build(),
                Profile.unknown(0),
                natives);
    if (!(verdict instanceof CompileVerdict.Installed installed)) {
      throw new CheckFailedException(verdict.describe());
    }
    try {
      Atom result = installed.code().invoke(new TierContext(), new Atom[0]);
      if (result != answer) {
        throw new CheckFailedException("the operation gave " + answer + ", the code " + result);
      }
    } catch (CheckFailedException | VirtualMachineError e) {
      throw e;
    } catch (Throwable t) {
      throw new CheckFailedException("compiled code threw " + t);
    }
    return new WeakReference<>(operation);
  }
}
