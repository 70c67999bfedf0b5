package dev.mettle.cli.inspect;

import dev.mettle.conformance.report.OpcodeCell;
import dev.mettle.conformance.report.Report;
import dev.mettle.ir.opcode.Opcode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.TextTable;

/** The report for a terminal: opcodes by stage, one column for each backend. */
final class OpcodeTable {

  private static final int NAMES = 24;
  private static final int CELLS = 28;

  private final List<Report> reports;
  private final TextTable table;

  private OpcodeTable(List<Report> reports) {
    this.reports = reports;
    int[] widths = new int[1 + reports.size()];
    Arrays.fill(widths, CELLS);
    widths[0] = NAMES;
    this.table = TextTable.forColumnWidths(Help.defaultColorScheme(Help.Ansi.OFF), widths);
  }

  /** The lines of the table. */
  static List<String> of(List<Report> reports) {
    OpcodeTable table = new OpcodeTable(reports);
    table.fill();
    return table.table.toString().lines().map(String::stripTrailing).toList();
  }

  private void fill() {
    row("opcode", report -> report.backend().id());
    int stage = 0;
    for (Opcode opcode : Opcode.values()) {
      if (reports.stream().noneMatch(report -> OpcodeCell.of(report, opcode).isAnything())) {
        continue;
      }
      if (opcode.stage() != stage) {
        stage = opcode.stage();
        row("stage " + stage, report -> "");
      }
      row("  " + opcode.mnemonic(), report -> OpcodeCell.of(report, opcode).text());
    }
    row("other checks", report -> OpcodeCell.others(report).text());
  }

  private void row(String name, Function<Report, String> cell) {
    String[] row = new String[1 + reports.size()];
    row[0] = name;
    for (int i = 0; i < reports.size(); i++) {
      row[1 + i] = cell.apply(reports.get(i));
    }
    table.addRowValues(row);
  }
}
