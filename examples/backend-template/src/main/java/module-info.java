import dev.mettle.backend.spi.Backend;
import org.example.mine.MyBackend;

/** A backend for Mettle. */
module org.example.mine {
  requires transitive dev.mettle.backend.spi;

  exports org.example.mine;

  provides Backend with
      MyBackend;
}
