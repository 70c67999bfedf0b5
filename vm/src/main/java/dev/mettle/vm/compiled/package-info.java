/**
 * The package of generated classes. A hidden class has the access rights of the package that it is
 * defined in, so nothing else lives here.
 */
@NullMarked
package dev.mettle.vm.compiled;

import org.jspecify.annotations.NullMarked;
