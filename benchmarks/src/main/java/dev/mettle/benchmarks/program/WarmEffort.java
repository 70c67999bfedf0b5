package dev.mettle.benchmarks.program;

/**
 * How long to measure in a warm process.
 *
 * @param runs at least so many runs come before the first one that counts
 * @param millis and at least so long
 * @param samples how many samples the medians are of
 * @param sampleMillis how long a sample lasts at least: as many whole runs as it takes
 */
public record WarmEffort(int runs, int millis, int samples, int sampleMillis) {}
