package dev.shutterhook.core.cost;

/**
 * One capture's part in an invocation of a function.
 *
 * @param billedMs of the invocation's duration, in milliseconds, rounded up as AWS does
 * @param memoryMb of the function, in MiB
 * @param captures that the invocation worked for, from 1: they share what a message costs
 */
public record BilledShare(long billedMs, int memoryMb, int captures) {
  private static final double MILLIS = 1_000;
  private static final double MB_IN_GB = 1_024;

  /** Lambda lets no invocation run for longer. */
  static final long MAX_BILLED_MS = 900_000;

  /** Lambda gives no function more. */
  static final int MAX_MEMORY_MB = 10_240;

  public BilledShare {
    if (billedMs < 0 || billedMs > MAX_BILLED_MS) {
      throw new IllegalArgumentException("an invocation takes up to " + MAX_BILLED_MS + " ms");
    }
    if (memoryMb < 1 || memoryMb > MAX_MEMORY_MB || captures < 1) {
      throw new IllegalArgumentException("a function has up to " + MAX_MEMORY_MB + " MiB");
    }
  }

  /** What Lambda's duration is measured in. */
  public double gbSeconds() {
    return billedMs / MILLIS * memoryMb / MB_IN_GB;
  }
}
