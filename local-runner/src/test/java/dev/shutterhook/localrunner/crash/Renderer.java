package dev.shutterhook.localrunner.crash;

import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.RenderOrder;
import dev.shutterhook.core.render.RenderReport;
import dev.shutterhook.core.render.RenderReport.Rendered;
import dev.shutterhook.core.render.Timings;
import dev.shutterhook.core.render.Verdict;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * In the renderer's place: answers each order with an outcome that was recorded, as its second
 * report. It is not what is being killed here.
 */
final class Renderer implements AutoCloseable {
  private static final int BATCH = 10;
  private static final String SHA256 = "ab".repeat(32);

  private final SqsClient sqs;
  private final String orders;
  private final String outcomes;
  private volatile boolean closed;

  private Renderer(LocalCloud cloud) {
    this.sqs = cloud.sqs();
    this.orders = cloud.queueUrl("RenderQueue");
    this.outcomes = cloud.queueUrl("OutcomeQueue");
  }

  static Renderer start(LocalCloud cloud) {
    Renderer renderer = new Renderer(cloud);
    Thread.ofPlatform().daemon().name("renderer").start(renderer::work);
    return renderer;
  }

  private void work() {
    while (!closed) {
      List<Message> batch =
          sqs.receiveMessage(
                  ask -> ask.queueUrl(orders).maxNumberOfMessages(BATCH).waitTimeSeconds(1))
              .messages();
      batch.parallelStream().forEach(this::render);
    }
  }

  private void render(Message message) {
    RenderOrder order = Json.read(message.body(), RenderOrder.class);
    Instant now = Instant.now();
    report(new RenderReport.Started(RenderReport.SCHEMA, order.capture(), order.token(), now));
    String key = Artifact.keyOf(order.capture(), SHA256, Format.PNG);
    report(
        new Rendered(
            RenderReport.SCHEMA,
            order.capture(),
            order.token(),
            now,
            now.plusMillis(160),
            List.of(new Artifact(Format.PNG, key, 24_576, 1_280, 800, SHA256)),
            new PageFacts("https://example.com/", 200, "Example Domain"),
            Verdict.COMPLETE,
            new Timings(12, 80, 30, 25, 9, 160),
            null));
    sqs.deleteMessage(d -> d.queueUrl(orders).receiptHandle(message.receiptHandle()));
  }

  private void report(RenderReport report) {
    // The type's name is part of the message, by the type that declares it.
    String body = write(report);
    sqs.sendMessage(send -> send.queueUrl(outcomes).messageBody(body));
  }

  private static String write(RenderReport report) {
    try {
      return Json.mapper().writerFor(RenderReport.class).writeValueAsString(report);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes no more orders; a poll that is under way ends by itself. */
  @Override
  public void close() {
    closed = true;
  }
}
