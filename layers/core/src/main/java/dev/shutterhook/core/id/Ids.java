package dev.shutterhook.core.id;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidFactory;
import dev.shutterhook.core.random.FreshRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Makes identifiers and tokens. Time and randomness are seams; both are safe for threads. */
public final class Ids {
  /** Bytes of a token: 256 bits, out of reach of any guess. */
  public static final int TOKEN_BYTES = 32;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final UlidFactory ulids;

  /** Ids by that clock; {@code random} must be unguessable. */
  public Ids(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
    this.ulids = UlidFactory.newInstance((LongSupplier) random::nextLong);
  }

  /** Ids of the system's clock and its secure randomness. */
  public static Ids secure() {
    return new Ids(InstantSource.system(), FreshRandom.shared());
  }

  /** A new id of that kind. */
  public Id next(Id.Kind kind) {
    Ulid ulid = ulids.create(clock.millis());
    return new Id(kind, ulid);
  }

  /** A secret of {@value #TOKEN_BYTES} random bytes, in base64url without padding. */
  public String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
