package dev.shutterhook.render.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.render.devtools.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The supervisor with a browser that is a double. */
class BrowserSupervisorTest {
  private final List<FakeBrowser> started = new CopyOnWriteArrayList<>();
  private final CountDownLatch mayStart = new CountDownLatch(1);
  private final BrowserSupervisor<FakeBrowser> supervisor =
      new BrowserSupervisor<>(this::startOne, 3);

  private static final class FakeBrowser implements Browser {
    private volatile boolean healthy = true;
    private volatile boolean closed;
    private volatile boolean grown;
    private int uses;

    @Override
    public Use begin() {
      uses++;
      return () -> uses--;
    }

    @Override
    public boolean healthy() {
      return healthy;
    }

    @Override
    public boolean grown() {
      return grown;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private FakeBrowser startOne() {
    FakeBrowser browser = new FakeBrowser();
    started.add(browser);
    return browser;
  }

  private FakeBrowser startSlowly() {
    try {
      mayStart.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return startOne();
  }

  private <T> T use(Function<FakeBrowser, T> work) {
    return supervisor.use(work, Deadline.in(Duration.ofSeconds(10)));
  }

  @Test
  void startsNoBrowserBeforeItIsNeededAndOneForAll() {
    assertEquals(0, started.size());
    FakeBrowser first = use(browser -> browser);
    assertEquals(first, use(browser -> browser));
    assertEquals(1, started.size());
  }

  @Test
  void triesTheWorkOfALostBrowserInAFreshOne() {
    FakeBrowser used =
        use(
            browser -> {
              if (browser == started.getFirst()) {
                throw new BrowserLostException(new IllegalStateException("killed"));
              }
              return browser;
            });
    assertEquals(started.get(1), used);
    assertTrue(started.getFirst().closed);
    assertFalse(used.closed);
  }

  @Test
  void givesUpAfterABoundedNumberOfLostBrowsers() {
    assertThrows(
        BrowserLostException.class,
        () ->
            use(
                browser -> {
                  throw new BrowserLostException(new IllegalStateException("killed"));
                }));
    assertEquals(BrowserSupervisor.MAX_TRIES, started.size());
    assertTrue(started.stream().allMatch(browser -> browser.closed));
  }

  @Test
  void endsABrowserOnceWhenTwoUsersFindItLost() {
    FakeBrowser last =
        use(
            outer -> {
              if (outer == started.getFirst()) {
                use(
                    inner -> {
                      if (inner == started.getFirst()) {
                        throw new BrowserLostException(new IllegalStateException("killed"));
                      }
                      return inner;
                    });
                throw new BrowserLostException(new IllegalStateException("killed"));
              }
              return outer;
            });
    assertEquals(2, started.size());
    assertFalse(last.closed);
  }

  @Test
  void replacesABrowserThatDoesNotAnswerAtTheStartOfABatch() {
    use(browser -> browser).healthy = false;
    supervisor.check();
    assertTrue(started.getFirst().closed);
    FakeBrowser next = use(browser -> browser);
    assertEquals(List.of(started.getFirst(), next), started);
  }

  @Test
  void recyclesABrowserAfterItsShareWhenNobodyUsesIt() {
    use(
        outer -> {
          use(browser -> browser);
          use(browser -> browser);
          assertFalse(outer.closed, "somebody still uses it");
          return outer;
        });
    assertTrue(started.getFirst().closed);
  }

  @Test
  void retiresABrowserThatIsNeverIdleAndEndsItWhenItsLastUserLeaves() {
    FakeBrowser first =
        use(
            outer -> {
              use(browser -> browser);
              use(browser -> browser);
              assertNotEquals(outer, use(browser -> browser), "its share is done");
              assertFalse(outer.closed, "somebody still uses it");
              return outer;
            });
    assertTrue(first.closed);
    assertFalse(started.get(1).closed);
  }

  @Test
  void recyclesABrowserThatHasGrownWhenNobodyUsesIt() {
    use(
        outer -> {
          outer.grown = true;
          use(browser -> browser);
          assertFalse(outer.closed, "somebody still uses it");
          return outer;
        });
    assertTrue(started.getFirst().closed);
    assertEquals(0, started.getFirst().uses);
  }

  @Test
  void endsARetiredBrowserToo() {
    use(
        outer -> {
          use(browser -> browser);
          use(browser -> browser);
          use(browser -> browser);
          supervisor.close();
          return outer;
        });
    assertEquals(2, started.size());
    assertTrue(started.stream().allMatch(browser -> browser.closed));
  }

  @Test
  void startsNothingOnceItIsClosed() {
    FakeBrowser browser = use(b -> b);
    supervisor.close();
    assertTrue(browser.closed);
    assertThrows(IllegalStateException.class, () -> use(b -> b));
  }

  @Test
  void triesNoFurtherBrowserAfterTheDeadline() {
    Deadline deadline = Deadline.in(Duration.ofMillis(300));
    assertThrows(
        BrowserLostException.class,
        () ->
            supervisor.use(
                browser -> {
                  await().until(deadline::passed);
                  throw new BrowserLostException(new IllegalStateException("frozen"));
                },
                deadline));
    assertEquals(1, started.size());
  }

  @Test
  void waitsForASlowStartNoLongerThanItsDeadlineAndKeepsTheBrowserForTheNext() {
    try (var slow = new BrowserSupervisor<>(this::startSlowly)) {
      Deadline soon = Deadline.in(Duration.ofMillis(50));
      assertThrows(BrowserStartException.class, () -> slow.use(browser -> browser, soon));
      mayStart.countDown();
      Deadline later = Deadline.in(Duration.ofSeconds(10));
      assertEquals(slow.use(browser -> browser, later), started.getFirst());
      assertEquals(1, started.size());
    }
  }

  @Test
  void endsABrowserThatWasStillStartingWhenItWasClosed() {
    var slow = new BrowserSupervisor<>(this::startSlowly);
    slow.start();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(slow::close);
    mayStart.countDown();
    closing.join();
    await().until(() -> started.size() == 1 && started.getFirst().closed);
  }

  @Test
  void startsAnotherAfterAStartThatFailed() {
    var clumsy =
        new BrowserSupervisor<>(
            () -> {
              FakeBrowser browser = startOne();
              if (started.size() == 1) {
                throw new BrowserStartException("no memory", null);
              }
              return browser;
            });
    try (clumsy) {
      Deadline deadline = Deadline.in(Duration.ofSeconds(10));
      assertThrows(BrowserStartException.class, () -> clumsy.use(browser -> browser, deadline));
      FakeBrowser second = clumsy.use(browser -> browser, deadline);
      assertEquals(started.get(1), second);
    }
  }
}
