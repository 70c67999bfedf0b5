/** The engine for {@code javax.script}, which scripting hosts find by themselves. */
@NullMarked
package dev.mettle.engine.script;

import org.jspecify.annotations.NullMarked;
