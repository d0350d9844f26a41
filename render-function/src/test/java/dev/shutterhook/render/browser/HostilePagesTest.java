package dev.shutterhook.render.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.options.WaitUntil;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.FoundChromium;
import dev.shutterhook.render.HostileSite;
import dev.shutterhook.render.page.Contained;
import dev.shutterhook.render.page.Shot;
import dev.shutterhook.render.page.Shot.Missed;
import dev.shutterhook.render.page.Shot.Taken;
import dev.shutterhook.render.page.Studio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pages that mean harm, one after the other in one browser. Each ends in a picture or a named error
 * within its own time, leaves no busy process and no file, and the next capture is as it always is.
 * Real: Chromium, the guard (open), a server on loopback. Double: the names, which all lead there.
 */
class HostilePagesTest {
  /** On top of a page's time: a browser's last look, and a machine with other work. */
  private static final Duration GRACE = Chromium.LAST_LOOK;

  private static final Duration NEXT = Duration.ofSeconds(5);

  /** Of a hundredth of a second each, from one look to the next, a tenth of a second later. */
  private static final int JIFFIES_AT_REST = 2;

  private static final List<Chromium> STARTED = new CopyOnWriteArrayList<>();
  @TempDir private static Path temporary;
  private static HostileSite site;
  private static Studio studio;

  @BeforeAll
  static void open() {
    site = HostileSite.open();
    studio =
        new Studio(
            new BrowserSupervisor<>(Contained.launcher(HostilePagesTest::start)),
            new EgressGuard(
                EgressPolicy.OPEN,
                EgressLimits.DEFAULTS,
                name -> List.of(InetAddress.getLoopbackAddress()),
                refusal -> {}));
    takesTheNextPage();
  }

  private static Chromium start() {
    Chromium chromium = Chromium.start(FoundChromium.program(), temporary);
    STARTED.add(chromium);
    return chromium;
  }

  @AfterAll
  static void close() {
    studio.close();
    site.close();
    STARTED.clear();
  }

  /** The page's seconds, and how long it is left alone before it is taken. */
  @ParameterizedTest
  @CsvSource({
    "blocksAtOnce, 1, 0, TIMEOUT",
    "blocksInATimer, 1, 0, TIMEOUT",
    "waitsInARequest, 1, 0, TIMEOUT",
    "blocksWhenItIsLeft, 9, 0, TAKEN",
    "blocksInWorkers, 9, 0, TAKEN",
    "alertsForEver, 9, 0, TAKEN",
    "asksForEver, 9, 0, TAKEN",
    "printsForEver, 9, 0, TAKEN",
    "opensAThousandWindows, 20, 0, TAKEN",
    "closesItself, 9, 0, TAKEN",
    "wantsEveryPermission, 9, 0, TAKEN",
    "savesFilesForEver, 9, 0, TAKEN",
    "reloadsForEver, 1, 0, TIMEOUT",
    "goesOnForEver, 1, 0, TAKEN TIMEOUT",
    "leavesForADownload, 9, 0, TAKEN",
    "leavesForNothing, 9, 0, TAKEN",
    "resetContent, 9, 0, NOT_A_PAGE",
    "download, 9, 0, NOT_A_PAGE",
    "endlessDownload, 9, 0, NOT_A_PAGE",
    "redirectsForEver, 9, 0, CONNECTION_FAILED",
    "endlessDocument, 1, 0, TIMEOUT",
    "zipBomb, 1, 0, TIMEOUT",
    "talksToTheConsole, 2, 1, TAKEN TIMEOUT",
    "isDeepByScript, 9, 0, RENDER_CRASHED",
    "hasTenThousandFrames, 20, 0, PAGE_TOO_LARGE",
    "doublesItsStyle, 9, 0, TAKEN",
  })
  void endsInTimeAndCostsOnlyItself(String page, int seconds, int delay, String outcomes) {
    ends(page, seconds, delay, outcomes);
    assertTrue(takesTheNextPage().compareTo(NEXT) < 0, "the next page waits for nothing");
    assertEquals(1, STARTED.size(), "it costs no browser");
  }

