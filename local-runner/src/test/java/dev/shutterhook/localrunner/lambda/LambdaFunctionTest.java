package dev.shutterhook.localrunner.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LambdaFunctionTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Test
  void readsAnEventAsLambdasRuntimeDoes() throws InterruptedException {
    String event =
        """
        {"Records":[{"messageId":"m1","body":"one","eventSourceARN":"arn:aws:sqs:us-east-1:0:q"}]}\
        """;

    assertEquals("\"m1 one arn:aws:sqs:us-east-1:0:q\"", answer(new FirstMessage(), event));
  }

  @Test
  void readsTheTimeOfAScheduledEvent() throws InterruptedException {
    assertEquals(
        "\"2026-11-01T12:00:00.000Z Scheduled Event\"",
        answer(
            new TellsTime(),
            "{\"detail-type\":\"Scheduled Event\",\"time\":\"2026-11-01T12:00:00Z\"}"));
  }

  @Test
  void givesTheHandlerItsNameMemoryAndRemainingTime() throws InterruptedException {
    String[] parts = answer(new TellsContext(), "{}").replace("\"", "").split(" ", -1);

    assertEquals("Told", parts[0]);
    assertEquals("512", parts[1]);
    int remaining = Integer.parseInt(parts[2]);
    assertTrue(remaining > 5_000 && remaining <= 10_000, "remaining " + remaining);
  }

  @Test
  void tellsWhatTheHandlerThrew() throws InterruptedException {
    Invocation.Failed failed =
        assertInstanceOf(Invocation.Failed.class, invoke(new Throws(), TIMEOUT, "{}"));

    assertEquals("thrown by the handler", failed.cause().getMessage());
  }

  @Test
  void failsOnAnEventThatIsNotJson() throws InterruptedException {
    assertInstanceOf(Invocation.Failed.class, invoke(new FirstMessage(), TIMEOUT, "<xml/>"));
  }

  @Test
  void failsOnAnAnswerThatLambdaWouldNotCarry() throws InterruptedException {
    assertInstanceOf(Invocation.Failed.class, invoke(new SevenMegabytes(), TIMEOUT, "{}"));
  }

  @Test
  void interruptsAHandlerAtItsTimeout() throws InterruptedException {
    Sleeper sleeper = new Sleeper();

    assertInstanceOf(Invocation.TimedOut.class, invoke(sleeper, Duration.ofMillis(50), "{}"));
    sleeper.interrupted.await();
  }

  @Test
  void refusesAHandlerThatNamesNoEventType() {
    RequestHandler<Map<String, String>, String> lambda = (event, context) -> "";

    assertThrows(
        IllegalArgumentException.class, () -> new LambdaFunction("Nameless", TIMEOUT, 128, lambda));
  }

  private static String answer(RequestHandler<?, ?> handler, String event)
      throws InterruptedException {
    Invocation.Answered answered =
        assertInstanceOf(Invocation.Answered.class, invoke(handler, TIMEOUT, event));
    return new String(answered.json(), StandardCharsets.UTF_8);
  }

  private static Invocation invoke(RequestHandler<?, ?> handler, Duration timeout, String event)
      throws InterruptedException {
    return new LambdaFunction("Told", timeout, 512, handler)
        .invoke(event.getBytes(StandardCharsets.UTF_8));
  }

  static final class FirstMessage implements RequestHandler<SQSEvent, String> {
    @Override
    public String handleRequest(SQSEvent event, Context context) {
      SQSEvent.SQSMessage message = event.getRecords().getFirst();
      return "%s %s %s"
          .formatted(message.getMessageId(), message.getBody(), message.getEventSourceArn());
    }
  }

  static final class TellsTime implements RequestHandler<ScheduledEvent, String> {
    @Override
    public String handleRequest(ScheduledEvent event, Context context) {
      return event.getTime() + " " + event.getDetailType();
    }
  }

  static final class TellsContext implements RequestHandler<Map<String, Object>, String> {
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
      return "%s %d %d"
          .formatted(
              context.getFunctionName(),
              context.getMemoryLimitInMB(),
              context.getRemainingTimeInMillis());
    }
  }

  static final class Throws implements RequestHandler<Map<String, Object>, String> {
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
      throw new IllegalStateException("thrown by the handler");
    }
  }

  static final class SevenMegabytes implements RequestHandler<Map<String, Object>, String> {
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
      return "x".repeat(7 * 1024 * 1024);
    }
  }

  static final class Sleeper implements RequestHandler<Map<String, Object>, String> {
    final CountDownLatch interrupted = new CountDownLatch(1);

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
      return "";
    }
  }
}
