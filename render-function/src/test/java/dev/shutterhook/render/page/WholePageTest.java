package dev.shutterhook.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.Shots;
import dev.shutterhook.render.page.Shot.Taken;
import java.awt.image.BufferedImage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real: Chromium and the pixels that it makes. Double: the pages, each of one trait. */
@ExtendWith(Shots.Shared.class)
class WholePageTest {
  private static final int RED = 0xffff0000;
  private static final int GREEN = 0xff00ff00;
  private static final int BLUE = 0xff0000ff;
  private static final int WHITE = 0xffffffff;

  private final Shots shots;

  WholePageTest(Shots shots) {
    this.shots = shots;
  }

  private static Captures whole(String html) {
    return Captures.ofHtml("<!doctype html><style>body{margin:0}</style>" + html).fullPage();
  }

  private BufferedImage image(String html) {
    return shots.image(whole(html));
  }

  /** How many rows of a column have a colour. */
  private static int rows(BufferedImage image, int x, int colour) {
    return (int)
        IntStream.range(0, image.getHeight()).filter(y -> image.getRGB(x, y) == colour).count();
  }

  @Test
  void barsAreInThePictureOnceAtThePagesEnds() {
    BufferedImage image =
        image(
            "<div style='position:fixed;top:0;width:99px;height:50px;background:#f00'></div>"
                + "<div style='position:fixed;bottom:0;width:99px;height:40px;background:#00f'>"
                + "</div><div style='height:4000px'></div><script></script>");
    assertEquals(4_000, image.getHeight());
    assertEquals(RED, image.getRGB(9, 49));
    assertEquals(50, rows(image, 9, RED));
    assertEquals(BLUE, image.getRGB(9, 3_960));
    assertEquals(40, rows(image, 9, BLUE));
  }

  @Test
  void whatSticksIsInItsOwnPlace() {
    BufferedImage image =
        image(
            "<div style='height:300px'></div>"
                + "<div style='position:sticky;top:0;height:50px;background:#f00'></div>"
                + "<div style='height:3000px'></div>"
                + "<div style='position:sticky;bottom:0;height:50px;background:#00f'></div>"
                + "<div style='height:600px'></div><script></script>");
    assertEquals(RED, image.getRGB(9, 300));
    assertEquals(50, rows(image, 9, RED));
    assertEquals(BLUE, image.getRGB(9, 3_350));
    assertEquals(50, rows(image, 9, BLUE));
  }

  @Test
  void whatIsAsHighAsTheWindowStaysSo() {
    BufferedImage image =
        image(
            "<div style='height:100vh;background:#f00'></div>"
                + "<div style='height:50svh;background:#00f'></div>"
                + "<div style='min-height:100dvh;background:#0f0'></div>"
                + "<div style='height:3000px'></div><script></script>");
    assertEquals(800, rows(image, 9, RED));
    assertEquals(400, rows(image, 9, BLUE));
    assertEquals(800, rows(image, 9, GREEN));
    assertEquals(5_000, image.getHeight());
  }

  @Test
  void anAppsInnerScrollerIsShownToItsEnd() {
    String rows =
        "<div style='height:5000px'></div><div style='height:30px;background:#00f'></div>";
    BufferedImage image =
        image(
            "<style>html,body{height:100%;overflow:hidden}body{display:flex;flex-direction:column}"
                + "header{height:60px;background:#f00;flex:none}main{flex:1;overflow:auto}"
                + "footer{height:40px;background:#0f0;flex:none}</style>"
                + ("<header></header><main>" + rows + "</main><footer></footer>"));
    assertEquals(60 + 5_030 + 40, image.getHeight());
    assertEquals(60, rows(image, 9, RED));
    assertEquals(30, rows(image, 9, BLUE));
    assertEquals(GREEN, image.getRGB(9, image.getHeight() - 1));
  }

  @Test
  void aFixedGridsInnerScrollerIsShownToItsEnd() {
    BufferedImage image =
        image(
            "<style>#app{position:fixed;inset:0;display:grid;grid-template:60px 1fr/200px 1fr}"
                + "#side{background:#00f;grid-row:1/3}#top{background:#f00}"
                + "#main{overflow-y:scroll}</style><div id=app><div id=side></div><div id=top>"
                + "</div><div id=main><div style='height:3000px'></div>"
                + "<div style='height:50px;background:#0f0'></div></div></div>");
    assertEquals(3_110, image.getHeight());
    assertEquals(GREEN, image.getRGB(500, 3_109));
    assertEquals(3_110, rows(image, 9, BLUE));
  }

  @Test
  void whatShowsItselfWhenItIsSeenIsShownThoughItHidesAgain() {
    String boxes =
        IntStream.range(0, 12)
            .mapToObj(i -> "<div class='box %s'></div>".formatted(i % 2 == 0 ? "io" : "scroll"))
            .collect(Collectors.joining());
    BufferedImage image =
        image(
            "<style>.box{height:300px;margin-bottom:100px;background:#00f;opacity:0;"
                + "transform:translateY(90px);transition:all 700ms}"
                + ".box.in{opacity:1;transform:none}</style>"
                + boxes
                + "<script>const all=s=>document.querySelectorAll(s);"
                + "const look=()=>all('.scroll').forEach(e=>e.classList.toggle('in',"
                + "e.getBoundingClientRect().top+120<innerHeight));"
                + "addEventListener('scroll',look);look();"
                + "const seen=new IntersectionObserver(es=>es.forEach(e=>"
                + "e.target.classList.toggle('in',e.isIntersecting)),{threshold:.3});"
                + "all('.io').forEach(e=>seen.observe(e))</script>");
    IntStream.range(0, 12)
        .forEach(i -> assertEquals(BLUE, image.getRGB(9, i * 400 + 150), "box " + i));
    assertEquals(12 * 300, rows(image, 9, BLUE));
  }

