package dev.shutterhook.monitor.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.Progress;
import dev.shutterhook.core.monitor.Region;
import dev.shutterhook.core.render.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RegionsTest {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 2000;

  private static Changes changed(Box... boxes) {
    Rows rows = new Rows(HEIGHT);
    for (Box box : boxes) {
      for (int y = box.y(); y < box.bottom(); y++) {
        rows.set(y, box.x(), box.right());
      }
    }
    return new Changes(WIDTH, 0, rows);
  }

  private static boolean holds(Box outer, Box inner) {
    return outer.x() <= inner.x()
        && outer.y() <= inner.y()
        && outer.right() >= inner.right()
        && outer.bottom() >= inner.bottom();
  }

  @Test
  void areTheVeryBoxesOfWhatLiesApart() {
    Box small = new Box(3, 5, 40, 20);
    Box large = new Box(1279 - 300, 900, 301, 64);
    Box corner = new Box(0, HEIGHT - 1, 1, 1);
    assertEquals(
        List.of(new Region(large, 301 * 64), new Region(small, 800), new Region(corner, 1)),
        changed(small, large, corner).regions());
  }

  @Test
  void takeTheLettersOfALineAndTheLinesOfATextTogether() {
    List<Box> letters = new ArrayList<>();
    for (int line = 0; line < 5; line++) {
      for (int letter = 0; letter < 40; letter++) {
        letters.add(new Box(200 + letter * 12, 300 + line * 24, 7, 11));
      }
    }
    Changes changes = changed(letters.toArray(Box[]::new));
    assertEquals(
        List.of(new Region(new Box(200, 300, 39 * 12 + 7, 4 * 24 + 11), 15_400)),
        changes.regions());
  }

  @Test
  void leaveApartWhatHasTwoTilesBetween() {
    assertEquals(2, changed(new Box(0, 0, 16, 16), new Box(64, 0, 16, 16)).regions().size());
    assertEquals(1, changed(new Box(0, 0, 16, 16), new Box(31, 0, 16, 16)).regions().size());
  }

  @Test
  void areFewHoweverManyPlacesChange() {
    SplittableRandom random = new SplittableRandom(1);
    for (int places : new int[] {21, 60, 97, 500, 5_000}) {
      Box[] boxes = new Box[places];
      for (int i = 0; i < places; i++) {
        boxes[i] = new Box(random.nextInt(WIDTH - 3), random.nextInt(HEIGHT - 3), 3, 3);
      }
      Changes changes = changed(boxes);
      List<Region> regions = changes.regions();
      assertTrue(regions.size() <= Diff.MAX_REGIONS && !regions.isEmpty(), places + " places");
      assertEquals(changes.count(), regions.stream().mapToLong(Region::pixels).sum());
      for (Box box : boxes) {
        assertTrue(regions.stream().anyMatch(region -> holds(region.box(), box)), box + "");
      }
    }
  }

  @Test
  void havePlaceAroundThemAsFarAsThePictureReaches() {
    Changes changes = changed(new Box(2, 0, 10, 10), new Box(WIDTH - 1, HEIGHT - 1, 1, 1));
    assertEquals(
        List.of(new Box(0, 0, 17, 15), new Box(WIDTH - 6, HEIGHT - 6, 6, 6)), changes.boxes(2, 5));
    assertEquals(List.of(new Box(2, 0, WIDTH - 2, HEIGHT)), changes.boxes(1, 0));
    assertEquals(List.of(), changed().boxes(5, 5));
  }

  @Test
  void becomeNoiseWithRoomAroundThem() {
    List<Box> first = Noise.learn(List.of(), changed(new Box(100, 100, 50, 20)));
    assertEquals(List.of(new Box(92, 92, 66, 36)), first);
    List<Box> wider = Noise.learn(first, changed(new Box(100, 100, 70, 20)));
    assertEquals(List.of(new Box(92, 92, 86, 36)), wider);
    List<Box> two = Noise.learn(wider, changed(new Box(600, 900, 10, 10)));
    assertEquals(List.of(new Box(92, 92, 86, 36), new Box(592, 892, 26, 26)), two);
    assertEquals(two, Noise.learn(two, changed()));
  }

  @Test
  void becomeOneNoiseWhereANewOneMeetsTwo() {
    List<Box> known = List.of(new Box(0, 0, 100, 20), new Box(0, 60, 100, 20));
    assertEquals(
        List.of(new Box(0, 0, 100, 80)), Noise.learn(known, changed(new Box(20, 25, 10, 30))));
  }

  @Test
  void becomeNoMoreNoiseThanIsKept() {
    List<Box> known = List.of();
    for (int i = 0; i < 3 * Progress.MAX_NOISE; i++) {
      Box found = new Box(i % 10 * 120, i / 10 * 120, 10, 10);
      known = Noise.learn(known, changed(found));
      assertTrue(known.size() <= Progress.MAX_NOISE);
      assertTrue(known.stream().anyMatch(box -> holds(box, found)));
    }
    assertEquals(Progress.MAX_NOISE, known.size());
  }
}
