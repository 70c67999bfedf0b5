/** The translator shared by backends for the JVM, and the emitter interface beneath it. */
@NullMarked
package dev.mettle.backend.jvm;

import org.jspecify.annotations.NullMarked;
