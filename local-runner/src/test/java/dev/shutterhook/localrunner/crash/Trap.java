package dev.shutterhook.localrunner.crash;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Ends the process at a call to AWS as a power cut would: no handler runs, nothing is flushed.
 * Prints each step that it sees for the first time, and the one at which it ends.
 */
final class Trap implements ExecutionInterceptor {
  /** When, with regard to the call. */
  enum Moment {
    BEFORE,
    /** The request has left, and its answer has not come. */
    DURING,
    AFTER
  }

  /** An emulator answers within a few milliseconds. */
  private static final long MAX_DURING_NANOS = 2_000_000;

  /** A step that does not come any more is given up, and another one taken. */
  private static final long PATIENCE_CALLS = 1_000;

  private final String step;
  private final Moment moment;
  private final long after;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicBoolean sprung = new AtomicBoolean();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /** Ends at that step's first such moment after so many calls; a blank step is none. */
  Trap(String step, Moment moment, long after) {
    this.step = step;
    this.moment = moment;
    this.after = after;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    calls.incrementAndGet();
    String current = Step.of(context.request());
    if (seen.add(current)) {
      System.out.println("step\t" + current);
    }
    spring(current, Moment.BEFORE);
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    String current = Step.of(context.request());
    if (is(current, Moment.DURING)) {
      long nanos = ThreadLocalRandom.current().nextLong(MAX_DURING_NANOS);
      Thread.ofPlatform()
          .start(
              () -> {
                LockSupport.parkNanos(nanos);
                spring(current, Moment.DURING);
              });
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    spring(Step.of(context.request()), Moment.AFTER);
  }

  private boolean is(String current, Moment now) {
    long past = calls.get() - after;
    return !step.isEmpty()
        && past > 0
        && now == moment
        && (current.equals(step) || past > PATIENCE_CALLS);
  }

  private void spring(String current, Moment now) {
    if (is(current, now) && sprung.compareAndSet(false, true)) {
      System.out.println("crash\t" + current + "\t" + now);
      System.out.flush();
      Runtime.getRuntime().halt(137);
    }
  }
}
