package dev.shutterhook.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.render.Captures;
import dev.shutterhook.render.Shots;
import dev.shutterhook.render.Site;
import dev.shutterhook.render.page.Shot.Taken;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real: Chromium and a server on loopback. Double: pages that come to rest late, or never. */
@ExtendWith(Shots.Shared.class)
class ReadinessTest {
  private final Shots shots;
  private final Site site = Site.open();

  ReadinessTest(Shots shots) {
    this.shots = shots;
  }

  @AfterEach
  void close() {
    site.close();
  }

  private Taken taken(String html) {
    return shots.taken(Captures.of(site.with("/page", "<!doctype html>" + html).url("/page")));
  }

  @Test
  void aPageThatAlwaysHasRequestsOpenIsTakenWithinTwoSecondsAndSaysSo() {
    // A server that takes long keeps six requests open at any time.
    Taken taken =
        taken(
            "<p>polls<script>const again=()=>fetch('/page?'+Math.random()).finally(again);"
                + "for(let i=0;i<30;i++)again()</script>");
    assertTrue(taken.verdict().timedOut());
    assertFalse(taken.verdict().complete());
    Duration most = Waiting.MAX_SETTLE.plus(Waiting.LAST_LOOK).plusSeconds(2);
    assertTrue(taken.settle().compareTo(most) < 0, taken.settle().toString());
  }

  @Test
  void aPageThatPollsNowAndThenIsReady() {
    Taken taken = taken("<p>polls<script>setInterval(()=>fetch('/page'),100)</script>");
    assertFalse(taken.verdict().timedOut());
  }

  @Test
  void waitsForRequestsThatBeganBeforeTheLoad() {
    site.slow("/slow", Duration.ofMillis(900), "x");
    Taken taken =
        taken(
            "<body style='margin:0'><script>Promise.all([1,2,3].map(n=>fetch('/slow?'+n)))"
                + ".then(()=>document.body.style.background='#f00')</script>");
    assertEquals(0xffff0000, Shots.image(taken, 0).getRGB(5, 195));
    assertTrue(taken.verdict().complete());
  }

  @Test
  void waitsForALayoutThatTimersStillBuild() {
    Taken taken =
        taken(
            "<body style='margin:0'><script>let n=0;const add=()=>{const d=document."
                + "createElement('div');d.style='height:10px;background:#f00';"
                + "document.body.append(d);if(++n<20)setTimeout(add,40)};add()</script>");
    assertEquals(0xffff0000, Shots.image(taken, 0).getRGB(5, 195));
  }

  @Test
  void aPageWithoutScriptsDoesNotWait() {
    taken("<p>first");
    Taken taken = taken("<p>text");
    assertTrue(taken.settle().compareTo(Waiting.QUIET) < 0, taken.settle().toString());
    assertTrue(taken.verdict().complete());
  }
}
