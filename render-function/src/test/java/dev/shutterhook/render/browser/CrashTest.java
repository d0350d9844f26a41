package dev.shutterhook.render.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.options.WaitUntil;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.FoundChromium;
import dev.shutterhook.render.NamedPages;
import dev.shutterhook.render.devtools.Connection;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.Session;
import dev.shutterhook.render.page.Contained;
import dev.shutterhook.render.page.Shot;
import dev.shutterhook.render.page.Shot.Missed;
import dev.shutterhook.render.page.Shot.Taken;
import dev.shutterhook.render.page.Studio;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real: Chromium, killed and frozen while it works. */
class CrashTest {
  private final List<Chromium> started = new CopyOnWriteArrayList<>();
  private final NamedPages pages = NamedPages.open();
  private final Studio studio =
      new Studio(
          new BrowserSupervisor<>(Contained.launcher(this::start)),
          new EgressGuard(EgressPolicy.OPEN, EgressLimits.DEFAULTS, refusal -> {}));

  private Chromium start() {
    Chromium chromium = Chromium.launcher(FoundChromium.program()).start();
    started.add(chromium);
    return chromium;
  }

  @AfterEach
  void close() {
    studio.close();
    pages.close();
  }

  private CompletableFuture<Shot> begin(Captures captures) {
    return CompletableFuture.supplyAsync(() -> studio.take("test", captures.options()));
  }

  private void signal(String name, Chromium chromium) throws Exception {
    long group = chromium.leader().pid();
    String kill = "kill -" + name + " -" + group;
    assertEquals(0, new ProcessBuilder("/bin/sh", "-c", kill).start().waitFor());
  }

  private Captures hanging(int seconds) {
    return Captures.of(pages.url("hangs")).ready(WaitUntil.LOAD, Duration.ofSeconds(seconds));
  }

  @Test
  void triesACaptureAgainInAFreshBrowserWhenItsFirstIsKilled() throws Exception {
    CompletableFuture<Shot> shot = begin(hanging(5));
    await().atMost(Duration.ofSeconds(20)).until(pages::hangReached);
    signal("KILL", started.getFirst());
    Missed missed = assertInstanceOf(Missed.class, shot.get(30, TimeUnit.SECONDS));
    assertEquals(FailureCode.TIMEOUT, missed.failure().code(), "the second browser waited in vain");
    assertEquals(2, started.size());
    assertInstanceOf(Taken.class, studio.take("test", Captures.of(pages.url("small")).options()));
    assertEquals(2, started.size(), "the second browser is kept");
  }

  @Test
  void reportsACrashWhenEveryBrowserIsKilled() throws Exception {
    CompletableFuture<Shot> shot = begin(hanging(20));
    for (int i = 0; i < BrowserSupervisor.MAX_TRIES; i++) {
      int asked = i + 1;
      await().atMost(Duration.ofSeconds(20)).until(() -> pages.hangsReached() >= asked);
      signal("KILL", started.get(i));
    }
    Missed missed = assertInstanceOf(Missed.class, shot.get(30, TimeUnit.SECONDS));
    assertEquals(FailureCode.RENDER_CRASHED, missed.failure().code());
  }

  @Test
  void replacesABrowserThatIsFrozenWhileItWorks() throws Exception {
    CompletableFuture<Shot> shot = begin(hanging(2));
    await().atMost(Duration.ofSeconds(20)).until(pages::hangReached);
    signal("STOP", started.getFirst());
    assertInstanceOf(Missed.class, shot.get(30, TimeUnit.SECONDS));
    assertEquals(2, started.size());
    assertTrue(started.get(1).healthy());
  }

  @Test
  void endsWithinItsBoundWhenEveryBrowserFreezes() throws Exception {
    Duration timeout = Duration.ofSeconds(2);
    long began = System.nanoTime();
    CompletableFuture<Shot> shot = begin(hanging((int) timeout.toSeconds()));
    for (int i = 0; i < BrowserSupervisor.MAX_TRIES; i++) {
      int asked = i + 1;
      await().atMost(Duration.ofSeconds(20)).until(() -> pages.hangsReached() >= asked);
      signal("STOP", started.get(i));
    }
    Missed missed = assertInstanceOf(Missed.class, shot.get(60, TimeUnit.SECONDS));
    assertEquals(FailureCode.RENDER_CRASHED, missed.failure().code());
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertTrue(took.compareTo(timeout.plus(Studio.MARGIN)) < 0, took.toString());
  }

  /** Kills the process of a page that shows an address, and of no other. */
  private void crash(String url, Set<String> crashedBefore) {
    Connection connection = started.getFirst().connection();
    Session browser = connection.browser(Deadline.in(Duration.ofSeconds(20)));
    String target =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> {
                  for (JsonNode info :
                      browser.call("Target.getTargets", Map.of()).path("targetInfos")) {
                    String id = info.path("targetId").asText();
                    if (info.path("url").asText().equals(url) && !crashedBefore.contains(id)) {
                      return id;
                    }
                  }
                  return "";
                },
                id -> !id.isEmpty());
    crashedBefore.add(target);
    Map<String, Object> flat = Map.of("targetId", target, "flatten", true);
    String id = browser.call("Target.attachToTarget", flat).path("sessionId").asText();
    try (Session page = connection.session(id, browser.deadline())) {
      page.tell("Page.crash", Map.of());
    }
  }

  @Test
  void reportsAPageThatCrashesAgainAndAgainWhileOtherCapturesGoOn() throws Exception {
    String url = pages.url("waitsForAnImage");
    CompletableFuture<Shot> crashing = begin(Captures.of(url));
    await().atMost(Duration.ofSeconds(20)).until(pages::hangReached);
    CompletableFuture<Shot> other =
        begin(Captures.of(pages.url("small")).delayed(Duration.ofSeconds(4)));
    Set<String> crashed = new HashSet<>();
    crash(url, crashed);
    await().atMost(Duration.ofSeconds(20)).until(() -> pages.hangsReached() >= 2);
    crash(url, crashed);
    Missed missed = assertInstanceOf(Missed.class, crashing.get(30, TimeUnit.SECONDS));
    assertEquals(FailureCode.RENDER_CRASHED, missed.failure().code());
    assertInstanceOf(Taken.class, other.get(30, TimeUnit.SECONDS));
    assertEquals(1, started.size(), "a page's crash costs no browser");
  }

  @Test
  void takesAPageWhoseFirstProcessCrashed() throws Exception {
    String url = pages.url("waitsForAnImage");
    CompletableFuture<Shot> shot =
        begin(
            Captures.of(url)
                .ready(WaitUntil.DOMCONTENTLOADED, Duration.ofSeconds(20))
                .delayed(Duration.ofSeconds(2)));
    await().atMost(Duration.ofSeconds(20)).until(pages::hangReached);
    crash(url, new HashSet<>());
    assertInstanceOf(Taken.class, shot.get(30, TimeUnit.SECONDS));
    assertEquals(2, pages.hangsReached());
  }
}
