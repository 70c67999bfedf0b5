package dev.mettle.vm.code.heat;

import dev.mettle.vm.tier.UnitVerdict;

/** Who hears of what becomes of hot functions, besides the statistics. */
interface TierEvents {

  /** A version of a function was compiled. */
  void compiled(String function, UnitVerdict.Installed unit);

  /** A function is not compiled. */
  void declined(String function, String reason);

  /** Compiled code of a function left to the interpreter. */
  void left(String function, String reason);

  /** What compiled code of a function relied on has changed. */
  void invalidated(String function);
}
