package dev.shutterhook.localrunner.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.monitor.Region;
import dev.shutterhook.core.render.Box;
import dev.shutterhook.localrunner.endtoend.NoisyPage;
import dev.shutterhook.localrunner.noise.Camera.Look;
import dev.shutterhook.monitor.compare.Changes;
import dev.shutterhook.monitor.compare.Noise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real: Chromium, the renderer, the comparison, the page on loopback. Double: the monitor, which
 * looks again and again.
 */
class NoiseTest {
  private static final int LOOKS = 100;

  /** Of looks that tell what differs all the time. */
  private static final int LEARNED = 5;

  /** Every so many looks what is new is switched on for one. */
  private static final int BETWEEN_CHANGES = 4;

  /**
   * What is new has 800 of the picture's pixels, which is 0.08 %: less than the 0.1 % above which a
   * monitor tells by default. This is 205 of them.
   */
  private static final double THRESHOLD = 0.0002;

  @Test
  void masksHideAllNoiseAndNoChange() throws IOException {
    try (NoisyPage page = new NoisyPage();
        Camera camera = new Camera(page)) {
      Look first = camera.look(NoisyPage.MASK);
      assertEquals(0, first.changes(camera.look(NoisyPage.MASK), List.of()).count());
      page.change(true);
      Changes changes = first.changes(camera.look(NoisyPage.MASK), List.of());
      assertEquals(
          List.of(new Region(NoisyPage.CHANGE, NoisyPage.CHANGE_PIXELS)), changes.regions());
    }
  }

  @Tag("soak")
  @Test
  void withoutMasksNearlyEveryLookDiffers() throws IOException {
    Tally tally = looks(List.of(), 0);
    report("without masks", tally);
    assertTrue(tally.alarms() > LOOKS / 2, tally.toString());
  }

  @Tag("soak")
  @Test
  void withMasksNoLookDiffersAndEveryChangeIsSeen() throws IOException {
    Tally tally = looks(NoisyPage.MASK, 0);
    report("with masks", tally);
    assertEquals(0, tally.alarms());
    assertEquals(0, tally.mostPixels());
    assertEquals(tally.changes(), tally.seen());
  }

  @Tag("soak")
  @Test
  void withLearnedNoiseNoLookDiffersAndEveryChangeIsSeen() throws IOException {
    Tally tally = looks(List.of(), LEARNED);
    report("with noise of " + LEARNED + " looks", tally);
    assertEquals(0, tally.alarms());
    assertEquals(tally.changes(), tally.seen());
  }

  /**
   * What became of a hundred looks.
   *
   * @param alarms looks that differed from the one before though nothing was new
   * @param mostPixels that differed in one of them
   * @param changes looks at what was new
   * @param seen of them, those that told of it where it is
   * @param noise what was learned
   */
  private record Tally(int alarms, long mostPixels, int changes, int seen, List<Box> noise) {}

  private static Tally looks(List<String> mask, int learned) throws IOException {
    try (NoisyPage page = new NoisyPage();
        Camera camera = new Camera(page)) {
      Look last = camera.look(mask);
      List<Box> noise = new ArrayList<>();
      for (int i = 1; i < learned; i++) {
        Look next = camera.look(mask);
        noise = Noise.learn(noise, last.changes(next, List.of()));
        last = next;
      }
      int alarms = 0;
      int changes = 0;
      int seen = 0;
      long most = 0;
      for (int i = 1; i <= LOOKS; i++) {
        Look next = camera.look(mask);
        Changes found = last.changes(next, noise);
        alarms += found.ratio() > THRESHOLD ? 1 : 0;
        most = Math.max(most, found.count());
        last = next;
        if (i % BETWEEN_CHANGES == 0) {
          page.change(true);
          changes++;
          seen += told(last.changes(camera.look(mask), noise)) ? 1 : 0;
          page.change(false);
        }
      }
      return new Tally(alarms, most, changes, seen, noise);
    }
  }

  /** Whether a region takes in all of what is new. */
  private static boolean told(Changes found) {
    Box change = NoisyPage.CHANGE;
    return found.ratio() > THRESHOLD
        && found.regions().stream()
            .map(Region::box)
            .anyMatch(
                box ->
                    box.x() <= change.x()
                        && box.y() <= change.y()
                        && box.right() >= change.right()
                        && box.bottom() >= change.bottom());
  }

  private static void report(String how, Tally tally) {
    System.out.printf(
        "%s: %d of %d looks told of a change that was none (at most %d pixels);"
            + " %d of %d changes of 800 pixels were told; learned: %s%n",
        how,
        tally.alarms(),
        LOOKS,
        tally.mostPixels(),
        tally.seen(),
        tally.changes(),
        tally.noise());
  }
}
