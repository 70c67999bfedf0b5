package dev.mettle.conformance.report;

import dev.mettle.conformance.kit.CheckResult;
import dev.mettle.conformance.kit.Status;
import dev.mettle.ir.opcode.Opcode;
import java.io.Writer;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The report as one page that needs no other file. Each opcode is a link to what the reference says
 * of it, further down; a few lines of script hide the rows that a filter leaves out.
 *
 * @since 1.0
 */
public final class HtmlReport {

  private static final String TITLE = "Backend conformance";

  private static final String STYLE =
      """

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
      input { font: inherit; padding: .3rem .6rem; width: 100%; max-width: 24rem;
              box-sizing: border-box; }
      .matrix { overflow-x: auto; }
      .backend { border-left: 4px solid #3a3; margin: 1rem 0; padding: 0 1rem; }
      .backend.failed { border-color: #d33; }
      .backend h2 { font-size: 1.1rem; margin: 0; }
      .backend p { margin: .2rem 0; }
      .faint { opacity: .7; font-size: .9em; }
      @media (max-width: 40rem) {
        body { margin: 1rem auto; padding: 0 .6rem; }
        h1 { font-size: 1.5rem; }
        th, td { padding: .2rem .4rem; }
        .matrix { font-size: .9em; }
      }
      dt { margin-top: .6rem; }
      dd { margin-left: 1.2rem; }
      :target { background: #ca33; }
      """;

  private static final String FILTER =
      """

      document.getElementById('filter').addEventListener('input', function (event) {
        var words = event.target.value.toLowerCase().replace(/stage +(?=\\d)/g, 'stage-')
            .split(/\\s+/);
        document.querySelectorAll('[data-text]').forEach(function (row) {
          var text = row.getAttribute('data-text').toLowerCase();
          row.hidden = !words.every(function (word) { return text.includes(word); });
        });
        document.querySelectorAll('[data-heads]').forEach(function (head) {
          head.hidden = !document.querySelector(head.getAttribute('data-heads'));
        });
      });
      """;

  private final XMLStreamWriter html;

  private HtmlReport(XMLStreamWriter html) {
    this.html = html;
  }

  /** Writes the page. */
  public static void write(List<Report> reports, Writer out) throws XMLStreamException {
    XMLStreamWriter html = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
    new HtmlReport(html).page(reports);
    html.flush();
  }

  private void page(List<Report> reports) throws XMLStreamException {
    html.writeDTD("<!DOCTYPE html>");
    open("html", "lang", "en");
    open("head");
    empty("meta", "charset", "UTF-8");
    empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    text("title", TITLE);
    text("style", STYLE);
    close();
    open("body");
    text("h1", TITLE);
    for (Report report : reports) {
      summary(report);
    }
    empty(
        "input",
        "id",
        "filter",
        "type",
        "search",
        "aria-label",
        "Filter",
        "placeholder",
        "Filter by opcode, stage, check or outcome");
    table(reports);
    for (Report report : reports) {
      details(report);
    }
    reference();
    text("script", FILTER);
    close();
    close();
  }

  private void summary(Report report) throws XMLStreamException {
    open("div", "class", report.isConformant() ? "backend" : "backend failed");
    text(
        "h2",
        "%s %s: level %s"
            .formatted(report.backend().id(), report.backend().version(), report.standing()));
    text(
        "p",
        "%d checks passed, %d failed, %d skipped, %d not covered"
            .formatted(
                report.count(Status.PASSED),
                report.count(Status.FAILED),
                report.count(Status.SKIPPED),
                report.count(Status.NOT_COVERED)));
    text("p", "Compiled code was " + report.runs().describe());
    text("p", report.circumstances().describe(), "class", "faint");
    close();
  }

  private void table(List<Report> reports) throws XMLStreamException {
    open("div", "class", "matrix");
    open("table");
    open("tr");
    text("th", "Opcode");
    for (Report report : reports) {
      text("th", report.backend().id());
    }
    close();
    int stage = 0;
    for (Opcode opcode : Opcode.values()) {
      if (reports.stream().noneMatch(report -> OpcodeCell.of(report, opcode).isAnything())) {
        continue;
      }
      if (opcode.stage() != stage) {
        stage = opcode.stage();
        open("tr", "class", "stage", "data-heads", "tr.stage-" + stage + ":not([hidden])");
        text("th", "Stage " + stage, "colspan", Integer.toString(reports.size() + 1));
        close();
      }
      List<OpcodeCell> cells =
          reports.stream().map(report -> OpcodeCell.of(report, opcode)).toList();
      open("tr", "class", "stage-" + stage, "data-text", rowText(opcode, cells));
      open("td", "title", opcode.doc());
      text("a", opcode.mnemonic(), "href", "#" + anchor(opcode));
      close();
      for (OpcodeCell cell : cells) {
        cell(cell);
      }
      close();
    }
    open("tr", "class", "stage", "data-text", "other checks");
    text("th", "Other checks");
    for (Report report : reports) {
      cell(OpcodeCell.others(report));
    }
    close();
    close();
    close();
  }

  private static String rowText(Opcode opcode, List<OpcodeCell> cells) {
    StringBuilder text = new StringBuilder(opcode.mnemonic()).append(" stage-");
    text.append(opcode.stage());
    cells.forEach(cell -> text.append(' ').append(cell.text()));
    return text.toString();
  }

  private static String anchor(Opcode opcode) {
    return "opcode-" + opcode.mnemonic();
  }

  private void reference() throws XMLStreamException {
    text("h2", "Opcodes");
    open("dl");
    for (Opcode opcode : Opcode.values()) {
      open("dt", "id", anchor(opcode), "data-text", opcode.mnemonic() + " stage-" + opcode.stage());
      text("code", opcode.mnemonic() + " " + opcode.picture());
      html.writeCharacters(" stage " + opcode.stage());
      close();
      text("dd", opcode.doc(), "data-text", opcode.mnemonic() + " stage-" + opcode.stage());
    }
    close();
  }

  private void cell(OpcodeCell cell) throws XMLStreamException {
    String style =
        cell.failed() > 0 ? "failed" : cell.skipped() + cell.notCovered() > 0 ? "partly" : "passed";
    text("td", cell.text(), "class", style);
  }

  private void details(Report report) throws XMLStreamException {
    List<CheckResult> notable =
        report.results().stream().filter(r -> r.status() != Status.PASSED).toList();
    if (notable.isEmpty()) {
      return;
    }
    text("h2", report.backend().id());
    for (CheckResult result : notable) {
      if (result.status() == Status.FAILED) {
        open("details", "open", "", "data-text", result.status().label() + " " + result.id());
      } else {
        open("details", "data-text", result.status().label() + " " + result.id());
      }
      text("summary", result.status().label() + ": " + result.id());
      text("pre", result.message());
      close();
    }
  }

  private void open(String element, String... attributes) throws XMLStreamException {
    html.writeStartElement(element);
    attributes(attributes);
  }

  private void empty(String element, String... attributes) throws XMLStreamException {
    html.writeEmptyElement(element);
    attributes(attributes);
  }

  private void text(String element, String text, String... attributes) throws XMLStreamException {
    open(element, attributes);
    html.writeCharacters(Markup.legal(text));
    html.writeEndElement();
  }

  private void close() throws XMLStreamException {
    html.writeEndElement();
    html.writeCharacters("\n");
  }

  private void attributes(String... namesAndValues) throws XMLStreamException {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      html.writeAttribute(namesAndValues[i], Markup.legal(namesAndValues[i + 1]));
    }
  }
}
