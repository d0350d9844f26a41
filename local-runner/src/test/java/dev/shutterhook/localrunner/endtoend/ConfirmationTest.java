package dev.shutterhook.localrunner.endtoend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The second look, which the next minute's tick takes. */
@Tag("soak")
@ExtendWith(SuiteUnderTest.class)
class ConfirmationTest {
  /** Until the next tick, and for two captures. */
  private static final Duration A_TICK = Duration.ofMinutes(2);

  private static final Map<String, Object> CONFIRMED =
      Map.of("baseline", "approved", "confirm", true);

  private final SuiteUnderTest suite = SuiteUnderTest.get();
  private final MonitorCalls monitors = new MonitorCalls(suite);

  @Test
  void keepsSilentOnWhatTheSecondLookDoesNotSee() throws IOException {
    try (PricePage page = new PricePage()) {
      String monitor = monitors.create(page, CONFIRMED, 1);
      assertEquals("baseline", monitors.look(monitor, A_TICK).path("state").asText());
      page.showsABannerOnce();
      JsonNode run = monitors.look(monitor, A_TICK);
      assertEquals(3, page.visits(), run.toString());
      assertEquals("unchanged", run.path("state").asText(), run.toString());
      assertEquals(List.of(), monitors.told(run));
    }
  }

  @Test
  void tellsOnlyOfWhatBothLooksSee() throws IOException, WebhookVerificationException {
    try (PricePage page = new PricePage()) {
      String monitor = monitors.create(page, CONFIRMED, 1);
      assertEquals("baseline", monitors.look(monitor, A_TICK).path("state").asText());
      page.costs("12 euros");
      page.showsABannerOnce();
      JsonNode run = monitors.look(monitor, A_TICK);
      assertEquals(3, page.visits(), run.toString());
      assertEquals("changed", run.path("state").asText(), run.toString());
      JsonNode boxes = run.path("diff").path("boxes");
      assertEquals(1, boxes.size(), run.toString());
      assertEquals(PricePage.TAG_Y, boxes.path(0).path("y").asInt());
      assertEquals(PricePage.TAG_HEIGHT, boxes.path(0).path("height").asInt());
      await().atMost(A_TICK).until(() -> monitors.told(run).size() == 1);
      monitors.told(run).getFirst().verify(suite.webhookSecret());
    }
  }
}
