package dev.shutterhook.benchmark;

/**
 * What one comparison took.
 *
 * @param count pixels that differ
 */
record Compared(double cpuMillis, long count) {}
