package dev.mettle.benchmarks.jmh;

import dev.mettle.backend.spi.Profile;
import dev.mettle.benchmarks.subject.Workload;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.vm.interp.DecodedFunction;
import dev.mettle.vm.tier.AvailableBackend;
import dev.mettle.vm.tier.CompiledCode;
import dev.mettle.vm.tier.FunctionCompiler;
import dev.mettle.vm.tier.TierOptions;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What it costs to make code, once the compiler itself is warm. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CompileCostBenchmark {

  /** The expression before and after lowering. */
  public static class Lowered extends ExpressionState {
    private Workload.@Nullable Source source;
    private @Nullable VerifiedFunction function;
    private @Nullable Profile profile;

    /** For JMH. */
    public Lowered() {}

    /** Lowers the expression. */
    @Setup
    public void setUp() {
      Workload workload = draw();
      source = workload.source();
      function = source.lower();
      profile = workload.profile();
    }

    Workload.Source source() {
      return Objects.requireNonNull(source);
    }

    VerifiedFunction function() {
      return Objects.requireNonNull(function);
    }

    Profile profile() {
      return Objects.requireNonNull(profile);
    }
  }

  /** The same, with a backend. */
  public static class ForBackend extends Lowered {
    /** The backend. */
    @Param({"bytebuddy", "javassist"})
    public String backend = "javassist";

    private final FunctionCompiler compiler = new FunctionCompiler(TierOptions.DEFAULT);
    private @Nullable AvailableBackend available;

    /** For JMH. */
    public ForBackend() {}

    /** Finds the backend. */
    @Setup
    public void find() {
      available = Backends.named(backend);
    }

    CompiledCode generate() {
      return Workload.compile(compiler, Objects.requireNonNull(available), function(), profile());
    }
  }

  /** For JMH. */
  public CompileCostBenchmark() {}

  /** From atoms to verified code. */
  @Benchmark
  public VerifiedFunction lower(Lowered state) {
    return state.source().lower();
  }

  /** From verified code to the interpreter's form. */
  @Benchmark
  public DecodedFunction decode(Lowered state) {
    return Workload.decode(state.function());
  }

  /** From verified code to a class that is defined and initialised. */
  @Benchmark
  public CompiledCode generate(ForBackend state) {
    return state.generate();
  }
}
