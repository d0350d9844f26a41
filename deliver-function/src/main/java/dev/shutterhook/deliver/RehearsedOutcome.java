package dev.shutterhook.deliver;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.cost.Invocation;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.RenderReport;
import dev.shutterhook.core.render.Timings;
import dev.shutterhook.core.render.Verdict;
import dev.shutterhook.core.snapstart.RehearsedMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A capture that was made up, and the report that completes it. */
final class RehearsedOutcome {
  private static final String REQUEST =
      "{\"url\":\"https://example.com/\",\"webhook_url\":\"https://example.com/hook\"}";
  private static final String SHA256 = "0".repeat(64);
  private static final int SIDE = 16;
  private static final int MEMORY_MB = 1_024;

  private final CaptureStore captures;
  private final SettleFunction function;
  private final Ids ids = Ids.secure();

  RehearsedOutcome(SettleConfig config, AwsClients aws, EventLog silent) {
    this.captures = new CaptureStore(aws.dynamoDb(), config.capturesTable());
    this.function = new SettleFunction(config, aws, InstantSource.system(), ids, silent);
  }

  void play() {
    Instant now = Instant.now();
    if (!(CaptureRequest.read(REQUEST, EgressPolicy.STRICT)
        instanceof CaptureRequest.Accepted(CaptureRequest request))) {
      throw new IllegalStateException("a rehearsal's own request was refused");
    }
    Capture capture =
        Capture.queued(ids.next(Id.Kind.CAPTURE), "rehearsal", ids.token(), request, null, now);
    captures.create(List.of(capture), now.plus(Duration.ofDays(1)));
    SQSEvent event = RehearsedMessage.of(Json.write(rendered(capture, now)));
    RehearsedMessage.expectDone(function.settled(event, Invocation.begin(MEMORY_MB)));
  }

  private static RenderReport rendered(Capture capture, Instant now) {
    String key = Artifact.keyOf(capture.id(), SHA256, Format.PNG);
    return new RenderReport.Rendered(
        RenderReport.SCHEMA,
        capture.id(),
        capture.token(),
        now,
        now,
        List.of(new Artifact(Format.PNG, key, SIDE, SIDE, SIDE, SHA256)),
        new PageFacts("https://example.com/", 200, "Rehearsal"),
        Verdict.COMPLETE,
        Timings.NONE,
        null);
  }
}
