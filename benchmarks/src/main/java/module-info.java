/** Benchmarks of every tier, and the command that runs them and writes their pages. */
module dev.mettle.benchmarks {
  requires dev.mettle.ir;
  requires dev.mettle.frontend;
  requires dev.mettle.backend.spi;
  requires dev.mettle.vm;
  requires dev.mettle.engine;
  requires com.google.gson;
  requires java.management;
  requires jdk.management;
  requires info.picocli;
  requires jmh.core;
  requires static transitive org.jspecify;

  opens dev.mettle.benchmarks.command to
      info.picocli;
}
