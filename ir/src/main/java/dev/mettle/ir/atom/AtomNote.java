package dev.mettle.ir.atom;

/**
 * What an engine notes on an expression: what it knows of its types, of its last children, or of
 * where an error comes from. Only the engine reads it.
 *
 * @since 1.0
 */
public interface AtomNote {}
