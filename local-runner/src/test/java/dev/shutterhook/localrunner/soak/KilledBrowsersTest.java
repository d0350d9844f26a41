package dev.shutterhook.localrunner.soak;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.shutterhook.localrunner.endtoend.Client;
import dev.shutterhook.localrunner.endtoend.Receivers;
import dev.shutterhook.localrunner.endtoend.SuiteUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 200 captures of three kinds of page, while Chromium is killed five times. */
@Tag("soak")
class KilledBrowsersTest {
  private static final int CAPTURES = 200;
  private static final int KILLS = 5;
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final List<String> KINDS = List.of("/small", "/cards", "/tall");

  @Test
  void losesNothingAndLeavesNothingBehind() throws IOException, WebhookVerificationException {
    Set<String> before = temporary();
    long began = System.nanoTime();
    try (SuiteUnderTest suite = SuiteUnderTest.fresh()) {
      List<String> ids = submit(suite);
      int killed = killBrowsers();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> suite.receivers().all().size() >= CAPTURES);
      report(suite, ids, killed, began);
    }
    assertEquals(List.of(), Chromiums.allOf(ProcessHandle.current()));
    Set<String> left = new HashSet<>(temporary());
    left.removeAll(before);
    assertEquals(Set.of(), left);
  }

  private static List<String> submit(SuiteUnderTest suite) {
    List<String> ids = new ArrayList<>();
    Client client = suite.client();
    for (int i = 0; i < CAPTURES; i++) {
      String page = KINDS.get(i % KINDS.size());
      ids.add(
          client.capture(
              Map.of(
                  "url", suite.pages().url(page + "?n=" + i),
                  "full_page", !page.equals("/small"),
                  "webhook_url", suite.receivers().url("ok"))));
    }
    return ids;
  }

  private static int killBrowsers() {
    int killed = 0;
    for (int i = 0; i < KILLS; i++) {
      await()
          .pollDelay(BETWEEN_KILLS)
          .atMost(PATIENCE)
          .until(() -> !Chromiums.browsersOf(ProcessHandle.current()).isEmpty());
      for (ProcessHandle browser : Chromiums.browsersOf(ProcessHandle.current())) {
        killed += browser.destroyForcibly() ? 1 : 0;
      }
    }
    return killed;
  }

  private static void report(SuiteUnderTest suite, List<String> ids, int killed, long began)
      throws WebhookVerificationException {
    Map<String, Integer> ends = new TreeMap<>();
    for (String id : ids) {
      JsonNode capture = suite.client().ended(id);
      ends.merge(capture.path("status").asText(), 1, Integer::sum);
      assertEquals(1, suite.receivers().about(id).size(), id);
    }
    for (Receivers.Received webhook : suite.receivers().all()) {
      webhook.verify(suite.webhookSecret());
    }
    System.out.printf(
        "soak: %d captures, %d browsers killed, %s, %d webhooks verified, %d s%n",
        CAPTURES,
        killed,
        ends,
        suite.receivers().all().size(),
        Duration.ofNanos(System.nanoTime() - began).toSeconds());
    assertEquals(Map.of("completed", CAPTURES), ends);
    assertEquals(CAPTURES, suite.receivers().all().size());
  }

  private static Set<String> temporary() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return new HashSet<>(files.map(Path::toString).toList());
    }
  }
}
