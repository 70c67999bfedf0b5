package dev.mettle.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapSearchTest {

  @Test
  void findsTheSmallestMultipleOfTheStep() throws Exception {
    for (int needed = 1; needed <= 100; needed++) {
      int least = needed;
      int steps = (needed + 3) / 4;
      assertEquals(4 * steps, HeapSearch.smallest(4, megabytes -> megabytes >= least));
    }
  }

  @Test
  void triesFewHeapsAndEachOnce() throws Exception {
    List<Integer> tried = new ArrayList<>();
    HeapSearch.smallest(
        10,
        megabytes -> {
          tried.add(megabytes);
          return megabytes >= 230;
        });
    assertEquals(List.of(10, 20, 40, 80, 160, 320, 240, 200, 220, 230), tried);
  }

  @Test
  void givesUp() {
    IOException e = assertThrows(IOException.class, () -> HeapSearch.smallest(4, m -> false));
    assertTrue(e.getMessage().contains("8192 MB"), e.getMessage());
  }
}
