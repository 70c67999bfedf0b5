package dev.mettle.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {

  @Test
  void columnsStandInLine() {
    MarkdownTable table = new MarkdownTable("engine", "time");
    table.row("VM", Figures.time(1_234));
    table.row("tree-walker", Figures.time(98_765_432));
    assertEquals(
        """
        | engine      |    time |
        |-------------|--------:|
        | VM          | 1.23 µs |
        | tree-walker | 98.8 ms |
        """,
        table.text());
    assertThrows(IllegalArgumentException.class, () -> table.row("one cell"));
  }

  @Test
  void figuresHaveThreeDigits() {
    assertEquals("0.50", Figures.digits(0.5));
    assertEquals("12.3", Figures.digits(12.34));
    assertEquals("1,235", Figures.digits(1_234.6));
    assertEquals("2.50 s", Figures.time(2.5e9));
    assertEquals("999 ns", Figures.time(999));
  }
}
