/**
 * The contract between an engine and the backends that turn its IR functions into class files.
 *
 * <p>A backend implements {@link dev.mettle.backend.spi.Backend} and is found through {@link
 * java.util.ServiceLoader}. The engine asks it for one function at a time, defines the class that
 * it returns, and goes on without it whenever it declines or fails.
 */
@NullMarked
package dev.mettle.backend.spi;

import org.jspecify.annotations.NullMarked;
