/** The backend that generates classes with Byte Buddy. */
@NullMarked
package dev.mettle.backend.bytebuddy;

import org.jspecify.annotations.NullMarked;
