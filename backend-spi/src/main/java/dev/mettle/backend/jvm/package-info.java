/**
 * What backends that target JVM bytecode share: a translator from IR to abstract JVM instructions,
 * and {@link dev.mettle.backend.jvm.JvmEmitter}, which turns those into bytes with the help of some
 * library. A backend of this kind extends {@link dev.mettle.backend.jvm.JvmBackend} and writes an
 * emitter; typing, specialisation, stack-map frames and the splitting of long functions come from
 * here.
 */
@NullMarked
package dev.mettle.backend.jvm;

import org.jspecify.annotations.NullMarked;
