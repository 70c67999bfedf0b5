package dev.mettle.conformance;

import static dev.mettle.conformance.Faults.fault;
import static dev.mettle.conformance.FaultyBackend.calls;

import dev.mettle.conformance.Faults.Fault;
import java.util.List;

/** Faults in how compiled code asks spaces. */
final class SpaceFaults {

  private SpaceFaults() {}

  private static final String WRONG = "instead of";

  static List<Fault> spaces() {
    return List.of(
        fault(
            "anything is a space",
            calls("isSpace", (code, call) -> code.pop2().iconst_1()),
            "vector/space_match/no space",
            "compiled code threw"),
        fault(
            "nothing is a space",
            calls("isSpace", (code, call) -> code.pop2().iconst_0()),
            "vector/space_match/a space",
            "expected"),
        fault(
            "no entry ever matches",
            calls("query", (code, call) -> code.pop2().pop2().iconst_0()),
            "vector/space_match/one entry",
            "expected"),
        fault(
            "the first row is the only one",
            calls("moreRows", (code, call) -> code.pop2()),
            "spaces/each row in order",
            WRONG),
        fault(
            "all columns are the first",
            calls("rowValue", (code, call) -> code.pop().iconst_0().with(call)),
            "spaces/columns keep their places",
            WRONG),
        fault(
            "queries ask for the next integer",
            calls(
                "ask",
                (code, call) -> {
                  if (call.typeSymbol().parameterType(1).isPrimitive()) {
                    code.lconst_1().ladd();
                  }
                  code.with(call);
                }),
            "spaces/what is known is asked for",
            WRONG));
  }
}
