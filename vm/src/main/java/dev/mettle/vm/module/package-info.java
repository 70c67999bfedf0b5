/** Modules, imports and what a program may see of them. */
@NullMarked
package dev.mettle.vm.module;

import org.jspecify.annotations.NullMarked;
