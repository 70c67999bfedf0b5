/**
 * What lowering is given and what it gives: rules, the meanings of operations, code or a reason.
 */
@NullMarked
package dev.mettle.frontend.lower;

import org.jspecify.annotations.NullMarked;
