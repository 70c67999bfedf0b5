/** A backend that generates classes with Byte Buddy. */
module dev.mettle.backend.bytebuddy {
  requires dev.mettle.ir;
  requires dev.mettle.backend.spi;
  requires net.bytebuddy;
  requires static transitive org.jspecify;
}
