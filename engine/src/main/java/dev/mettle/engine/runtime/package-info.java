/** How one engine is put together: library, modules, settings. */
@NullMarked
package dev.mettle.engine.runtime;

import org.jspecify.annotations.NullMarked;
