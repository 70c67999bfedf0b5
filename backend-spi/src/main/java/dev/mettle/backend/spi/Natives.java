package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.kernel.NativeOperation;
import java.util.Optional;

/** The grounded operations that an engine offers to compiled code. */
public interface Natives {

  /** No operations at all. */
  Natives NONE =
      new Natives() {
        @Override
        public Optional<NativeOperation> find(Symbol name, int arguments) {
          return Optional.empty();
        }

        @Override
        public Optional<Atom> operation(Symbol name) {
          return Optional.empty();
        }
      };

  /** What {@code call_native} of this name runs; pure, and safe to call from several threads. */
  Optional<NativeOperation> find(Symbol name, int arguments);

  /**
   * The operation as an atom. It is the head of the calls that stay as they are and of those that
   * an error quotes; see {@link KernelResult}.
   */
  Optional<Atom> operation(Symbol name);
}
