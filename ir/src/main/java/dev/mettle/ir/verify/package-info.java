/** The verifier, which rejects malformed functions before anything runs them. */
@NullMarked
package dev.mettle.ir.verify;

import org.jspecify.annotations.NullMarked;
