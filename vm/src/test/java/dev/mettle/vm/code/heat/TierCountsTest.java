package dev.mettle.vm.code.heat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.mettle.vm.code.FunctionTally;
import org.junit.jupiter.api.Test;

class TierCountsTest {

  @Test
  void functionsWithoutEndAreCountedTogether() {
    TierCounts counts = new TierCounts();
    FunctionTally first = counts.tally("f 0");
    for (int i = 1; i < 2 * TierCounts.MOST_FUNCTIONS; i++) {
      counts.leaves("f " + i, "a reason");
    }
    assertEquals(TierCounts.MOST_FUNCTIONS + 1, counts.functions().size());
    assertSame(first, counts.tally("f 0"));
    assertNotSame(first, counts.tally("g 0"));
    assertSame(counts.tally("g 0"), counts.tally("g 1"));
    assertEquals(2L * TierCounts.MOST_FUNCTIONS - 1, counts.counts().get("leaves: a reason"));
  }
}
