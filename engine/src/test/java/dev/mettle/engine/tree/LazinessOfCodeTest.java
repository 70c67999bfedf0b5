package dev.mettle.engine.tree;

import dev.mettle.vm.tier.Tier;

/** Code runs alternatives when the tree-walker does. */
class LazinessOfCodeTest extends LazinessTest {

  @Override
  Tier tier() {
    return Tier.VM;
  }
}
