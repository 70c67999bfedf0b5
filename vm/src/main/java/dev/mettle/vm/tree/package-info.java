/** The tree-walker, which evaluates atoms directly and judges every other tier. */
@NullMarked
package dev.mettle.vm.tree;

import org.jspecify.annotations.NullMarked;
