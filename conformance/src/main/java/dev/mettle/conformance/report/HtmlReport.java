package dev.mettle.conformance.report;

import dev.mettle.conformance.CheckResult;
import dev.mettle.conformance.Report;
import dev.mettle.conformance.Status;
import dev.mettle.ir.opcode.Opcode;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The report as one page that needs nothing else: no script, no style sheet, no picture. */
public final class HtmlReport {

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="UTF-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Backend conformance</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem;
             padding: 0 1rem; }
      table { border-collapse: collapse; margin: 1rem 0; }
      th, td { border-bottom: 1px solid #8884; padding: .2rem .8rem; text-align: left; }
      td.failed { background: #d333; font-weight: bold; }
      td.passed { background: #3a33; }
      td.partly { background: #ca33; }
      tr.stage th { padding-top: 1rem; }
      pre { background: #8882; padding: .6rem; overflow-x: auto; }
      summary { cursor: pointer; }
      </style>
      </head>
      <body>
      <h1>Backend conformance</h1>
      """;

  private HtmlReport() {}

  /** Writes the page. */
  public static void write(List<Report> reports, Writer out) throws IOException {
    out.write(HEAD);
    for (Report report : reports) {
      out.write("<p>" + Markup.escape(TableReport.summary(report)) + "</p>\n");
    }
    table(reports, out);
    for (Report report : reports) {
      details(report, out);
    }
    out.write("</body>\n</html>\n");
  }

  private static void table(List<Report> reports, Writer out) throws IOException {
    out.write("<table>\n<tr><th>Opcode</th>");
    for (Report report : reports) {
      out.write("<th>" + Markup.escape(report.backend().id()) + "</th>");
    }
    out.write("</tr>\n");
    int stage = 0;
    for (Opcode opcode : Opcode.values()) {
      if (reports.stream().noneMatch(report -> OpcodeCell.of(report, opcode).isAnything())) {
        continue;
      }
      if (opcode.stage() != stage) {
        stage = opcode.stage();
        out.write(
            "<tr class=\"stage\"><th colspan=\"%d\">Stage %d</th></tr>\n"
                .formatted(reports.size() + 1, stage));
      }
      out.write(
          "<tr><td title=\"%s\"><code>%s</code></td>"
              .formatted(Markup.escape(opcode.doc()), opcode.mnemonic()));
      for (Report report : reports) {
        cell(OpcodeCell.of(report, opcode), out);
      }
      out.write("</tr>\n");
    }
    out.write("<tr class=\"stage\"><th>Other checks</th>");
    for (Report report : reports) {
      cell(OpcodeCell.others(report), out);
    }
    out.write("</tr>\n</table>\n");
  }

  private static void cell(OpcodeCell cell, Writer out) throws IOException {
    String style =
        cell.failed() > 0 ? "failed" : cell.skipped() + cell.notCovered() > 0 ? "partly" : "passed";
    out.write("<td class=\"%s\">%s</td>".formatted(style, Markup.escape(cell.text())));
  }

  private static void details(Report report, Writer out) throws IOException {
    List<CheckResult> notable =
        report.results().stream().filter(r -> r.status() != Status.PASSED).toList();
    if (notable.isEmpty()) {
      return;
    }
    out.write("<h2>" + Markup.escape(report.backend().id()) + "</h2>\n");
    for (CheckResult result : notable) {
      out.write(
          "<details%s><summary>%s: %s</summary><pre>%s</pre></details>\n"
              .formatted(
                  result.status() == Status.FAILED ? " open" : "",
                  result.status().label(),
                  Markup.escape(result.id()),
                  Markup.escape(result.message()).replace("&#10;", "\n")));
    }
  }
}
