package dev.mettle.backend.spi;

import java.lang.constant.MethodTypeDesc;

/**
 * A static method of a compiled class that serves an entry kind.
 *
 * @param kind what the method serves
 * @param method its name
 * @param type its descriptor, as {@link EntryKind} demands it
 */
public record EntryPoint(EntryKind kind, String method, MethodTypeDesc type) {}
