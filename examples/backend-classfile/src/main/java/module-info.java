import dev.mettle.backend.spi.Backend;
import dev.mettle.examples.classfile.ClassFileBackend;

/** An example: a backend on the JDK's Class-File API. */
module dev.mettle.examples.classfile {
  requires transitive dev.mettle.backend.spi;
  requires static transitive org.jspecify;

  exports dev.mettle.examples.classfile;

  provides Backend with
      ClassFileBackend;
}
