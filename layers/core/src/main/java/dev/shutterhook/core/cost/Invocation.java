package dev.shutterhook.core.cost;

import com.amazonaws.services.lambda.runtime.Context;

/**
 * An invocation, as far as it is paid for.
 *
 * @param began by the monotonic clock
 * @param memoryMb of the function, in MiB
 */
public record Invocation(long began, int memoryMb) {
  private static final double NANOS_IN_MILLI = 1e6;

  /** The one that begins now. */
  public static Invocation begin(Context context) {
    return begin(context.getMemoryLimitInMB());
  }

  /** One of a function with so much memory that begins now. */
  public static Invocation begin(int memoryMb) {
    return new Invocation(System.nanoTime(), memoryMb);
  }

  /**
   * What each capture of several has had of it until now.
   *
   * @param captures that it works for, from 1
   */
  public BilledShare share(int captures) {
    return share((System.nanoTime() - began) / (double) captures, captures);
  }

  BilledShare share(double nanos, int captures) {
    return new BilledShare((long) Math.ceil(nanos / NANOS_IN_MILLI), memoryMb, captures);
  }
}
