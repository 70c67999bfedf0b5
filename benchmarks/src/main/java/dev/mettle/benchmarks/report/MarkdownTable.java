package dev.mettle.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table as Markdown; the first column is text, the others are numbers. */
public final class MarkdownTable {

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these headings. */
  public MarkdownTable(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row. */
  public void row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(cells.length + " cells in a row of the table");
    }
    rows.add(List.of(cells));
  }

  /** The text, with columns in line. */
  public String text() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      for (int i = 0; i < columns; i++) {
        String cell = rows.get(r).get(i);
        String padding = " ".repeat(widths[i] - cell.length());
        out.append("| ").append(i == 0 ? cell + padding : padding + cell).append(' ');
      }
      out.append("|\n");
      if (r == 0) {
        for (int i = 0; i < columns; i++) {
          out.append('|').append("-".repeat(widths[i] + 1)).append(i == 0 ? '-' : ':');
        }
        out.append("|\n");
      }
    }
    return out.toString();
  }
}
