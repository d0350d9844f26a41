package dev.shutterhook.monitor.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.Region;
import dev.shutterhook.core.render.Box;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
  private static final double THRESHOLD = 0.1;
  private static final int RED = 0xffff0000;

  static List<Pair> pairs() {
    return Pair.all();
  }

  private static Changes compare(Picture before, Picture after, Box... ignored) {
    return Comparison.compare(before, after, List.of(ignored), THRESHOLD);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void findsNothingBetweenAPictureAndItself(Pair pair) {
    assertEquals(0, compare(pair.before(), pair.before()).count());
    assertEquals(0, compare(pair.after(), pair.after()).count());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void countsTheSameTheOtherWayRound(Pair pair) {
    Changes there = compare(pair.before(), pair.after());
    Changes back = compare(pair.after(), pair.before());
    assertEquals(there.count(), back.count());
    assertEquals(there.count(), there.and(back).count());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void hasEveryChangeInOneOfItsRegions(Pair pair) {
    Changes changes = compare(pair.before(), pair.after());
    List<Region> regions = changes.regions();
    assertTrue(regions.size() <= Diff.MAX_REGIONS);
    assertEquals(changes.count(), regions.stream().mapToLong(Region::pixels).sum());
    List<Box> boxes = regions.stream().map(Region::box).toList();
    assertEquals(0, compare(pair.before(), pair.after(), boxes.toArray(Box[]::new)).count());
    for (int i = 1; i < regions.size(); i++) {
      assertTrue(regions.get(i - 1).pixels() >= regions.get(i).pixels());
    }
    for (Box box : boxes) {
      assertTrue(touchesEachSide(changes, box), box + " is larger than what has changed");
    }
  }

  private static boolean touchesEachSide(Changes changes, Box box) {
    boolean left = false;
    boolean right = false;
    boolean top = false;
    boolean bottom = false;
    for (int y = box.y(); y < box.bottom(); y++) {
      left |= changes.at(box.x(), y);
      right |= changes.at(box.right() - 1, y);
    }
    for (int x = box.x(); x < box.right(); x++) {
      top |= changes.at(x, box.y());
      bottom |= changes.at(x, box.bottom() - 1);
    }
    return left && right && top && bottom;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverCountsWhatIsIgnored(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Pair pair = Pair.all().get(random.nextInt(Pair.all().size()));
    Changes all = compare(pair.before(), pair.after());
    Box[] boxes = new Box[1 + random.nextInt(4)];
    for (int i = 0; i < boxes.length; i++) {
      // Some reach beyond the picture, some lie outside of it.
      boxes[i] =
          new Box(
              random.nextInt(180),
              random.nextInt(140),
              random.nextInt(1, 200),
              random.nextInt(1, 90));
    }
    Changes left = compare(pair.before(), pair.after(), boxes);
    for (int y = 0; y < all.height(); y++) {
      for (int x = 0; x < all.width(); x++) {
        assertEquals(all.at(x, y) && !isIn(x, y, boxes), left.at(x, y), x + " " + y);
      }
    }
  }

  private static boolean isIn(int x, int y, Box... boxes) {
    for (Box box : boxes) {
      if (x >= box.x() && x < box.right() && y >= box.y() && y < box.bottom()) {
        return true;
      }
    }
    return false;
  }

  @Test
  void countsRowsThatOnlyOnePictureHas() {
    Picture low = new Canvas(100, 50).picture();
    Picture high = new Canvas(100, 70).fill(10, 10, 20, 20, RED).picture();
    Changes grown = compare(low, high);
    assertEquals(400 + 20 * 100, grown.count());
    assertEquals(20, grown.heightDelta());
    assertEquals(2400.0 / 7000, grown.ratio());
    Changes shrunk = compare(high, low);
    assertEquals(grown.count(), shrunk.count());
    assertEquals(-20, shrunk.heightDelta());
    assertEquals(400, compare(low, high, new Box(0, 50, 100, 20)).count());
  }

  @Test
  void countsColumnsThatOnlyOnePictureHasAndNotWhatNeitherHas() {
    Picture wide = new Canvas(130, 40).picture();
    Picture high = new Canvas(60, 90).picture();
    Changes changes = compare(wide, high);
    assertEquals(70 * 40 + 60 * 50, changes.count());
    assertTrue(changes.at(129, 39));
    assertTrue(changes.at(59, 89));
    assertFalse(changes.at(60, 40));
    assertEquals(130, changes.width());
    assertEquals(90, changes.height());
  }

  @Test
  void comparesWhatPicturesOfUnequalSizeShareAsIfTheyWereCut() {
    for (Pair pair : Pair.all()) {
      Picture cut = cut(pair.after(), 120, 100);
      Changes whole = compare(pair.before(), cut);
      Changes both = compare(cut(pair.before(), 120, 100), cut);
      assertEquals(both.count() + 160 * 120 - 120 * 100, whole.count(), pair.name());
    }
  }

  private static Picture cut(Picture picture, int width, int height) {
    return new Canvas(width, height)
        .each((x, y) -> picture.pixels()[y * picture.width() + x])
        .picture();
  }

  @Test
  void keepsOnlyWhatDiffersBothTimes() {
    Canvas page = new Canvas(200, 100);
    Picture before = page.picture();
    Picture first = page.copy().fill(0, 0, 20, 20, RED).fill(100, 50, 10, 10, RED).picture();
    Picture second = page.copy().fill(150, 0, 20, 20, RED).fill(100, 50, 10, 10, RED).picture();
    Changes both = compare(before, second).and(compare(before, first));
    assertEquals(List.of(new Region(new Box(100, 50, 10, 10), 100)), both.regions());
    Changes higher = compare(before, new Canvas(200, 130).picture());
    Changes highest = compare(before, new Canvas(200, 150).picture());
    assertEquals(30 * 200, highest.and(higher).count());
    assertEquals(30, highest.and(higher).heightDelta());
    assertEquals(30 * 200, higher.and(highest).count());
    assertEquals(0, higher.and(compare(before, first)).heightDelta());
  }

  @Test
  void refusesAThresholdThatIsNone() {
    Picture picture = new Canvas(2, 2).picture();
    for (double threshold : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Comparison.compare(picture, picture, List.of(), threshold));
    }
  }

  @Test
  void comparesPicturesOfOnePixelAndOfOneColumn() {
    Picture white = new Canvas(1, 1).picture();
    assertEquals(1, compare(white, new Canvas(1, 1).fill(0, 0, 1, 1, RED).picture()).count());
    Canvas column = new Canvas(1, 90);
    assertEquals(
        90, compare(column.picture(), column.copy().fill(0, 0, 1, 90, RED).picture()).count());
  }
}
