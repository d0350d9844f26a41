package dev.shutterhook.core.random;

import java.security.SecureRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Unguessable numbers of a process whose memory may be copied: a copy takes a source of its own
 * before it draws. Safe for threads.
 *
 * <p>The JDK's default on Linux, NativePRNG, reads {@code /dev/urandom} and keeps what it has read
 * for 100 ms; one that is seeded once (DRBG, SHA1PRNG) goes on with the numbers of its copy. With a
 * fresh source nobody need know which it is.
 */
public final class FreshRandom implements RandomGenerator {
  private static final FreshRandom SHARED = new FreshRandom(SecureRandom::new);

  private final Supplier<? extends SecureRandom> sources;
  private volatile SecureRandom source;

  /**
   * Numbers of the first of those sources.
   *
   * @param sources gives one that is seeded by the operating system, each time another
   */
  public FreshRandom(Supplier<? extends SecureRandom> sources) {
    this.sources = sources;
    this.source = sources.get();
  }

  /** The one of this process. Whoever keeps random numbers for later defeats it. */
  public static FreshRandom shared() {
    return SHARED;
  }

  /** Takes another source: what is drawn from now on has nothing to do with what was. */
  public void renew() {
    source = sources.get();
  }

  @Override
  public long nextLong() {
    return source.nextLong();
  }

  @Override
  public void nextBytes(byte[] bytes) {
    source.nextBytes(bytes);
  }
}
