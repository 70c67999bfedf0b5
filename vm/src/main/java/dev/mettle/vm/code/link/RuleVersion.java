package dev.mettle.vm.code.link;

import dev.mettle.vm.space.RuleSet;

/**
 * A set of rules as it was at some time. Sets are told apart by what they are: each has stamps of
 * its own, and two of them may have the same.
 */
record RuleVersion(RuleSet set, long stamp) {}
