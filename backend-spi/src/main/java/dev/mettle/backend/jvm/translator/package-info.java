/**
 * The inside of the translator from IR to abstract JVM instructions; no contract. Functions of a
 * program become the methods of one class, see {@link
 * dev.mettle.backend.jvm.translator.UnitTranslator}.
 */
@NullMarked
package dev.mettle.backend.jvm.translator;

import org.jspecify.annotations.NullMarked;
