package dev.mettle.backend.jvm;

import java.lang.constant.ClassDesc;

/**
 * A private static final field without an initial value.
 *
 * @param name its name
 * @param type its type
 * @since 1.0
 */
public record JvmField(String name, ClassDesc type) {}
