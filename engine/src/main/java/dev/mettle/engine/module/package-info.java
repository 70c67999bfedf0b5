/** Modules, imports and what a program may see of them. */
@NullMarked
package dev.mettle.engine.module;

import org.jspecify.annotations.NullMarked;
