package dev.shutterhook.monitor.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AntiAliasingTest {
  private static final int OPAQUE = 0xff000000;

  static List<Pair> pairs() {
    return Pair.all();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void tellsWhatTheStepsOfPixelmatchTell(Pair pair) {
    Picture one = pair.before();
    Picture other = pair.after();
    AntiAliasing fast = new AntiAliasing(one, other, one.width(), one.height());
    AnyAntiAliasing any = new AnyAntiAliasing(one.width(), one.height());
    for (int y = 0; y < one.height(); y++) {
      for (int x = 0; x < one.width(); x++) {
        boolean expected = any.smooths(one, other, x, y) || any.smooths(other, one, x, y);
        assertEquals(expected, fast.at(x, y), x + " " + y);
      }
    }
  }

  /** What makes the order of whole numbers that of pixelmatch's doubles. */
  @Test
  void hasNoTwoColoursOfTheSameBrightness() {
    for (int red = -255; red <= 255; red++) {
      for (int green = -255; green <= 255; green++) {
        long rest = 29_889_531L * red + 58_662_247L * green;
        boolean same = rest % 11_448_223 == 0 && Math.abs(rest / 11_448_223) <= 255;
        assertEquals(red == 0 && green == 0, same, red + " " + green);
      }
    }
  }

  @Test
  void estimatesDistancesWithinTheRounding() {
    SplittableRandom random = new SplittableRandom(1);
    int[] ones = random.ints(1 << 20).map(colour -> colour | OPAQUE).toArray();
    int[] others = random.ints(1 << 20).map(colour -> colour | OPAQUE).toArray();
    others[0] = OPAQUE;
    ones[0] = -1;
    float[] estimates = new float[ones.length];
    Yiq.estimate(ones, 0, others, 0, estimates, ones.length);
    double most = 0;
    for (int i = 0; i < ones.length; i++) {
      most = Math.max(most, Math.abs(estimates[i] - Yiq.apart(ones[i], others[i], i)));
    }
    assertTrue(most < Yiq.ROUNDING / 2, "" + most);
  }
}
