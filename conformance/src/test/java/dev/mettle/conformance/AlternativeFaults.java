package dev.mettle.conformance;

import static dev.mettle.conformance.Faults.fault;
import static dev.mettle.conformance.FaultyBackend.calls;
import static dev.mettle.conformance.FaultyBackend.resumes;

import dev.mettle.backend.spi.UnitOutcome.Resume;
import dev.mettle.conformance.Faults.Fault;
import java.util.List;

/** Faults in how alternatives begin, go on, and end. */
final class AlternativeFaults {

  private AlternativeFaults() {}

  private static final String WRONG = "instead of";

  static List<Fault> alternatives() {
    return List.of(
        fault(
            "only the first alternative is tried",
            calls("fork", (code, call) -> code.pop2()),
            "alternatives/every result",
            WRONG),
        fault(
            "a stream ends with its first result",
            calls("fork", (code, call) -> code.pop2()),
            "alternatives/streams are dropped",
            WRONG),
        fault(
            "the second alternative and the third change places",
            resumes((r, first) -> exchanged(r)),
            "alternatives/in order",
            WRONG),
        fault(
            "alternatives have variables of their own",
            calls("claim", (code, call) -> code.pop().pop().pop().swap().pop()),
            "alternatives/variables in common",
            WRONG),
        fault(
            "errors do not wait for results",
            calls(
                "arrive",
                (code, call) -> {
                  if (call.typeSymbol().parameterCount() == 2) {
                    code.dup_x2().pop().pop2();
                  } else {
                    code.with(call);
                  }
                }),
            "alternatives/errors wait for results",
            WRONG),
        fault(
            "a soft cut stays open",
            calls("hasResult", (code, call) -> code.pop2()),
            "alternatives/soft cuts",
            WRONG),
        fault(
            "rules are asked for once",
            QuestionFaults.stale(),
            "alternatives/rules that change meanwhile",
            WRONG));
  }

  private static Resume exchanged(Resume r) {
    int target = r.target() == 1 ? 2 : r.target() == 2 ? 1 : r.target();
    return new Resume(r.layout(), target, r.delivered(), r.result(), r.method());
  }
}
