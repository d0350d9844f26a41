package dev.shutterhook.submit.capture;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.ProblemCode;
import java.time.Duration;
import java.util.Optional;

/** Finds captures for the account that owns them; to others they do not exist. */
public final class CaptureLookup {
  /** The first pause between two looks at a capture that somebody waits for. */
  static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** No pause is longer, so that the answer comes at most so late. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Each pause is longer by this part of it: most captures end within seconds, few in a minute. */
  static final int GROWTH_PART = 4;

  /** 25 s with such pauses are 33 looks. */
  static final int MOST_LOOKS = 40;

  private final CaptureStore captures;

  public CaptureLookup(CaptureStore captures) {
    this.captures = captures;
  }

  /** What is answered for an id that is malformed, unknown or somebody else's, all alike. */
  public static Answer notFound() {
    return Answer.Problem.of(ProblemCode.NOT_FOUND, "There is no capture with this id.");
  }

  public Optional<Capture> find(String account, String text) {
    return Id.parse(Id.Kind.CAPTURE, text)
        .flatMap(captures::find)
        .filter(capture -> capture.account().equals(account));
  }

  /** As {@link #find}, but waits up to so long for the capture to end. */
  public Optional<Capture> find(String account, String text, Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    long pause = FIRST_PAUSE.toNanos();
    Optional<Capture> found = find(account, text);
    for (int looks = 1; looks < MOST_LOOKS && found.isPresent(); looks++) {
      long left = end - System.nanoTime();
      if (found.get().status().terminal() || left <= 0 || !paused(Math.min(pause, left))) {
        return found;
      }
      pause = Math.min(pause + pause / GROWTH_PART, LONGEST_PAUSE.toNanos());
      found = find(account, text);
    }
    return found;
  }

  private static boolean paused(long nanos) {
    try {
      Thread.sleep(Duration.ofNanos(nanos));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
