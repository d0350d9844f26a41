package dev.shutterhook.deliver.attempt;

import dev.shutterhook.core.capture.PictureStore;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.Inlined;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Makes the bytes of a webhook before it is attempted: some carry a picture, which is fetched for
 * each attempt. Safe for threads.
 */
public final class Loader {
  /**
   * So many bodies with pictures are in memory at a time: one takes up to 125 MB while it is made
   * (picture, base64, body), and the function has 1,024.
   */
  public static final int MAX_LOADED = 2;

  /** So long one waits for its turn; then its ticket is hidden, and others are carried. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Making making;
  private final PictureStore pictures;
  private final Duration patience;
  private final Semaphore room = new Semaphore(MAX_LOADED);

  public Loader(Attempts attempts, PictureStore pictures) {
    this(attempts::make, pictures, PATIENCE);
  }

  /** As {@link #Loader(Attempts, PictureStore)}, with another patience. */
  Loader(Making making, PictureStore pictures, Duration patience) {
    this.making = making;
    this.pictures = pictures;
    this.patience = patience;
  }

  /** Makes an attempt with those bytes. */
  @FunctionalInterface
  interface Making {
    Attempts.Made make(Delivery delivery, byte[] body) throws InterruptedException;
  }

  /** What came of loading and attempting. */
  sealed interface Loaded {}

  /** An attempt was made. */
  record Attempted(Attempts.Made made) implements Loaded {}

  /** There was no room; that costs no attempt. */
  record Crowded() implements Loaded {}

  /** What it carries is no longer there. */
  record Gone() implements Loaded {}

  /** The receiver's time begins when the bytes are there: until then it is ours that passes. */
  Loaded make(Delivery delivery) throws InterruptedException {
    Inlined inlined = delivery.form().inlined();
    if (inlined == null) {
      byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
      return new Attempted(making.make(delivery, body));
    }
    if (!room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return new Crowded();
    }
    try {
      Optional<byte[]> body =
          pictures
              .read(inlined.key(), Inlined.MAX_BYTES)
              .map(picture -> inlined.in(delivery.body(), picture));
      return body.isPresent() ? new Attempted(making.make(delivery, body.get())) : new Gone();
    } finally {
      room.release();
    }
  }
}
