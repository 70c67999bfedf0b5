/** A backend that generates classes with Javassist. */
module dev.mettle.backend.javassist {
  requires dev.mettle.ir;
  requires dev.mettle.backend.spi;
  requires org.javassist;
  requires static transitive org.jspecify;
}
