package dev.shutterhook.submit.capture;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.cost.CostReceipt;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.patience.Patience;
import java.time.Duration;
import java.util.Optional;

/** Finds captures for the account that owns them; to others they do not exist. */
public final class CaptureLookup {
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

  /** What a capture has cost; empty before its end, and where nothing was rendered. */
  public Optional<CostReceipt> receipt(Capture capture) {
    return capture.status().terminal() ? captures.receipt(capture.id()) : Optional.empty();
  }

  /** As {@link #find}, but waits up to so long for the capture to end. */
  public Optional<Capture> find(String account, String text, Duration wait) {
    Patience patience = Patience.of(wait);
    Optional<Capture> found = find(account, text);
    while (found.isPresent() && !found.get().status().terminal() && patience.another()) {
      found = find(account, text);
    }
    return found;
  }
}
