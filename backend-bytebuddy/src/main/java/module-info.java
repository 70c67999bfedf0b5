import dev.mettle.backend.bytebuddy.ByteBuddyBackend;
import dev.mettle.backend.spi.Backend;

/** A backend that generates classes with Byte Buddy. */
module dev.mettle.backend.bytebuddy {
  requires transitive dev.mettle.backend.spi;
  requires net.bytebuddy;
  requires static transitive org.jspecify;

  exports dev.mettle.backend.bytebuddy;

  provides Backend with
      ByteBuddyBackend;
}
