package dev.mettle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.spi.Backend;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit can fail: each wrong backend does, in a check that names what is wrong. */
class WrongBackendsTest {

  private static Arguments wrong(String defect, Backend backend, String check, String... words) {
    return Arguments.of(defect, backend, check, List.of(words));
  }

  static List<Arguments> wrongBackends() {
    return List.of(
        wrong(
            "wraps around",
            WrongBackends.wrapsAround(),
            "vector/add/the largest",
            "expected 9223372036854775808 but compiled code gave -9223372036854775808",
            "(add 9223372036854775807 1)"),
        wrong(
            "wraps around in functions of programs",
            WrongBackends.wrapsAround(),
            "unit-vector/add/the largest",
            "expected 9223372036854775808 but the machine gave [-9223372036854775808]",
            "(add 9223372036854775807 1)"),
        wrong(
            "forgets NaN in functions of programs",
            WrongBackends.forgetsNaN(),
            "unit-matrix/gt/floats",
            "expected False but the machine gave [True]"),
        wrong(
            "loses minus zero",
            WrongBackends.losesMinusZero(),
            "vector/push_constant/minus zero keeps its sign",
            "expected -inf but compiled code gave inf"),
        wrong(
            "forgets NaN",
            WrongBackends.forgetsNaN(),
            "vector/gt/NaN twice",
            "expected False but compiled code gave True"),
        wrong(
            "trusts its arguments",
            WrongBackends.trustsArguments(),
            "contract/arguments of an unexpected kind",
            "code compiled for two integers threw",
            "ClassCastException"),
        wrong(
            "leaves for the wrong reason",
            WrongBackends.leavesForTheWrongReason(),
            "contract/a result beyond 64 bits",
            "ARGUMENT_KIND"),
        wrong(
            "swaps operands",
            WrongBackends.swapsOperands(),
            "vector/sub/small",
            "expected -1 but compiled code gave 1"),
        wrong(
            "cuts constants",
            WrongBackends.cutsConstants(),
            "vector/push_long_small/the value 32768",
            "expected 32768 but compiled code gave -32768"),
        wrong(
            "rounds towards zero",
            WrongBackends.roundsTowardsZero(),
            "vector/floor_div/negative",
            "expected -4 but compiled code gave -3"),
        wrong(
            "compares integers as floats",
            WrongBackends.comparesFloatsAsIntegers(),
            "vector/eq/close to 2^53",
            "expected False but compiled code gave True"),
        wrong(
            "lies about its opcodes",
            WrongBackends.liesAboutOpcodes(),
            "contract/every covered opcode compiles",
            "the descriptor claims to cover what does not compile: pow",
            "powers come later"),
        wrong(
            "throws",
            WrongBackends.throwsForProducts(),
            "vector/mul/small",
            "compiling threw",
            "Index 2 out of bounds for length 2"),
        wrong(
            "returns garbage",
            WrongBackends.returnsGarbage(),
            "vector/add/small",
            "the JVM rejects its class"),
        wrong(
            "loses its class data",
            WrongBackends.losesClassData(),
            "vector/load_local/any atom",
            "is at fault"),
        wrong(
            "is not thread-safe",
            WrongBackends.isNotThreadSafe(),
            "concurrency/threads that compile",
            "compiled while other threads compile"),
        wrong(
            "changes its descriptor",
            WrongBackends.changesItsDescriptor(),
            "contract/the descriptor never changes",
            "descriptor() gave"),
        wrong(
            "is from the future",
            WrongBackends.isFromTheFuture(),
            "contract/the spec version is ours",
            "the backend wants version 2.0, this is 1.0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongBackends")
  void aWrongBackendFailsANamedCheck(
      String defect, Backend backend, String check, List<String> words) {
    CheckResult result =
        Conformance.checks(ConformanceOptions.DEFAULT).stream()
            .filter(candidate -> candidate.id().equals(check))
            .findFirst()
            .orElseThrow(() -> new AssertionError("there is no check " + check))
            .run(backend, ConformanceOptions.DEFAULT);
    assertEquals(Status.FAILED, result.status(), defect);
    for (String word : words) {
      assertTrue(result.message().contains(word), result.message());
    }
  }
}
