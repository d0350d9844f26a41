package dev.shutterhook.submit.delivery;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.listing.Page;
import dev.shutterhook.core.replay.ReplayTally;
import dev.shutterhook.core.replay.Replays;
import dev.shutterhook.core.webhook.DeliveryList;
import dev.shutterhook.core.webhook.DeliveryOutline;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.BodyFields;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;
import dev.shutterhook.submit.listing.Cursor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * {@code POST /v1/deliveries/replay}: puts back what a filter means, at most {@link
 * Selection#MAX_REPLAYED} at a time. The answer counts them, and has a cursor where there are more.
 */
final class ReplayDeliveries implements Endpoint {
  /** Left of the function's own time for the batches that are under way: one took 1 s. */
  static final Duration MARGIN = Duration.ofSeconds(5);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final DeliveryList deliveries;
  private final Replays replays;
  private final InstantSource clock;

  ReplayDeliveries(DeliveryList deliveries, Replays replays, InstantSource clock) {
    this.deliveries = deliveries;
    this.replays = replays;
    this.clock = clock;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    long end = System.nanoTime() + request.timeLeft().minus(MARGIN).toNanos();
    return switch (BodyFields.of(request)) {
      case BodyFields.Refused(var problem) -> problem;
      case BodyFields.Given(var fields) ->
          switch (Selection.ofReplay(caller.account(), fields)) {
            case Selection.Refused(var faults) -> Answer.Problem.invalid(faults);
            case Selection.Selected(var selection) ->
                replay(selection, () -> System.nanoTime() - end < 0);
          };
    };
  }

  private Answer replay(Selection selection, BooleanSupplier timeLeft) {
    Page<DeliveryOutline> page =
        deliveries.page(selection.filter(), selection.before(), selection.limit(), clock.instant());
    ReplayTally tally = replays.replay(page.entries(), timeLeft);
    if (tally.replayed() + tally.skipped() == 0 && !page.entries().isEmpty()) {
      return Answer.Problem.passing(
          ProblemCode.UNAVAILABLE, "None could be replayed; please try again.", RETRY_AFTER);
    }
    Optional<Id> next =
        tally.reached() == page.entries().size() ? page.next() : last(page, tally, selection);
    return Answer.Reply.ok(
        Json.mapper()
            .createObjectNode()
            .put("replayed", tally.replayed())
            .put("skipped", tally.skipped())
            .put("failed", tally.failed())
            .put("cursor", next.map(Cursor::write).orElse(null)));
  }

  /** Where the time was up. */
  private static Optional<Id> last(
      Page<DeliveryOutline> page, ReplayTally tally, Selection selection) {
    return tally.reached() == 0
        ? selection.before()
        : Optional.of(page.entries().get(tally.reached() - 1).id());
  }
}
