package dev.mettle.benchmarks.process;

/**
 * How long to measure warm processes.
 *
 * @param rounds how many processes there are of each kind, started in turn
 * @param warmMillis processor time until a process counts as warm
 * @param samples how many samples are then taken of it
 * @param sampleMillis processor time of a sample at least: as many whole runs as it takes
 */
public record WarmEffort(int rounds, int warmMillis, int samples, int sampleMillis) {}