  /** Those that need their time, or that a browser may not survive. */
  @Tag("soak")
  @ParameterizedTest
  @CsvSource({
    "blocksInAPattern, 1, 0, TIMEOUT",
    "opensWindowsWithoutOpener, 20, 0, TAKEN",
    "asksForTenThousandImages, 1, 0, TIMEOUT",
    "hasALongTitle, 9, 0, TAKEN",
    "refreshesForEver, 1, 0, TAKEN TIMEOUT",
    "drips, 1, 0, TIMEOUT",
    "endlessImageInside, 2, 0, TAKEN TIMEOUT",
    "writesItselfAnew, 9, 0, TAKEN",
    "noContent, 9, 0, NOT_A_PAGE",
    "blocksInMicrotasks, 1, 0, TIMEOUT",
    "movesItsAddress, 9, 0, TAKEN",
    "blocksInAFrame, 3, 0, TIMEOUT",
    "compilesForEver, 9, 2, TAKEN TIMEOUT",
    "throwsForEver, 9, 2, TAKEN",
    "refusesToLeave, 3, 0, TAKEN TIMEOUT",
    "clicksLinksToNewWindows, 20, 0, TAKEN",
    "reloadsWhenItIsThere, 3, 0, TAKEN TIMEOUT",
    "movesLongAddresses, 5, 0, TAKEN TIMEOUT",
    "movesItsHash, 9, 2, TAKEN",
    "goesBackAndForth, 9, 0, TAKEN TIMEOUT",
    "callsOtherPrograms, 9, 2, TAKEN",
    "framesItself, 20, 0, PAGE_TOO_LARGE",
    "refreshesByField, 3, 0, TAKEN TIMEOUT",
    "endlessScriptInside, 30, 0, TAKEN TIMEOUT",
    "endlessImage, 5, 0, TIMEOUT",
    "endlessDocument, 30, 0, TAKEN TIMEOUT",
    "twoHundredMegabytes, 30, 0, TAKEN TIMEOUT PAGE_TOO_LARGE",
    "zipBomb, 30, 0, TAKEN TIMEOUT RENDER_CRASHED",
    "bombInside, 30, 0, TAKEN TIMEOUT RENDER_CRASHED",
    "fetchesForEver, 9, 3, TAKEN TIMEOUT",
    "brokenImagesForEver, 9, 3, TAKEN TIMEOUT",
    "beaconsForEver, 9, 3, TAKEN TIMEOUT",
    "opensSockets, 9, 3, TAKEN TIMEOUT",
    "isFloodedBySockets, 9, 3, TAKEN TIMEOUT",
    "shoutsToTheConsole, 9, 3, TAKEN TIMEOUT RENDER_CRASHED",
    "talksToItself, 9, 3, TAKEN TIMEOUT",
    "renamesItself, 9, 3, TAKEN TIMEOUT",
    "staysBehind, 9, 3, TAKEN",
    "startsAThousandWorkers, 20, 3, TAKEN TIMEOUT RENDER_CRASHED",
    "fillsItsHeap, 20, 0, TIMEOUT RENDER_CRASHED",
    "fillsBuffers, 20, 10, TAKEN RENDER_CRASHED",
    "fillsStrings, 20, 10, TAKEN RENDER_CRASHED",
    "fillsSharedMemory, 20, 10, TAKEN RENDER_CRASHED",
    "fillsTheDocument, 20, 0, TAKEN TIMEOUT RENDER_CRASHED",
    "fillsBlobs, 20, 10, TAKEN TIMEOUT RENDER_CRASHED",
    "fillsStorage, 20, 10, TAKEN TIMEOUT RENDER_CRASHED",
    "drawsHugeCanvases, 20, 10, TAKEN TIMEOUT RENDER_CRASHED",
    "opensContexts, 20, 10, TAKEN TIMEOUT RENDER_CRASHED",
    "showsABomb, 20, 0, TAKEN",
    "holdsALongAddress, 20, 0, TAKEN",
    "makesALongAddress, 20, 0, TAKEN",
    "hasFramesOfManySites, 20, 0, TAKEN TIMEOUT",
    "hasAMillionNodes, 20, 0, TAKEN TIMEOUT",
    "isDeep, 20, 0, TAKEN RENDER_CRASHED",
    "laughs, 20, 0, TIMEOUT RENDER_CRASHED",
    "nestsTables, 20, 0, TAKEN TIMEOUT",
    "isBlurred, 20, 0, TAKEN TIMEOUT",
    "growsForEver, 20, 3, TAKEN TIMEOUT",
  })
  void endsInTheEnd(String page, int seconds, int delay, String outcomes) {
    ends(page, seconds, delay, outcomes);
    takesTheNextPage();
  }

  private static void ends(String page, int seconds, int delay, String outcomes) {
    Duration time = Duration.ofSeconds(seconds);
    Captures captures =
        Captures.of(site.url(page)).ready(WaitUntil.AUTO, time).delayed(Duration.ofSeconds(delay));
    long began = System.nanoTime();
    Shot shot = studio.take(page, captures.options());
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    String outcome =
        switch (shot) {
          case Taken taken -> {
            assertNotEquals(404, taken.page().httpStatus(), "there is no such page");
            yield "TAKEN";
          }
          case Missed missed -> missed.failure().code().name();
        };
    assertTrue(List.of(outcomes.split(" ")).contains(outcome), outcome);
    assertTrue(took.compareTo(time.plus(GRACE)) < 0, took.toString());
    rests();
    assertEquals(List.of(), savedFiles());
  }

  private static Duration takesTheNextPage() {
    long began = System.nanoTime();
    Shot shot = studio.take("next", Captures.of(site.url("small")).options());
    Taken taken = assertInstanceOf(Taken.class, shot);
    assertEquals("Small", taken.page().title());
    assertTrue(taken.verdict().complete());
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Nothing of the page goes on to work. */
  private static void rests() {
    ProcessTable processes = new ProcessTable(STARTED.getLast());
    long[] before = {processes.jiffies()};
    await()
        .atMost(GRACE)
        .pollDelay(Duration.ofMillis(100))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              long now = processes.jiffies();
              long used = now - before[0];
              before[0] = now;
              // It falls where a process has ended.
              return used >= 0 && used <= JIFFIES_AT_REST;
            });
  }

  private static List<Path> savedFiles() {
    try (Stream<Path> files = Files.walk(temporary)) {
      return files.filter(file -> file.toString().matches(".*\\.(bin|crdownload)$")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
