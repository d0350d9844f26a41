package dev.shutterhook.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.options.WaitUntil;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.FoundChromium;
import dev.shutterhook.render.NamedPages;
import dev.shutterhook.render.browser.BrowserSupervisor;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.page.Shot.Missed;
import dev.shutterhook.render.page.Shot.Taken;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real: Chromium, the egress guard (open), an HTTP server on loopback. Double: nothing. */
class StudioTest {
  private static final int BLUE = 0xff0000ff;
  private static final int GREEN = 0xff00ff00;
  private static final int RED = 0xffff0000;

  private static NamedPages pages;
  private static Studio studio;
  private static ExecutorService threads;

  @BeforeAll
  static void open() {
    pages = NamedPages.open();
    studio = studio(EgressPolicy.OPEN);
    threads = Executors.newFixedThreadPool(4);
  }

  @AfterAll
  static void close() {
    threads.shutdownNow();
    studio.close();
    pages.close();
  }

  private static Studio studio(EgressPolicy policy) {
    return new Studio(
        new BrowserSupervisor<>(Contained.launcher(Chromium.launcher(FoundChromium.program()))),
        new EgressGuard(policy, EgressLimits.DEFAULTS, refusal -> {}));
  }

  private static Taken taken(Captures captures) {
    return assertInstanceOf(Taken.class, studio.take("test", captures.options()));
  }

  private static FailureCode missed(Captures captures) {
    Missed missed = assertInstanceOf(Missed.class, studio.take("test", captures.options()));
    return missed.failure().code();
  }

