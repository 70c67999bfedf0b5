package dev.mettle.conformance.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

  private static void agree(Agreement expected, List<String> left, List<String> right) {
    assertEquals(
        expected, Agreement.of(ProgramOutput.recorded(left), ProgramOutput.recorded(right)));
  }

  @Test
  void namesOfVariablesAndAddressesDoNotCount() {
    agree(Agreement.IDENTICAL, List.of("[(f $x $x)]"), List.of("[(f $y#3 $y#3)]"));
    agree(Agreement.IDENTICAL, List.of("[GroundingSpace-0x55a1]"), List.of("[GroundingSpace-0x7]"));
  }

  @Test
  void orderOfResultsIsNoted() {
    agree(Agreement.SAME, List.of("[a, b]"), List.of("[b, a]"));
    agree(Agreement.DIFFERENT, List.of("[a, a, b]"), List.of("[b, a]"));
  }

  @Test
  void sharedVariablesAreNoted() {
    agree(Agreement.SAME_BUT_SHARING, List.of("[(f $x $y)]"), List.of("[(f $x $x)]"));
  }

  @Test
  void orderInsideIsNoted() {
    agree(Agreement.SAME_BUT_ORDER, List.of("[(1 (2 3))]"), List.of("[((3 2) 1)]"));
    agree(Agreement.SAME_BUT_ORDER, List.of("x", "y", "[]"), List.of("y", "x", "[]"));
    agree(
        Agreement.SAME_BUT_ORDER,
        List.of("[(Error (a) \"\\nExpected: [1, 2]\\nGot: [$x#1]\")]"),
        List.of("[(Error (a) \"\\nExpected: [2, 1]\\nGot: [$y]\")]"));
  }

  @Test
  void everythingElseIsDifferent() {
    agree(Agreement.DIFFERENT, List.of("[1]"), List.of("[1.0]"));
    agree(Agreement.DIFFERENT, List.of("[1]", "[2]"), List.of("[1]"));
    agree(Agreement.DIFFERENT, List.of("[1]"), List.of("[1]", "RUNNER ERROR: x"));
    agree(Agreement.DIFFERENT, List.of("x", "[1]"), List.of("y", "[1]"));
  }
}
