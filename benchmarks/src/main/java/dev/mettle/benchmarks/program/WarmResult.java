package dev.mettle.benchmarks.program;

/**
 * A program on one tier in a warm process.
 *
 * @param program its name
 * @param tier the tier
 * @param size what {@code main} was called with
 * @param heap the largest heap that the process could have, in words
 * @param unit what its work is counted in
 * @param units how much work a run is
 * @param run what a run takes, as the median
 */
public record WarmResult(
    String program,
    String tier,
    int size,
    String heap,
    String unit,
    long units,
    ProgramResult.Times run) {}