  private static BufferedImage image(Taken taken) throws IOException {
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(taken.pictures().getFirst().bytes()));
    assertEquals(
        Optional.of(new PictureSize(image.getWidth(), image.getHeight())),
        taken.pictures().getFirst().size());
    return image;
  }

  @Test
  void takesAPageAsItLooks() throws IOException {
    Taken taken = taken(Captures.of(pages.url("small")));
    BufferedImage image = image(taken);
    assertEquals(1_280, image.getWidth());
    assertEquals(800, image.getHeight());
    assertEquals(BLUE, image.getRGB(1_279, 799));
    assertEquals("Small", taken.page().title());
    assertEquals(200, taken.page().httpStatus());
    assertTrue(taken.verdict().complete());
  }

  @Test
  void multipliesPixelsByScale() throws IOException {
    BufferedImage image = image(taken(Captures.of(pages.url("small")).in(400, 300, 2)));
    assertEquals(800, image.getWidth());
    assertEquals(600, image.getHeight());
  }

  @Test
  void takesAJpeg() throws IOException {
    BufferedImage image = image(taken(Captures.of(pages.url("small")).as(Format.JPEG)));
    assertTrue((image.getRGB(10, 10) & 0xff) > 0xf0, "the page is blue");
  }

  @Test
  void takesAWebpOfTheRightSize() {
    Taken taken = taken(Captures.of(pages.url("small")).as(Format.WEBP));
    assertEquals(Optional.of(new PictureSize(1_280, 800)), taken.pictures().getFirst().size());
  }

  @Test
  void printsAPdf() throws IOException {
    Taken taken = taken(Captures.of(pages.url("cards")).as(Format.PDF));
    try (PDDocument document = Loader.loadPDF(taken.pictures().getFirst().bytes())) {
      assertTrue(document.getNumberOfPages() > 1);
    }
  }

  @Test
  void showsAWholePageWithWhatLoadsLazilyAndAnUnstretchedHero() throws IOException {
    BufferedImage image = image(taken(Captures.of(pages.url("tall")).fullPage()));
    assertEquals(NamedPages.TALL_HEIGHT, image.getHeight());
    assertEquals(BLUE, image.getRGB(10, 799));
    assertEquals(GREEN, image.getRGB(10, 801));
    assertEquals(GREEN, image.getRGB(1_000, NamedPages.TALL_HEIGHT - 1));
    assertEquals(RED, image.getRGB(25, NamedPages.TALL_HEIGHT - 25));
  }

  @Test
  void loadsEveryLazyCardOfAWholePage() {
    int before = pages.imagesServed();
    Taken whole = taken(Captures.of(pages.url("cards")).fullPage());
    // 100 cards of 300 px, and the page's margins.
    assertEquals(30_016, whole.pictures().getFirst().size().orElseThrow().height());
    assertTrue(whole.verdict().complete());
    assertTrue(pages.imagesServed() - before >= NamedPages.CARDS, "every card was loaded");
  }

  @ParameterizedTest
  @CsvSource({
    "download, NOT_A_PAGE",
    "noContent, NOT_A_PAGE",
    "redirectLoop, CONNECTION_FAILED",
  })
  void saysWhyThereIsNoPicture(String page, FailureCode code) {
    assertEquals(code, missed(Captures.of(pages.url(page))));
  }

  @Test
  void refusesAPageBeyondTheLargestPicture() {
    Captures tall = Captures.of(pages.url("tooTall")).fullPage();
    assertEquals(FailureCode.PAGE_TOO_LARGE, missed(tall.as(Format.WEBP)));
    assertEquals(17_016, taken(tall).pictures().getFirst().size().orElseThrow().height());
  }

  @Test
  void givesUpOnAServerThatHangsAtTheTimeOut() {
    Captures captures = Captures.of(pages.url("hangs"));
    long began = System.nanoTime();
    assertEquals(
        FailureCode.TIMEOUT, missed(captures.ready(WaitUntil.LOAD, Duration.ofSeconds(1))));
    assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 8);
  }

  @Test
  void givesUpOnAScriptThatNeverYieldsAndTakesTheNextPage() {
    Captures busy = Captures.of(pages.url("neverYields"));
    assertEquals(FailureCode.TIMEOUT, missed(busy.ready(WaitUntil.AUTO, Duration.ofSeconds(3))));
    assertTrue(taken(Captures.of(pages.url("small"))).verdict().complete());
  }

  @Test
  void followsAPageThatGoesOnByAFieldOfItsAnswer() {
    assertEquals("Small", taken(Captures.of(pages.url("goesOnByField"))).page().title());
  }

  @Test
  void takesAnErrorPageForAPage() {
    Taken taken = taken(Captures.of(pages.url("nowhere")));
    assertEquals(404, taken.page().httpStatus());
    assertEquals("Not found", taken.page().title());
  }

  @Test
  void takesAnErrorPageForAPageWhoseOwnServerFailsForOtherRequests() {
    Taken taken = taken(Captures.of(pages.url("forbidden")));
    assertEquals(403, taken.page().httpStatus());
    assertEquals("No", taken.page().title());
    assertEquals(1, taken.verdict().blockedRequests());
    assertEquals(FailureCode.CONNECTION_FAILED, missed(Captures.of(pages.url("breaks"))));
  }

  @Test
  void dismissesDialogs() {
    Taken taken = taken(Captures.of(pages.url("dialog")));
    assertEquals("went on", taken.page().title());
    assertEquals(2, taken.verdict().dialogsDismissed());
  }

  @Test
  void takesTheOpenerAndNotItsPopup() {
    assertEquals("opener", taken(Captures.of(pages.url("popup"))).page().title());
  }

  @Test
  void takesAPageThatPollsForEver() {
    Taken taken = taken(Captures.of(pages.url("pollsForEver")));
    assertTrue(taken.settle().compareTo(Waiting.MAX_SETTLE.plusSeconds(2)) < 0);
  }

  @Test
  void waitsForWhatAScriptFetchesAfterTheLoad() throws IOException {
    assertEquals(BLUE, image(taken(Captures.of(pages.url("fillsInLater")))).getRGB(9, 9));
  }

  @Test
  void followsARedirectByScript() throws IOException {
    Taken taken = taken(Captures.of(pages.url("redirectsByScript")));
    assertEquals(pages.url("small"), taken.page().finalUrl());
    assertEquals(BLUE, image(taken).getRGB(9, 9));
  }

  @Test
  void countsAMissingImage() {
    Taken taken = taken(Captures.of(pages.url("missingImage")));
    assertEquals(1, taken.verdict().imagesMissing());
    assertFalse(taken.verdict().complete());
  }

  @Test
  void sharesNoCacheBetweenCaptures() {
    int before = pages.imagesServed();
    taken(Captures.of(pages.url("missingImage")));
    taken(Captures.of(pages.url("missingImage")));
    assertEquals(2, pages.imagesServed() - before);
  }

  @Test
  void takesSeveralAtATimeWithoutOneWaitingForTheOthers() {
    List<CompletableFuture<Taken>> shots =
        IntStream.range(0, 16)
            .mapToObj(i -> Captures.of(pages.url("missingImage")))
            .map(captures -> CompletableFuture.supplyAsync(() -> taken(captures), threads))
            .toList();
    List<Duration> loads = shots.stream().map(shot -> shot.join().load()).sorted().toList();
    Duration median = loads.get(loads.size() / 2);
    // One that waits for all others is as late as all of them together.
    assertTrue(loads.getLast().compareTo(median.multipliedBy(6)) < 0, loads.toString());
  }

  @Test
  void drawsChineseAndEmoji() throws IOException {
    BufferedImage image = image(taken(Captures.of(pages.url("cjkAndEmoji")).in(320, 120, 1)));
    boolean coloured = false;
    for (int x = 0; x < image.getWidth(); x++) {
      int rgb = image.getRGB(x, 50);
      coloured |= Math.abs(((rgb >> 16) & 0xff) - (rgb & 0xff)) > 0x40;
    }
    assertTrue(coloured, "an emoji has colours");
  }

  @Test
  void showsAClientsOwnDocumentWithImagesOfTheWeb() throws IOException {
    String html = "<body style='margin:0'><img src='" + pages.url("image/1") + "'>";
    Taken taken = taken(Captures.ofHtml(html));
    assertEquals(RED, image(taken).getRGB(25, 25));
    assertEquals("about:blank", taken.page().finalUrl());
    assertEquals(null, taken.page().httpStatus());
  }

  @Test
  void takesNeitherAPrivateAddressNorTheGuardsAnswerInItsPlace() {
    try (Studio strict = studio(EgressPolicy.STRICT)) {
      Missed direct =
          assertInstanceOf(
              Missed.class, strict.take("test", Captures.of(pages.url("small")).options()));
      assertEquals(FailureCode.BLOCKED_DESTINATION, direct.failure().code());
      String html = "<img src='" + pages.url("image/1") + "'>";
      Taken taken =
          assertInstanceOf(Taken.class, strict.take("test", Captures.ofHtml(html).options()));
      assertNotEquals(0, taken.verdict().blockedRequests());
      assertFalse(taken.verdict().complete());
    }
  }
}
