package dev.mettle.backend.jvm;

/**
 * A place in the code of one method. Labels are numbered from 0 within their method, so an emitter
 * can keep its own labels in an array.
 *
 * @param number the number
 * @since 1.0
 */
public record JvmLabel(int number) {}
