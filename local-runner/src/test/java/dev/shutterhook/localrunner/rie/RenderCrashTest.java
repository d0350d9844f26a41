package dev.shutterhook.localrunner.rie;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.core.render.RenderOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * An order in the middle of which its environment ends, three times: at Lambda's time limit and by
 * two crashes. Double: the queue's visibility timeout passes at once.
 */
@Tag("rie")
class RenderCrashTest {
  private static final int TEMPORARY_MB = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A little more than a renderer asks for before it begins an order with five seconds. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final int PAGE_SECONDS = 5;

  @TempDir private Path folder;
  private RenderStage stage;

  @BeforeEach
  void open() throws Exception {
    Map<String, String> limit =
        Map.of("AWS_LAMBDA_FUNCTION_TIMEOUT", String.valueOf(LIMIT.toSeconds()));
    stage = RenderStage.open(folder, TEMPORARY_MB, limit);
    stage.takesTheNext(PAGE_SECONDS);
  }

  @AfterEach
  void close() {
    if (stage != null) {
      stage.close();
    }
  }

  /** Has the order begun, and the function's process hear a signal in the middle of it. */
  private List<Message> broken(String signal) throws Exception {
    int before = stage.site.asked();
    String runtime = stage.container.shell("pidof java");
    List<Message> received = stage.orders.receive();
    assertEquals(1, received.size(), "the order came again");
    CompletableFuture<String> answer = stage.render.begin(stage.orders.event(received));
    await().atMost(PATIENCE).until(() -> stage.site.asked() > before);
    stage.container.shell("kill -" + signal + " " + runtime);
    String error = answer.join();
    assertTrue(!error.contains("batchItemFailures"), error);
    stage.takesTheNext(PAGE_SECONDS);
    assertNotEquals(runtime, stage.container.shell("pidof java"));
    assertEquals(
        "1", stage.container.shell("ls -d /tmp/shutterhook.* | wc -l"), "folders of browsers");
    await().atMost(PATIENCE).until(() -> browsers().equals("1"));
    return received;
  }

  private String browsers() throws Exception {
    return stage.container.shell(
        "for p in /proc/[0-9]*/cmdline; do tr '\\0' ' ' <$p 2>/dev/null | grep -v -e --type= -e /bin/sh"
            + " | grep -c -e --remote-debugging-pipe; done | grep -c 1");
  }

  @Test
  void anOrderThatEndsThreeEnvironmentsEndsItself() throws Exception {
    RenderOrder order = stage.order("never", PAGE_SECONDS);
    Records records = new Records(stage.lambda.cloud());
    records.queued(order.capture(), order.token(), Instant.now());
    stage.orders.send(order);
    for (String signal : List.of("KILL", "SEGV", "STOP")) {
      stage.orders.expire(broken(signal));
    }
    assertEquals(List.of(), stage.orders.receive(), "the queue has given it up");
    assertEquals("nothing", stage.orders.outcome(order));
    List<Message> dead = stage.orders.receiveDead();
    try (EmulatedFunction settle = stage.lambda.zip("SettleFunction")) {
      settle.invoke(
          stage
              .orders
              .event(dead)
              .replace(
                  stage.lambda.cloud().queueArn("RenderQueue"),
                  stage.lambda.cloud().queueArn("RenderDeadLetters")));
      Capture capture = records.captures.find(order.capture()).orElseThrow();
      assertEquals(CaptureStatus.FAILED, capture.status(), settle::log);
      assertEquals(Failure.of(FailureCode.RENDER_CRASHED), capture.failure());
    }
  }
}
