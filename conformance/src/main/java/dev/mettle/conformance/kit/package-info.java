/**
 * What checks are made of: trials, the engines that run them, options, and what came of a check.
 */
@NullMarked
package dev.mettle.conformance.kit;

import org.jspecify.annotations.NullMarked;
