package dev.shutterhook.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.Shots;
import dev.shutterhook.render.page.Shot.Taken;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real: Chromium, the egress guard (open). Double: nothing. */
@ExtendWith(Shots.Shared.class)
class FramingTest {
  private static final int RED = 0xffff0000;
  private static final int GREEN = 0xff00ff00;
  private static final int BLUE = 0xff0000ff;
  private static final int WHITE = 0xffffffff;

  /** A red box with a blue border at 100,2000, of 60 by 40 px with its border. */
  private static final String BOXED =
      "<!doctype html><body style='margin:0;height:4000px;position:relative'>"
          + "<div id=a style='position:absolute;left:100px;top:2000px;width:50px;height:30px;"
          + "background:#f00;border:5px solid #00f'></div>"
          + "<div id=tall style='position:absolute;left:300px;top:100px;width:20px;height:3000px;"
          + "background:linear-gradient(#0f0 50%,#f00 50%)'></div>"
          + "<div id=half style='position:absolute;left:500.4px;top:300.6px;width:20px;height:20px;"
          + "background:#f00'></div>"
          + "<div id=empty></div><div id=away style='position:absolute;left:-99px;width:9px;"
          + "height:9px'></div><div id=none style='display:none'>x</div>";

  private final Shots shots;

  FramingTest(Shots shots) {
    this.shots = shots;
  }

  private BufferedImage element(String selector) {
    return shots.image(Captures.ofHtml(BOXED).with("selector", selector));
  }

  @Test
  void takesAnElementWithItsBorder() {
    BufferedImage image = element("#a");
    assertEquals(60, image.getWidth());
    assertEquals(40, image.getHeight());
    assertEquals(BLUE, image.getRGB(0, 0));
    assertEquals(RED, image.getRGB(5, 5));
    assertEquals(BLUE, image.getRGB(59, 39));
  }

  @Test
  void takesAnElementAtItsScale() {
    BufferedImage image =
        shots.image(Captures.ofHtml(BOXED).with("selector", "#a").with("scale", 2));
    assertEquals(120, image.getWidth());
    assertEquals(BLUE, image.getRGB(9, 9));
    assertEquals(RED, image.getRGB(10, 10));
  }

  @Test
  void takesAnElementThatIsHigherThanTheWindowWhole() {
    BufferedImage image = element("#tall");
    assertEquals(3_000, image.getHeight());
    assertEquals(GREEN, image.getRGB(10, 1_490));
    assertEquals(RED, image.getRGB(10, 1_510));
    assertEquals(RED, image.getRGB(10, 2_999));
  }

  @Test
  void roundsAnElementOutwards() {
    BufferedImage image = element("#half");
    assertEquals(21, image.getWidth());
    assertEquals(21, image.getHeight());
  }

  @ParameterizedTest
  @CsvSource({"#gone", "#empty", "#none", "#away", "p["})
  void saysWhichElementThereIsNotToTake(String selector) {
    Failure failure =
        shots.missed(Captures.ofHtml(BOXED).with("timeout", 1).with("selector", selector));
    assertEquals(FailureCode.SELECTOR_NOT_FOUND, failure.code());
    assertTrue(failure.message().contains(selector), failure.message());
  }

  @Test
  void takesAClipOfTheWindow() {
    BufferedImage image = clip(290, 110, 30, 20);
    assertEquals(30, image.getWidth());
    assertEquals(20, image.getHeight());
    assertEquals(WHITE, image.getRGB(9, 0));
    assertEquals(GREEN, image.getRGB(10, 0));
  }

  @Test
  void takesAClipFarBelowTheWindow() {
    BufferedImage image = clip(90, 1_990, 30, 30);
    assertEquals(WHITE, image.getRGB(9, 9));
    assertEquals(BLUE, image.getRGB(10, 10));
    assertEquals(RED, image.getRGB(15, 15));
  }

  @Test
  void cutsAClipAtThePagesEndAndSaysSo() {
    Taken taken = shots.taken(Captures.ofHtml(BOXED).with("clip", box(1_000, 3_900, 900, 900)));
    assertEquals(280, Shots.image(taken, 0).getWidth());
    assertEquals(100, Shots.image(taken, 0).getHeight());
    assertTrue(taken.verdict().truncated());
    assertFalse(taken.verdict().complete());
  }

  @Test
  void hasNothingToTakeBeyondThePagesEnd() {
    Failure failure = shots.missed(Captures.ofHtml(BOXED).with("clip", box(0, 4_000, 9, 9)));
    assertEquals(FailureCode.NOT_A_PAGE, failure.code());
    assertTrue(failure.message().contains("1280 x 4000 px"), failure.message());
  }

  private BufferedImage clip(int x, int y, int width, int height) {
    return shots.image(Captures.ofHtml(BOXED).with("clip", box(x, y, width, height)));
  }

  private static Map<String, Integer> box(int x, int y, int width, int height) {
    return Map.of("x", x, "y", y, "width", width, "height", height);
  }
}
