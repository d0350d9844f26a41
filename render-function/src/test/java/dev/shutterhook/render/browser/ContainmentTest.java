package dev.shutterhook.render.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.FoundChromium;
import dev.shutterhook.render.HostileSite;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.Session;
import dev.shutterhook.render.page.Contained;
import dev.shutterhook.render.page.Shot;
import dev.shutterhook.render.page.Shot.Missed;
import dev.shutterhook.render.page.Shot.Taken;
import dev.shutterhook.render.page.Studio;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one page may take from the others. Real: Chromium, the guard (open), a hostile server. */
class ContainmentTest {
  /** A browser with two ordinary pages takes 130 MB. */
  private static final long LITTLE_MEMORY = 400L << 20;

  @TempDir private Path temporary;

  @Test
  void endsThePageThatTakesTooMuchMemoryAndNoOther() throws Exception {
    List<Chromium> started = new CopyOnWriteArrayList<>();
    BrowserLauncher<Chromium> launcher =
        () -> {
          started.add(Chromium.start(FoundChromium.program(), temporary, LITTLE_MEMORY));
          return started.getLast();
        };
    EgressGuard guard = new EgressGuard(EgressPolicy.OPEN, EgressLimits.DEFAULTS, refusal -> {});
    try (HostileSite site = HostileSite.open();
        Studio studio = new Studio(new BrowserSupervisor<>(Contained.launcher(launcher)), guard)) {
      Captures modest = Captures.of(site.url("small")).delayed(Duration.ofSeconds(5));
      CompletableFuture<Shot> other =
          CompletableFuture.supplyAsync(() -> studio.take("modest", modest.options()));
      Captures greedy = Captures.of(site.url("fillsBuffers")).delayed(Duration.ofSeconds(15));
      Missed missed = assertInstanceOf(Missed.class, studio.take("greedy", greedy.options()));
      assertEquals(FailureCode.RENDER_CRASHED, missed.failure().code());
      assertInstanceOf(Taken.class, other.get(30, TimeUnit.SECONDS));
      assertEquals(1, started.size(), "the browser lives");
    }
  }

  @Test
  void closesEveryPageOfAContextButItsFirst() {
    try (Chromium chromium = Chromium.start(FoundChromium.program(), temporary)) {
      Session browser = chromium.connection().browser(Deadline.in(Duration.ofSeconds(20)));
      String context =
          browser.call("Target.createBrowserContext", Map.of()).path("browserContextId").asText();
      Map<String, Object> page = Map.of("url", "about:blank", "browserContextId", context);
      String first = browser.call("Target.createTarget", page).path("targetId").asText();
      String second = browser.call("Target.createTarget", page).path("targetId").asText();
      await().until(() -> !pages(browser).contains(second));
      assertTrue(pages(browser).contains(first));
    }
  }

  private static List<String> pages(Session browser) {
    JsonNode targets = browser.call("Target.getTargets", Map.of()).path("targetInfos");
    return StreamSupport.stream(targets.spliterator(), false)
        .map(target -> target.path("targetId").asText())
        .toList();
  }
}
