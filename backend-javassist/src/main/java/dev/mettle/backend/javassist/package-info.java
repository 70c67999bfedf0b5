/** The backend that generates classes with Javassist. */
@NullMarked
package dev.mettle.backend.javassist;

import org.jspecify.annotations.NullMarked;
