package dev.shutterhook.submit.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.cost.CostReceipt;
import dev.shutterhook.core.dialect.Dialect;
import dev.shutterhook.core.request.Fault;
import dev.shutterhook.submit.capture.CaptureLookup;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * {@code GET /v1/captures/{id}?wait=20}, and its like in each dialect: any capture of the account,
 * by whichever way it came in.
 */
final class ShowCapture implements Endpoint {
  /** API Gateway gives an integration 30 s; what is left is for the way. */
  static final Duration MAX_WAIT = Duration.ofSeconds(25);

  /** Left of the function's own time for the last look and the answer. */
  static final Duration MARGIN = Duration.ofSeconds(2);

  private static final Pattern SECONDS = Pattern.compile("\\d{1,2}");

  private final Dialect dialect;
  private final CaptureLookup captures;
  private final CaptureDocument document;
  private final Function<Capture, Optional<CostReceipt>> receipts;

  /**
   * In that dialect.
   *
   * @param receipts of captures, where the dialect says what they cost
   */
  ShowCapture(
      Dialect dialect,
      CaptureLookup captures,
      CaptureDocument document,
      Function<Capture, Optional<CostReceipt>> receipts) {
    this.dialect = dialect;
    this.captures = captures;
    this.document = document;
    this.receipts = receipts;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    String text = request.parameter("wait").orElse("0");
    if (!SECONDS.matcher(text).matches() || Integer.parseInt(text) > MAX_WAIT.toSeconds()) {
      String rule = "must be a whole number of seconds from 0 to " + MAX_WAIT.toSeconds();
      return Answer.Problem.invalid(List.of(new Fault("wait", rule)));
    }
    Duration asked = Duration.ofSeconds(Integer.parseInt(text));
    Duration most = request.timeLeft().minus(MARGIN);
    Duration wait = asked.compareTo(most) < 0 ? asked : most;
    return dialect
        .parse(variable)
        .flatMap(id -> captures.find(caller.account(), id.toString(), wait))
        .<Answer>map(capture -> Answer.Reply.ok(described(capture)))
        .orElseGet(CaptureLookup::notFound);
  }

  private ObjectNode described(Capture capture) {
    ObjectNode description = dialect.describe(capture, document);
    receipts.apply(capture).ifPresent(receipt -> description.set("cost", receipt.document()));
    return description;
  }
}
