package dev.shutterhook.localrunner.soak;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.shutterhook.localrunner.endtoend.Pages;
import dev.shutterhook.localrunner.endtoend.Receivers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole process is killed in the middle of 100 captures and started again on its data. */
@Tag("soak")
class KilledProcessTest {
  private static final int CAPTURES = 100;
  private static final int TOLD_BEFORE_THE_KILL = 30;
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  @TempDir private Path data;
  @TempDir private Path temporary;

  @Test
  void endsAndTellsEveryCaptureAfterARestart() throws IOException, WebhookVerificationException {
    try (Pages pages = new Pages();
        Receivers receivers = new Receivers()) {
      List<String> ids = new ArrayList<>();
      int before;
      try (Up first = Up.start(temporary, "--data", data.toString())) {
        for (int i = 0; i < CAPTURES; i++) {
          ids.add(
              first
                  .client()
                  .capture(
                      Map.of(
                          "url", pages.url("/cards?n=" + i),
                          "full_page", true,
                          "webhook_url", receivers.url("ok"))));
        }
        await().atMost(PATIENCE).until(() -> receivers.all().size() >= TOLD_BEFORE_THE_KILL);
        first.kill();
        before = told(receivers).size();
      }
      long began = System.nanoTime();
      try (Up second = Up.start(temporary, "--data", data.toString())) {
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(500))
            .until(() -> told(receivers).containsAll(ids));
        report(second, receivers, ids, before, began);
      }
    }
    assertEquals(List.of(), Chromiums.allOf(ProcessHandle.current()));
    assertEquals(List.of(), Up.leftIn(temporary));
  }

  private static void report(Up up, Receivers receivers, List<String> ids, int before, long began)
      throws WebhookVerificationException {
    Map<String, Integer> ends = new TreeMap<>();
    for (String id : ids) {
      JsonNode capture = up.client().ended(id);
      ends.merge(capture.path("status").asText(), 1, Integer::sum);
    }
    for (Receivers.Received webhook : receivers.all()) {
      webhook.verify(up.secret());
    }
    System.out.printf(
        "soak: killed after %d of %d were told; %s, %d webhooks (%d distinct), %d s after restart%n",
        before,
        ids.size(),
        ends,
        receivers.all().size(),
        told(receivers).size(),
        Duration.ofNanos(System.nanoTime() - began).toSeconds());
    assertEquals(Map.of("completed", CAPTURES), ends);
  }

  private static Set<String> told(Receivers receivers) {
    return receivers.all().stream().map(Receivers.Received::capture).collect(Collectors.toSet());
  }
}
