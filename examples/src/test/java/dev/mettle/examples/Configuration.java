package dev.mettle.examples;

import dev.mettle.vm.tier.Tier;
import dev.mettle.vm.tier.TierOptions;
import java.util.List;

/** The ways in which programs are run; each has to give the same answers. */
enum Configuration {
  /** The tree-walker alone. */
  TREE(TierOptions.DEFAULT.withTier(Tier.TREE)),
  /** With the interpreter. */
  VM(TierOptions.DEFAULT.withTier(Tier.VM)),
  /** As programs run by default, but with functions that are hot after a few calls. */
  JIT(TierOptions.DEFAULT.withCallThreshold(3)),
  /** All that is lowered is compiled before it runs; what is not is an error. */
  BYTEBUDDY(TierOptions.COMPILE_EVERYTHING.withBackend("bytebuddy")),
  /** The same with the other backend. */
  JAVASSIST(TierOptions.COMPILE_EVERYTHING.withBackend("javassist"));

  /** The configurations in which the interpreter must not run. */
  static final List<Configuration> COMPILED_AT_ONCE = List.of(BYTEBUDDY, JAVASSIST);

  private final TierOptions options;

  Configuration(TierOptions options) {
    this.options = options;
  }

  TierOptions options() {
    return options;
  }
}
