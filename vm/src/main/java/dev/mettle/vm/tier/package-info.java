/**
 * Tiers: which functions run interpreted, which compiled, and how one becomes the other. {@link
 * dev.mettle.vm.tier.Tiers} is the way in; a function that it knows is a {@link
 * dev.mettle.vm.tier.TieredFunction}. Backends are found only when the first function is to be
 * compiled.
 */
@NullMarked
package dev.mettle.vm.tier;

import org.jspecify.annotations.NullMarked;
