package dev.shutterhook.render.devtools;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.DevToolsException.ConnectionLost;
import dev.shutterhook.render.devtools.DevToolsException.Refused;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real: pipes of the operating system. Double: the browser behind them. */
class ConnectionTest {
  private FakeBrowser browser;
  private Connection connection;

  @BeforeEach
  void open() throws IOException {
    browser = new FakeBrowser();
    connection = Connection.over(browser.output(), browser.input());
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
    browser.close();
  }

  /** Sends a command and lets the browser read it. */
  private Sent send(@Nullable String session) throws IOException {
    CompletableFuture<Message> answer = connection.send(session, "X.y", Map.of(), null);
    return new Sent(Message.JSON.readTree(browser.hear()), answer);
  }

  private record Sent(JsonNode command, CompletableFuture<Message> answer) {
    int id() {
      return command.path("id").asInt();
    }

    Throwable fault() {
      return Objects.requireNonNull(
          assertThrows(CompletionException.class, answer::join).getCause());
    }
  }

  @Test
  void givesEachAnswerToItsAskerWhateverTheirOrder() throws IOException {
    Sent first = send("S");
    Sent second = send(null);
    assertEquals("S", first.command().path("sessionId").asText());
    assertFalse(second.command().has("sessionId"));
    browser.say("{'id':%d,'result':{'n':2}}|".formatted(second.id()).replace('\'', '"'));
    browser.say("{'id':%d,'result':{'n':1}}|".formatted(first.id()).replace('\'', '"'));
    assertEquals(1, first.answer().join().body().path("n").asInt());
    assertEquals(2, second.answer().join().body().path("n").asInt());
  }

  @Test
  void passesOverAnAnswerThatNobodyWaitsForAndAnEventOfAClosedPage() throws IOException {
    Sent asked = send(null);
    browser.say("{\"id\":99999,\"result\":{}}|{\"method\":\"A.b\",\"sessionId\":\"gone\"}|");
    browser.say("{\"id\":" + asked.id() + ",\"result\":{}}|");
    asked.answer().join();
    assertFalse(connection.isLost());
  }

  @Test
  void failsARefusedCommandAndNoOther() throws IOException {
    Sent refused = send(null);
    Sent other = send(null);
    browser.say("{\"id\":" + refused.id() + ",\"error\":{\"message\":\"no\"}}|");
    assertInstanceOf(Refused.class, refused.fault());
    assertFalse(other.answer().isDone());
  }

  @Test
  void failsEveryWaiterWhenTheBrowserIsGone() throws IOException {
    Session page = connection.session("S", Deadline.in(Duration.ofSeconds(10)));
    List<String> woken = new CopyOnWriteArrayList<>();
    page.onWake(() -> woken.add("woken"));
    List<Sent> sent = List.of(send("S"), send(null));
    browser.fallSilent();
    sent.forEach(waiting -> assertInstanceOf(ConnectionLost.class, waiting.fault()));
    await().until(() -> woken.equals(List.of("woken")));
    assertTrue(connection.isLost());
    assertThrows(ConnectionLost.class, page::requireAlive);
    assertThrows(ConnectionLost.class, () -> page.call("X.y", Map.of()));
  }

  @Test
  void failsEveryWaiterAtBytesThatAreNoMessage() throws IOException {
    Sent sent = send(null);
    browser.say("no message|");
    assertInstanceOf(ConnectionLost.class, sent.fault());
  }

  @Test
  void failsWhatWaitsForACrashedPageAndLeavesTheOthers() throws IOException {
    Session crashed = connection.session("S", Deadline.in(Duration.ofSeconds(10)));
    Sent its = send("S");
    Sent others = send("T");
    crashed.fail(new DevToolsException.PageCrashed());
    assertInstanceOf(DevToolsException.PageCrashed.class, its.fault());
    assertFalse(others.answer().isDone());
  }

  @Test
  void givesUpAnAnswerThatDoesNotComeInTime() {
    Session slow = connection.browser(Deadline.in(Duration.ofMillis(50)));
    assertThrows(TimedOut.class, () -> slow.call("X.y", Map.of()));
  }
}
