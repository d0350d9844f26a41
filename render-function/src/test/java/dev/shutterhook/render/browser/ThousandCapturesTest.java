package dev.shutterhook.render.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.options.WaitUntil;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.FoundChromium;
import dev.shutterhook.render.HostileSite;
import dev.shutterhook.render.NamedPages;
import dev.shutterhook.render.page.Contained;
import dev.shutterhook.render.page.Shot;
import dev.shutterhook.render.page.Shot.Taken;
import dev.shutterhook.render.page.Studio;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand captures in one environment, four at a time, with twenty hostile pages among them. The
 * browser is not recycled by their number, so that what it keeps is seen. Real: everything.
 */
@Tag("soak")
class ThousandCapturesTest {
  private static final int AT_ONCE = 4;
  private static final int HUNDRED = 100;
  private static final int THOUSAND = 1_000;
  private static final int HOSTILE_EVERY = 50;
  private static final int TURNS = 10;
  private static final double MAX_GROWTH = 1.15;
  private static final double MAX_SLOWDOWN = 1.2;
  private static final long MAX_FOLDER_GROWTH = 20L << 20;

  /** The browser's own first page, and a process that waits for the next. */
  private static final int PROCESSES_AT_REST = 2;

  private static final Duration HOSTILE_TIME = Duration.ofSeconds(3);

  /** The first two and the last two are the same: they disturb the hundreds that are shown. */
  private static final List<String> HOSTILE =
      List.of(
          "blocksInATimer",
          "alertsForEver",
          "opensAThousandWindows",
          "isDeepByScript",
          "fillsBuffers",
          "talksToTheConsole",
          "savesFilesForEver",
          "blocksInWorkers",
          "zipBomb",
          "hasTenThousandFrames",
          "endlessDocument",
          "reloadsForEver",
          "staysBehind",
          "isFloodedBySockets",
          "waitsInARequest",
          "fillsStrings",
          "writesItselfAnew",
          "hasALongTitle",
          "blocksInATimer",
          "alertsForEver");

  private final List<Chromium> started = new CopyOnWriteArrayList<>();
  private final HostileSite site = HostileSite.open();
  private final NamedPages pages = NamedPages.open();
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  @TempDir private Path temporary;

  private final Studio studio = studio();

  private Studio studio() {
    return new Studio(
        new BrowserSupervisor<>(Contained.launcher(this::start), Integer.MAX_VALUE),
        new EgressGuard(EgressPolicy.OPEN, EgressLimits.DEFAULTS, refusal -> {}));
  }

  /** What is kept at a moment when nothing runs. */
  private record Kept(long heapBytes, long browserBytes, long folderBytes) {
    long memory() {
      return heapBytes + browserBytes;
    }

    @Override
    public String toString() {
      return "heap %d MB, browser %d MB, folder %d MB"
          .formatted(heapBytes >> 20, browserBytes >> 20, folderBytes >> 20);
    }
  }

  private Chromium start() {
    Chromium chromium = Chromium.start(FoundChromium.program(), temporary);
    started.add(chromium);
    return chromium;
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    studio.close();
    site.close();
    pages.close();
  }

  @Test
  void takesAThousandCapturesWithoutGrowing() throws Exception {
    Duration first = slowest(capture(0, HUNDRED));
    Kept before = kept();
    capture(HUNDRED, THOUSAND - HUNDRED);
    Duration last = slowest(capture(THOUSAND - HUNDRED, THOUSAND));
    Kept after = kept();
    System.out.printf(
        "p95 of the first and the last hundred: %d ms, %d ms; browsers: %d%n%s%n%s%n",
        first.toMillis(), last.toMillis(), started.size(), before, after);
    assertTrue(after.memory() <= before.memory() * MAX_GROWTH, before + " became " + after);
    assertTrue(after.folderBytes() - before.folderBytes() <= MAX_FOLDER_GROWTH);
    isAsQuickAsAFreshOne();
    studio.close();
    started.forEach(browser -> assertFalse(GroupMembers.anyRuns(browser.leader().pid())));
    assertEquals(0, folderBytes(), "no file is left behind");
  }

  /**
   * In turns with another browser: by the clock alone, a busy machine looks like a worn browser.
   */
  private void isAsQuickAsAFreshOne() throws Exception {
    try (Studio fresh = studio()) {
      capture(AT_ONCE, i -> takeOrdinary(fresh, i));
      List<Duration> worn = new ArrayList<>();
      List<Duration> young = new ArrayList<>();
      for (int i = 0; i < TURNS; i++) {
        worn.addAll(capture(HUNDRED / TURNS, n -> takeOrdinary(studio, n)));
        young.addAll(capture(HUNDRED / TURNS, n -> takeOrdinary(fresh, n)));
      }
      Duration most = slowest(young);
      System.out.printf(
          "p95 of a hundred in turns: worn %d ms, fresh %d ms%n",
          slowest(worn).toMillis(), most.toMillis());
      assertTrue(slowest(worn).toMillis() <= most.toMillis() * MAX_SLOWDOWN);
    }
  }

  private List<Duration> capture(int from, int to) throws Exception {
    return capture(to - from, i -> capture(from + i));
  }

  /** Takes captures, and says how long those of ordinary pages took. */
  private List<Duration> capture(int count, IntFunction<Duration> take) throws Exception {
    List<Callable<Duration>> work =
        IntStream.range(0, count).mapToObj(i -> (Callable<Duration>) () -> take.apply(i)).toList();
    List<Duration> times = new ArrayList<>();
    for (Future<Duration> future : threads.invokeAll(work)) {
      Duration time = future.get();
      if (time.isPositive()) {
        times.add(time);
      }
    }
    return times;
  }

  private Duration capture(int i) {
    if (i % HOSTILE_EVERY != HOSTILE_EVERY / 2) {
      return takeOrdinary(studio, i);
    }
    String page = HOSTILE.get(i / HOSTILE_EVERY);
    Captures hostile = Captures.of(site.url(page)).ready(WaitUntil.AUTO, HOSTILE_TIME);
    studio.take(page, hostile.options());
    return Duration.ZERO;
  }

  private Duration takeOrdinary(Studio studio, int i) {
    String page = i % 2 == 0 ? "small" : "missingImage";
    long began = System.nanoTime();
    Shot shot = studio.take(page, Captures.of(pages.url(page)).options());
    assertInstanceOf(Taken.class, shot, page);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** The time that one in twenty exceeds. */
  private static Duration slowest(List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    return sorted.get(sorted.size() * 95 / 100);
  }

  private Kept kept() throws IOException {
    ProcessTable browser = new ProcessTable(started.getLast());
    await()
        .pollDelay(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(20))
        .until(() -> browser.pageProcesses() <= PROCESSES_AT_REST);
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new Kept(heap, browser.proportionalBytes(), folderBytes());
  }

  private long folderBytes() throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    }
  }
}
