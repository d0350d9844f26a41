package dev.shutterhook.render.page;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.egress.Refusal;
import dev.shutterhook.render.FoundChromium;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.devtools.Deadline;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real: Chromium, the egress guard (strict). Double: nothing. */
class SpareTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  private Chromium chromium;
  private EgressGuard guard;
  private Spare spare;

  @BeforeEach
  void open() {
    chromium = Chromium.launcher(FoundChromium.program()).start();
    guard = new EgressGuard(EgressPolicy.STRICT, EgressLimits.DEFAULTS, refusals::add);
    spare = new Spare(guard);
  }

  @AfterEach
  void close() {
    spare.close();
    guard.close();
    chromium.close();
  }

  private static Place take(Spare from, Chromium browser, String label) {
    return from.take(browser, label, Deadline.in(SOON));
  }

  /** Browser contexts beside the browser's own. */
  private int contexts() {
    return chromium
        .connection()
        .browser(Deadline.in(SOON))
        .call("Target.getBrowserContexts", Map.of())
        .path("browserContextIds")
        .size();
  }

  private void prepared() {
    spare.prepare(chromium);
    await().atMost(SOON).until(() -> contexts() == 1);
  }

  @Test
  void givesTheOneThatWasMadeAheadAndNeverTwice() {
    prepared();
    try (Place first = take(spare, chromium, "first");
        Place second = take(spare, chromium, "second")) {
      assertNotEquals(first.blank().context(), second.blank().context());
      assertNotEquals(first.egress().proxyAddress(), second.egress().proxyAddress());
    }
    await().atMost(SOON).until(() -> contexts() == 0);
  }

  @Test
  void tellsTheGuardWhoHasIt() throws IOException, InterruptedException {
    prepared();
    try (Place place = take(spare, chromium, "cap");
        HttpClient page =
            HttpClient.newBuilder()
                .proxy(ProxySelector.of(place.egress().proxyAddress()))
                .build()) {
      page.send(
          HttpRequest.newBuilder(URI.create("http://10.0.0.1/")).build(), BodyHandlers.ofString());
    }
    assertEquals("cap", refusals.element().label());
  }

  @Test
  void givesNoneOfABrowserThatIsNoMore() {
    prepared();
    try (Chromium other = Chromium.launcher(FoundChromium.program()).start();
        Place place = take(spare, other, "cap")) {
      assertEquals(other, place.chromium());
    }
    await().atMost(SOON).until(() -> contexts() == 0);
  }

  @Test
  void endsTheOneThatNobodyTook() {
    prepared();
    spare.close();
    await().atMost(SOON).until(() -> contexts() == 0);
    spare.prepare(chromium);
    assertEquals(0, contexts());
  }
}
