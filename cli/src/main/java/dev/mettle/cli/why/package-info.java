/** Why a call was given back as it stood. */
@NullMarked
package dev.mettle.cli.why;

import org.jspecify.annotations.NullMarked;
