package dev.shutterhook.render.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The supervisor with a browser that is a double. */
class BrowserSupervisorTest {
  private final List<FakeBrowser> started = new ArrayList<>();
  private final BrowserSupervisor<FakeBrowser> supervisor =
      new BrowserSupervisor<>(this::startOne, 3);

  private static final class FakeBrowser implements Browser {
    private boolean healthy = true;
    private boolean closed;

    @Override
    public boolean healthy() {
      return healthy;
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

  @Test
  void startsNoBrowserBeforeItIsNeededAndOneForAll() {
    assertEquals(0, started.size());
    FakeBrowser first = supervisor.use(browser -> browser);
    assertEquals(first, supervisor.use(browser -> browser));
    assertEquals(1, started.size());
  }

  @Test
  void triesTheWorkOfALostBrowserInAFreshOne() {
    FakeBrowser used =
        supervisor.use(
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
            supervisor.use(
                browser -> {
                  throw new BrowserLostException(new IllegalStateException("killed"));
                }));
    assertEquals(BrowserSupervisor.MAX_TRIES, started.size());
    assertTrue(started.stream().allMatch(browser -> browser.closed));
  }

  @Test
  void endsABrowserOnceWhenTwoUsersFindItLost() {
    FakeBrowser last =
        supervisor.use(
            outer -> {
              if (outer == started.getFirst()) {
                supervisor.use(
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
    supervisor.use(browser -> browser).healthy = false;
    supervisor.check();
    assertTrue(started.getFirst().closed);
    FakeBrowser next = supervisor.use(browser -> browser);
    assertEquals(List.of(started.getFirst(), next), started);
  }

  @Test
  void recyclesABrowserAfterItsShareWhenNobodyUsesIt() {
    supervisor.use(
        outer -> {
          supervisor.use(browser -> browser);
          supervisor.use(browser -> browser);
          assertFalse(outer.closed, "somebody still uses it");
          return outer;
        });
    assertTrue(started.getFirst().closed);
  }

  @Test
  void startsNothingOnceItIsClosed() {
    FakeBrowser browser = supervisor.use(b -> b);
    supervisor.close();
    assertTrue(browser.closed);
    assertThrows(IllegalStateException.class, () -> supervisor.use(b -> b));
  }
}
