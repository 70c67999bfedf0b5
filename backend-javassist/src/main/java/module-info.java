import dev.mettle.backend.javassist.JavassistBackend;
import dev.mettle.backend.spi.Backend;

/** A backend that generates classes with Javassist. */
module dev.mettle.backend.javassist {
  requires transitive dev.mettle.backend.spi;
  requires org.javassist;
  requires static transitive org.jspecify;

  exports dev.mettle.backend.javassist;

  provides Backend with
      JavassistBackend;
}
