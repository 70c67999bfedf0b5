package dev.mettle.vm.code;

import dev.mettle.backend.spi.CallTarget;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.verify.VerifiedFunction;

/** The functions of one view, as far as code has to know of them. */
public interface Functions {

  /** What calls of a key reach. */
  CallTarget link(CallKey key);

  /** Where the code of one of the functions can be entered besides its beginning. */
  EntryTable entries(VerifiedFunction function);
}
