package dev.shutterhook.localrunner.soak;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.shutterhook.localrunner.endtoend.Client;
import dev.shutterhook.localrunner.endtoend.Pages;
import dev.shutterhook.localrunner.endtoend.Receivers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 200 captures of three kinds of page, while Chromium is killed five times. */
@Tag("soak")
class KilledBrowsersTest {
  private static final int CAPTURES = 200;
  private static final int KILLS = 5;
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final List<String> KINDS = List.of("/small", "/cards", "/tall");

  @TempDir private Path temporary;

  @Test
  void losesNothingAndLeavesNothingBehind() throws IOException, WebhookVerificationException {
    long began = System.nanoTime();
    try (Pages pages = new Pages();
        Receivers receivers = new Receivers();
        Up up = Up.start(temporary)) {
      List<String> ids = submit(up.client(), pages, receivers);
      int killed = killBrowsers(up);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> receivers.all().size() >= CAPTURES);
      report(up, receivers, ids, killed, began);
    }
    assertEquals(List.of(), Chromiums.allOf(ProcessHandle.current()));
    assertEquals(List.of(), Up.leftIn(temporary));
  }

  private static List<String> submit(Client client, Pages pages, Receivers receivers) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < CAPTURES; i++) {
      String page = KINDS.get(i % KINDS.size());
      ids.add(
          client.capture(
              Map.of(
                  "url", pages.url(page + "?n=" + i),
                  "full_page", !page.equals("/small"),
                  "webhook_url", receivers.url("ok"))));
    }
    return ids;
  }

  private static int killBrowsers(Up up) {
    int killed = 0;
    for (int i = 0; i < KILLS; i++) {
      await()
          .pollDelay(BETWEEN_KILLS)
          .atMost(PATIENCE)
          .until(() -> !Chromiums.browsersOf(up.handle()).isEmpty());
      for (ProcessHandle browser : Chromiums.browsersOf(up.handle())) {
        killed += browser.destroyForcibly() ? 1 : 0;
      }
    }
    return killed;
  }

  private static void report(Up up, Receivers receivers, List<String> ids, int killed, long began)
      throws WebhookVerificationException {
    Map<String, Integer> ends = new TreeMap<>();
    for (String id : ids) {
      JsonNode capture = up.client().ended(id);
      ends.merge(capture.path("status").asText(), 1, Integer::sum);
      assertEquals(1, receivers.about(id).size(), id);
    }
    for (Receivers.Received webhook : receivers.all()) {
      webhook.verify(up.secret());
    }
    System.out.printf(
        "soak: %d captures, %d browsers killed, %s, %d webhooks verified, %d s%n",
        CAPTURES,
        killed,
        ends,
        receivers.all().size(),
        Duration.ofNanos(System.nanoTime() - began).toSeconds());
    assertEquals(Map.of("completed", CAPTURES), ends);
    assertEquals(CAPTURES, receivers.all().size());
  }
}
