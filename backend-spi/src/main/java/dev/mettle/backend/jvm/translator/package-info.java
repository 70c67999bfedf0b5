/** The inside of the translator from IR to abstract JVM instructions; no contract. */
@NullMarked
package dev.mettle.backend.jvm.translator;

import org.jspecify.annotations.NullMarked;
