package dev.shutterhook.core.webhook;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.trace.Trace;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one receiver.
 *
 * @param outline all but the bytes
 * @param body the bytes, in UTF-8, as they are sent but for what is inlined
 * @param form in which they are sent
 * @param trace of whoever asked for what it tells of; null where nobody knows
 * @param last the newest attempt; null before the first
 * @param prepared whether it counts only where its capture names it, docs/decisions/0016
 */
public record Delivery(
    DeliveryOutline outline,
    String body,
    Form form,
    @Nullable Trace trace,
    @Nullable Attempt last,
    boolean prepared) {

  /**
   * A delivery whose first attempt is due.
   *
   * @param id its id
   * @param message the receiver's id of it, the same on every attempt
   * @param account whose capture it is about; its secret signs
   * @param expiresAt when it and its attempts may be deleted
   */
  public static Delivery pending(
      Id id,
      Id message,
      String account,
      Id capture,
      EventType type,
      WebUrl url,
      String body,
      Instant now,
      Instant expiresAt) {
    DeliveryProgress progress = DeliveryProgress.begun(now);
    return new Delivery(
        new DeliveryOutline(id, message, account, capture, type, url, progress, now, expiresAt),
        body,
        Form.PLAIN,
        null,
        null,
        false);
  }

  /** The same delivery in another form. */
  public Delivery as(Form other) {
    return new Delivery(outline, body, other, trace, last, prepared);
  }

  /** The same delivery as a part of a trace. */
  public Delivery in(@Nullable Trace whole) {
    return new Delivery(outline, body, form, whole, last, prepared);
  }

  /** The same delivery, to be stored before that of which it tells. */
  public Delivery prepare() {
    return new Delivery(outline, body, form, trace, last, true);
  }

  /** The same delivery, but so far. */
  public Delivery at(DeliveryProgress progress) {
    return new Delivery(
        new DeliveryOutline(
            id(),
            message(),
            account(),
            capture(),
            type(),
            url(),
            progress,
            createdAt(),
            expiresAt()),
        body,
        form,
        trace,
        last,
        prepared && progress.untouched());
  }

  public Id id() {
    return outline.id();
  }

  /** The receiver's id of it. */
  public Id message() {
    return outline.message();
  }

  /** Whose secret signs. */
  public String account() {
    return outline.account();
  }

  /** What it is about. */
  public Id capture() {
    return outline.capture();
  }

  public EventType type() {
    return outline.type();
  }

  public WebUrl url() {
    return outline.url();
  }

  /** The receiver's host, by which endpoints are told apart. */
  public String host() {
    return outline.host();
  }

  public DeliveryProgress progress() {
    return outline.progress();
  }

  public DeliveryState state() {
    return progress().state();
  }

  /** Attempts of this generation. */
  public int attempts() {
    return progress().attempts();
  }

  public int generation() {
    return progress().generation();
  }

  /** Not to be attempted before; null at its end. */
  public @Nullable Instant nextAttemptAt() {
    return progress().nextAttemptAt();
  }

  /** When it was delivered or given up; null before. */
  public @Nullable Instant endedAt() {
    return progress().endedAt();
  }

  public Instant createdAt() {
    return outline.createdAt();
  }

  public Instant expiresAt() {
    return outline.expiresAt();
  }

  /** Whether it tells of nothing that happened: it is attempted once. */
  public boolean sample() {
    return outline.sample();
  }
}
