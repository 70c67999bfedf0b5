/** The kit that proves a backend right, usable with and without JUnit. */
module dev.mettle.conformance {
  requires transitive dev.mettle.ir;
  requires transitive dev.mettle.backend.spi;
  requires dev.mettle.frontend;
  requires transitive dev.mettle.vm;
  requires transitive dev.mettle.engine;
  requires transitive java.xml;
  requires com.google.gson;
  requires static transitive org.junit.jupiter.api;
  requires static transitive org.jspecify;

  exports dev.mettle.conformance;
  exports dev.mettle.conformance.answer;
  exports dev.mettle.conformance.differential;
  exports dev.mettle.conformance.judge;
  exports dev.mettle.conformance.kit;
  exports dev.mettle.conformance.program;
  exports dev.mettle.conformance.report;
  exports dev.mettle.conformance.unit;
}
