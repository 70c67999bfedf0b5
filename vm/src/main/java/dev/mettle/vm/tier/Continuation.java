package dev.mettle.vm.tier;

import dev.mettle.backend.spi.Lane;
import java.lang.invoke.MethodHandle;

/**
 * Where a captured frame goes on in compiled code.
 *
 * @param delivered the lane of the value that the frame waits for
 * @param result the lane of the function's result
 * @param handle takes the context
 */
public record Continuation(Lane delivered, Lane result, MethodHandle handle) {}
