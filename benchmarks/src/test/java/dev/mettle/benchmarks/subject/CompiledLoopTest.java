package dev.mettle.benchmarks.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.benchmarks.jmh.Backends;
import dev.mettle.ir.atom.LongAtom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the profiler of JMH measures, judged quickly: the thread's own count of bytes. */
class CompiledLoopTest {

  private static final int TURNS = 100_000;

  static Stream<Arguments> loops() {
    return Backends.ids().stream()
        .flatMap(
            backend ->
                Stream.of(
                    Arguments.of(LoopKind.INTEGER, backend),
                    Arguments.of(LoopKind.FLOAT, backend)));
  }

  /** Ten times the turns allocate what one call does, but for noise that no turn has. */
  @ParameterizedTest
  @MethodSource("loops")
  void loopsOfNumbersAllocateNothing(LoopKind kind, String backend) {
    CompiledLoop loop = new CompiledLoop(kind, backend);
    loop.run(TURNS);
    long few = loop.bytes(TURNS);
    long many = loop.bytes(10 * TURNS);
    assertTrue(many - few < TURNS / 10, many + " and " + few + " bytes");
  }

  /** The count is one of what is allocated: frames that wait on the heap are. */
  @Test
  void aDeepRecursionAllocates() {
    CompiledLoop deep = new CompiledLoop(LoopKind.DEEP, "javassist");
    deep.run(TURNS);
    assertEquals(LongAtom.of(50_000_005_000_000L), deep.run(100 * TURNS));
    long bytes = deep.bytes(100 * TURNS);
    assertTrue(bytes > 100L * TURNS, bytes + " bytes");
  }
}