  @Test
  void aPageThatScrollsSmoothlyAndSnapsIsSeenWhole() {
    String sections =
        IntStream.range(0, 6).mapToObj(i -> "<section></section>").collect(Collectors.joining());
    BufferedImage image =
        image(
            "<style>html{scroll-snap-type:y mandatory;scroll-behavior:smooth}"
                + "section{height:100vh;scroll-snap-align:start}section.in{background:#f00}"
                + "</style>"
                + sections
                + "<script>const o=new IntersectionObserver(es=>es.forEach(e=>"
                + "e.isIntersecting&&e.target.classList.add('in')),{threshold:.9});"
                + "document.querySelectorAll('section').forEach(e=>o.observe(e))</script>");
    assertEquals(4_800, rows(image, 9, RED));
  }

  @Test
  void aLockedPageIsShownWhole() {
    BufferedImage image =
        image(
            "<body style='overflow:hidden'><div style='height:3000px;background:#0f0'></div>"
                + "<div style='position:fixed;inset:200px;background:#f00'></div><script></script>");
    assertEquals(3_000, image.getHeight());
    assertEquals(RED, image.getRGB(640, 400));
    assertEquals(GREEN, image.getRGB(640, 2_999));
  }

  @Test
  void aFixedBackgroundGoesWithItsBox() {
    BufferedImage image =
        image(
            "<div style='height:2000px'></div><div style='height:1000px;"
                + "background:linear-gradient(#f00,#f00) fixed'></div><script></script>");
    assertEquals(1_000, rows(image, 9, RED));
    assertEquals(WHITE, image.getRGB(9, 1_999));
  }

  @Test
  void aPageThatGrowsForEverEndsAtTheClientsHeight() {
    String endless =
        "<script>let n=0;const add=()=>{const d=document.createElement('div');"
            + "d.style.height='900px';d.style.background=n++%2?'#f00':'#00f';"
            + "document.body.append(d)};add();add();addEventListener('scroll',()=>{"
            + "if(scrollY+innerHeight>document.body.scrollHeight-200)add()})</script>";
    Taken cut = shots.taken(whole("<body>" + endless).with("max_height", 5_000));
    assertEquals(5_000, Shots.image(cut, 0).getHeight());
    assertTrue(cut.verdict().truncated());
    assertFalse(cut.verdict().complete());
    Taken bounded = shots.taken(whole("<body>" + endless).as(Format.JPEG));
    assertEquals(WholePage.MAX_GROWN, Shots.image(bounded, 0).getHeight());
    assertTrue(bounded.verdict().truncated());
  }

  @Test
  void aPageThatEndsAboveTheClientsHeightIsNotTruncated() {
    Taken taken = shots.taken(whole("<div style='height:3000px'></div>").with("max_height", 3_000));
    assertEquals(3_000, Shots.image(taken, 0).getHeight());
    assertFalse(taken.verdict().truncated());
  }

  @Test
  void everyBandOf40000PixelsIsInItsPlace() {
    BufferedImage image = image(bands(400));
    assertEquals(40_000, image.getHeight());
    for (int y = 0; y < 40_000; y++) {
      assertEquals(colour(y / 100), image.getRGB(3, y) & 0xffffff, "row " + y);
      assertEquals(colour(y / 100), image.getRGB(1_276, y) & 0xffffff, "row " + y);
    }
  }

  @Test
  void partsHaveNoSeamWhereAPixelIsNoWholePixel() {
    BufferedImage image = shots.image(whole(bands(120)).in(400, 300, 2.5));
    assertEquals(30_000, image.getHeight());
    for (int y = 0; y < 30_000; y++) {
      assertEquals(colour(y / 250), image.getRGB(3, y) & 0xffffff, "row " + y);
    }
  }

  @Test
  void aPageThatIsTooLargeNamesTheLimit() {
    assertLimit(whole(bands(170)).as(Format.WEBP), "16,383");
    assertLimit(whole(bands(656)).as(Format.JPEG), "65,500");
    assertLimit(whole(bands(400)).in(1_280, 800, 2), "100,000,000");
  }

  private void assertLimit(Captures captures, String limit) {
    var failure = shots.missed(captures);
    assertEquals(FailureCode.PAGE_TOO_LARGE, failure.code());
    assertTrue(failure.message().contains(limit), failure.message());
  }

  private static int colour(int band) {
    return (band % 256) << 16 | (band * 7 % 256) << 8 | (255 - band % 256);
  }

  /** Each of 100 px and a colour of its own at both edges, with something to draw between. */
  private static String bands(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "<div style='height:100px;padding-left:40px;background:linear-gradient(90deg,#%1$06x 10px,#fff 11px,"
                        .formatted(colour(i))
                    + "#123 60%%,#fff 96%%,#%1$06x 97%%)'>%2$d</div>".formatted(colour(i), i))
        .collect(Collectors.joining());
  }
}
