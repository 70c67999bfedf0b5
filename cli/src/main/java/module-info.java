/** The {@code mettle} command. Backends are found at run time and never named here. */
module dev.mettle.cli {
  requires dev.mettle.ir;
  requires dev.mettle.frontend;
  requires dev.mettle.backend.spi;
  requires dev.mettle.vm;
  requires dev.mettle.engine;
  requires dev.mettle.conformance;
  requires info.picocli;
  requires java.xml;
  requires org.jline.reader;
  requires org.jline.terminal;
  requires static transitive org.jspecify;

  provides System.LoggerFinder with
      dev.mettle.cli.PlainLogger.Finder;

  opens dev.mettle.cli.command to
      info.picocli;
}
