package dev.shutterhook.localrunner.rie;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.fixture.RequestFixture;
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
  private static final int MEMORY_MB = 2048;
  private static final int TEMPORARY_MB = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A little more than a renderer asks for before it begins an order with five seconds. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final int PAGE_SECONDS = 5;

  @TempDir private Path folder;
  private LambdaStage stage;
  private HungrySite site;
  private Orders orders;
  private RenderContainer container;
  private EmulatedFunction render;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(RenderContainer.image().isPresent(), RenderContainer.missing());
    stage = new LambdaStage(folder);
    site = new HungrySite();
    orders = new Orders(stage.cloud());
    container = stage.container(MEMORY_MB, TEMPORARY_MB);
    render =
        stage.inside(
            container, Map.of("AWS_LAMBDA_FUNCTION_TIMEOUT", String.valueOf(LIMIT.toSeconds())));
    takesTheNext();
  }

  @AfterEach
  void close() {
    if (stage != null) {
      stage.close();
      site.close();
    }
  }

  private void takesTheNext() throws Exception {
    RenderOrder order =
        orders.of(
            RequestFixture.aRequest().with("url", site.url("small")).with("timeout", PAGE_SECONDS));
    render.invoke(orders.lastTry(order));
    assertEquals("rendered Small", orders.outcome(order), render::log);
  }

  /** Has the order begun, and the function's process hear a signal in the middle of it. */
  private List<Message> broken(String signal) throws Exception {
    int before = site.asked();
    String runtime = container.shell("pidof java");
    List<Message> received = orders.receive();
    assertEquals(1, received.size(), "the order came again");
    CompletableFuture<String> answer = render.begin(orders.event(received));
    await().atMost(PATIENCE).until(() -> site.asked() > before);
    container.shell("kill -" + signal + " " + runtime);
    String error = answer.join();
    assertTrue(!error.contains("batchItemFailures"), error);
    takesTheNext();
    assertNotEquals(runtime, container.shell("pidof java"));
    assertEquals("1", container.shell("ls -d /tmp/shutterhook.* | wc -l"), "folders of browsers");
    await().atMost(PATIENCE).until(() -> browsers().equals("1"));
    return received;
  }

  private String browsers() throws Exception {
    return container.shell(
        "for p in /proc/[0-9]*/cmdline; do tr '\\0' ' ' <$p 2>/dev/null | grep -v -e --type= -e /bin/sh"
            + " | grep -c -e --remote-debugging-pipe; done | grep -c 1");
  }

  @Test
  void anOrderThatEndsThreeEnvironmentsEndsItself() throws Exception {
    RenderOrder order =
        orders.of(
            RequestFixture.aRequest().with("url", site.url("never")).with("timeout", PAGE_SECONDS));
    Records records = new Records(stage.cloud());
    records.queued(order.capture(), order.token(), Instant.now());
    orders.send(order);
    for (String signal : List.of("KILL", "SEGV", "STOP")) {
      orders.expire(broken(signal));
    }
    assertEquals(List.of(), orders.receive(), "the queue has given it up");
    assertEquals("nothing", orders.outcome(order));
    List<Message> dead = orders.receiveDead();
    try (EmulatedFunction settle = stage.zip("SettleFunction")) {
      settle.invoke(
          orders
              .event(dead)
              .replace(
                  stage.cloud().queueArn("RenderQueue"),
                  stage.cloud().queueArn("RenderDeadLetters")));
      Capture capture = records.captures.find(order.capture()).orElseThrow();
      assertEquals(CaptureStatus.FAILED, capture.status(), settle::log);
      assertEquals(Failure.of(FailureCode.RENDER_CRASHED), capture.failure());
    }
  }
}
