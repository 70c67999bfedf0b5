/** What a program may do with the files of the machine that it runs on. */
@NullMarked
package dev.mettle.vm.files;

import org.jspecify.annotations.NullMarked;
