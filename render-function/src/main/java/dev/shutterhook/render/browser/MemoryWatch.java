package dev.shutterhook.render.browser;

import dev.shutterhook.render.browser.GroupMembers.Member;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks at a browser's memory while it is used, and ends its largest process where all of them
 * together take more than they may. Were that left to the kernel, it might choose the function's
 * own, and Lambda ends the environment. A page whose process is ended is told as a crash. Safe for
 * threads.
 */
final class MemoryWatch implements AutoCloseable {
  /** From one look to the next at the most; a look takes 2 to 5 ms. */
  static final Duration PERIOD = Duration.ofMillis(500);

  /** At the least, however little is left: a tenth of one processor goes into looking then. */
  static final Duration SHORTEST_PERIOD = Duration.ofMillis(25);

  /** What pages were seen to fill at the most: a buffer of a gigabyte in half a second. */
  static final long FILLED_BYTES_PER_SECOND = 2L << 30;

  /** What pages and their browser may take of the machine's or the container's memory. */
  static final double SHARE = 2.0 / 3;

  private final long group;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int users;
  private boolean closed;
  private long takenBytes;

  private MemoryWatch(long group, long maxBytes) {
    this.group = group;
    this.maxBytes = maxBytes;
  }

  /**
   * Begins to watch a process group, as soon as it is used.
   *
   * @param maxBytes of its processes' own memory together, positive
   */
  static MemoryWatch of(long group, long maxBytes) {
    MemoryWatch watch = new MemoryWatch(group, maxBytes);
    Thread.ofPlatform().daemon().name("chromium-memory").start(watch::watch);
    return watch;
  }

  /** The bound for this machine: 2 GB on Lambda with 3. */
  static long share() {
    var machine =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return (long) (machine.getTotalMemorySize() * SHARE);
  }

  /** Somebody begins to use the browser; closing what is returned ends that. */
  Browser.Use begin() {
    count(1);
    return () -> count(-1);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void count(int change) {
    lock.lock();
    try {
      users += change;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void watch() {
    try {
      while (awaitUse()) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when it is time to look; false where the browser is no more. */
  private boolean awaitUse() throws InterruptedException {
    lock.lock();
    try {
      long left = period(maxBytes - takenBytes).toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      while (!closed && users == 0) {
        changed.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** The less is left, the sooner: no page fills it in that time. */
  static Duration period(long leftBytes) {
    Duration filled = Duration.ofMillis(leftBytes * 1_000 / FILLED_BYTES_PER_SECOND);
    Duration bounded = filled.compareTo(PERIOD) < 0 ? filled : PERIOD;
    return bounded.compareTo(SHORTEST_PERIOD) < 0 ? SHORTEST_PERIOD : bounded;
  }

  private void look() {
    List<Member> members = GroupMembers.of(group);
    takenBytes = members.stream().mapToLong(Member::ownBytes).sum();
    if (takenBytes > maxBytes) {
      Member largest = members.stream().max(Comparator.comparingLong(Member::ownBytes)).get();
      ProcessHandle.of(largest.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
