package dev.shutterhook.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The secrets of an account's signatures.
 *
 * @param current what receivers should have
 * @param previous what some may still have; empty where nothing was rotated yet
 */
public record WebhookSecrets(WebhookSecret current, Optional<Previous> previous) {
  /** After a rotation both secrets sign for so long. */
  public static final Duration OVERLAP = Duration.ofHours(24);

  /** Whoever signs remembers secrets no longer than this. */
  public static final Duration MAX_REMEMBERED = Duration.ofSeconds(1);

  /**
   * A fresh secret is told to nobody before: by then everybody signs with it, and what was signed
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

  /** The previous secret, where it signs at that moment. */
  public Optional<Previous> previousAt(Instant at) {
    return previous.filter(replaced -> at.isBefore(replaced.until()));
  }

  /** The secrets that sign at that moment, the newest first. */
  public List<WebhookSecret> signingAt(Instant at) {
    return Stream.concat(Stream.of(current), previousAt(at).map(Previous::secret).stream())
        .toList();
  }

  /** How long from that moment until the current secret may be told; zero where it may now. */
  public Duration untilTold(Instant at) {
    return previous
        .map(replaced -> Duration.between(at, replaced.replacedAt().plus(TOLD_AFTER)))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }
}
