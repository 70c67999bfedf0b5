/** What a backend extends that assembles classes from abstract JVM instructions with a library. */
@NullMarked
package dev.mettle.backend.jvm.assembler;

import org.jspecify.annotations.NullMarked;
