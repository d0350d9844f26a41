package dev.shutterhook.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of an account's signatures.
 *
 * @param current what receivers should have
 * @param previous what some may still have; empty where nothing was rotated yet
 * @param pair for those who check by a public key; empty where nobody asked for one
 */
public record WebhookSecrets(
    WebhookSecret current, Optional<Previous> previous, Optional<Pair> pair) {
  /** After a rotation both secrets sign for so long. */
  public static final Duration OVERLAP = Duration.ofHours(24);

  /** Whoever signs remembers secrets no longer than this. */
  public static final Duration MAX_REMEMBERED = Duration.ofSeconds(1);

  /**
   * A fresh key is told to nobody before: by then everybody signs with it, and what was signed
   * without it has arrived. Else a receiver that switches at once would refuse what is on its way.
   */
  public static final Duration TOLD_AFTER = MAX_REMEMBERED.plusSeconds(2);

  /**
   * A secret that was replaced.
   *
   * @param replacedAt when
   */
  public record Previous(WebhookSecret secret, Instant replacedAt) {
    /** From then on it signs no more. */
    public Instant until() {
      return replacedAt.plus(OVERLAP);
    }
  }

  /**
   * A pair of keys.
   *
   * @param madeAt when
   */
  public record Pair(WebhookKeyPair keys, Instant madeAt) {}

  /** The previous secret, where it signs at that moment. */
  public Optional<Previous> previousAt(Instant at) {
    return previous.filter(replaced -> at.isBefore(replaced.until()));
  }

  /** The keys that sign at that moment: the current secret, the previous one, the pair. */
  public List<SigningKey> signingAt(Instant at) {
    return Stream.<Optional<? extends SigningKey>>of(
            Optional.of(current), previousAt(at).map(Previous::secret), pair.map(Pair::keys))
        .<SigningKey>flatMap(Optional::stream)
        .toList();
  }

  /** How long from that moment until all of them may be told; zero where they may now. */
  public Duration untilTold(Instant at) {
    return Stream.of(previous.map(Previous::replacedAt), pair.map(Pair::madeAt))
        .flatMap(Optional::stream)
        .map(since -> Duration.between(at, since.plus(TOLD_AFTER)))
        .filter(Duration::isPositive)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
