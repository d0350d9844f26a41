package dev.shutterhook.benchmark;

/**
 * One round of comparisons of a pair, by one contender.
 *
 * @param millis of one comparison, by the clock
 * @param cpuMillis of one comparison, of all processors of the whole program
 * @param count pixels that differ
 */
record Compared(double millis, double cpuMillis, long count) {}
