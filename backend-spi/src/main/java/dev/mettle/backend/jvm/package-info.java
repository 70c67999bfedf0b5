/**
 * JVM code in the abstract: classes, methods and instructions, which a {@link
 * dev.mettle.backend.jvm.JvmEmitter} turns into bytes with the help of some library. A backend of
 * this kind extends {@link dev.mettle.backend.jvm.assembler.JvmBackend} and writes an emitter;
 * typing, specialisation and stack-map frames come from the translator behind it.
 */
@NullMarked
package dev.mettle.backend.jvm;

import org.jspecify.annotations.NullMarked;
