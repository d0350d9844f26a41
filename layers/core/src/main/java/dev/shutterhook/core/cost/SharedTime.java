package dev.shutterhook.core.cost;

import java.util.function.LongSupplier;

/**
 * Divides an invocation's time among the captures that it works for: each moment belongs in equal
 * parts to those that are not done yet. All parts together are the time until the last is done.
 * Safe for threads.
 */
public final class SharedTime {
  private final Invocation invocation;
  private final int captures;
  private final LongSupplier nanoTime;
  private int working;
  private long last;
  private double each;

  /**
   * From the invocation's beginning.
   *
   * @param captures that it works for, from 1
   */
  public SharedTime(Invocation invocation, int captures) {
    this(invocation, captures, System::nanoTime);
  }

  SharedTime(Invocation invocation, int captures, LongSupplier nanoTime) {
    if (captures < 1) {
      throw new IllegalArgumentException("an invocation works for something");
    }
    this.invocation = invocation;
    this.captures = captures;
    this.nanoTime = nanoTime;
    this.working = captures;
    this.last = invocation.began();
  }

  /** What a capture that is worked for has had of it until now. */
  public synchronized BilledShare share() {
    pass();
    return invocation.share(each, captures);
  }

  /** One of the captures is done: what follows is the others'. */
  public synchronized void leave() {
    pass();
    working--;
  }

  private void pass() {
    long now = nanoTime.getAsLong();
    each += (double) (now - last) / Math.max(1, working);
    last = now;
  }
}
