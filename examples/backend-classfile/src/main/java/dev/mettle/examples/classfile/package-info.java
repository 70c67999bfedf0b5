/** A backend by hand: what a program's functions are as classes, with the JDK's own library. */
@NullMarked
package dev.mettle.examples.classfile;

import org.jspecify.annotations.NullMarked;
