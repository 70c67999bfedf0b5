package dev.mettle.conformance.report;

import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Results of tests in the form that build servers read.
 *
 * @since 1.0
 */
public final class JUnitXml {

  /**
   * Tests that ran together.
   *
   * @param name what they are called
   * @param began when the first of them began
   * @param time how long all of them took
   * @param properties under what circumstances they ran
   * @param cases the tests, in order
   */
  public record Suite(
      String name, Instant began, Duration time, Map<String, String> properties, List<Case> cases) {
    /** Copies the list. */
    public Suite {
      cases = List.copyOf(cases);
    }

    private long count(Class<? extends Outcome> kind) {
      return cases.stream().filter(test -> kind.isInstance(test.outcome())).count();
    }
  }

  /**
   * One test.
   *
   * @param group what it belongs to, with dots in between
   * @param name what it is called there
   * @param time how long it took
   * @param outcome how it ended
   */
  public record Case(String group, String name, Duration time, Outcome outcome) {}

  /** How a test ended. */
  public sealed interface Outcome {
    /** It found nothing wrong. */
    record Passed() implements Outcome {}

    /** It found something wrong; the first line of the message stands for all of it. */
    record Failed(String message) implements Outcome {}

    /** It could not be carried out. */
    record Broken(String message) implements Outcome {}

    /** It did not run. */
    record Skipped(String reason) implements Outcome {}
  }

  /** The schema has no place for a zone; it is UTC. */
  private static final DateTimeFormatter BEGAN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private JUnitXml() {}

  /** Writes all suites as one document. */
  public static void write(List<Suite> suites, Writer out) throws XMLStreamException {
    XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    for (int i = 0; i < suites.size(); i++) {
      write(suites.get(i), i, xml);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
    xml.flush();
  }

  /** Writes a suite with all that the usual schema demands, whether it says something or not. */
  private static void write(Suite suite, int number, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute(xml, "id", Integer.toString(number));
    attribute(xml, "package", "");
    attribute(xml, "name", suite.name());
    attribute(xml, "hostname", "localhost");
    attribute(xml, "tests", Integer.toString(suite.cases().size()));
    attribute(xml, "failures", Long.toString(suite.count(Outcome.Failed.class)));
    attribute(xml, "errors", Long.toString(suite.count(Outcome.Broken.class)));
    attribute(xml, "skipped", Long.toString(suite.count(Outcome.Skipped.class)));
    attribute(xml, "timestamp", BEGAN.format(suite.began()));
    attribute(xml, "time", seconds(suite.time()));
    xml.writeCharacters("\n    ");
    xml.writeStartElement("properties");
    for (Map.Entry<String, String> property : suite.properties().entrySet()) {
      xml.writeCharacters("\n      ");
      xml.writeEmptyElement("property");
      attribute(xml, "name", property.getKey());
      attribute(xml, "value", property.getValue());
    }
    xml.writeCharacters("\n    ");
    xml.writeEndElement();
    for (Case test : suite.cases()) {
      write(test, xml);
    }
    xml.writeCharacters("\n    ");
    xml.writeEmptyElement("system-out");
    xml.writeCharacters("\n    ");
    xml.writeEmptyElement("system-err");
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static void write(Case test, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute(xml, "classname", test.group());
    attribute(xml, "name", test.name());
    attribute(xml, "time", seconds(test.time()));
    switch (test.outcome()) {
      case Outcome.Passed() -> {}
      case Outcome.Failed(String message) -> problem(xml, "failure", message);
      case Outcome.Broken(String message) -> problem(xml, "error", message);
      case Outcome.Skipped(String reason) -> {
        xml.writeEmptyElement("skipped");
        attribute(xml, "message", reason);
      }
    }
    xml.writeEndElement();
  }

  private static void problem(XMLStreamWriter xml, String element, String message)
      throws XMLStreamException {
    xml.writeStartElement(element);
    attribute(xml, "message", message.lines().findFirst().orElse(""));
    attribute(xml, "type", element);
    xml.writeCharacters(Markup.legal(message));
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, Markup.legal(value));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
  }
}
