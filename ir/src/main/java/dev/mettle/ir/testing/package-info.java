/**
 * For tests of whatever reads, changes, runs or compiles functions: random functions, and the
 * plainest possible way to run one.
 */
@NullMarked
package dev.mettle.ir.testing;

import org.jspecify.annotations.NullMarked;
