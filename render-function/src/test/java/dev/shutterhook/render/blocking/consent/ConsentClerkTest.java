package dev.shutterhook.render.blocking.consent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.render.blocking.consent.BannerPages.Visit;
import dev.shutterhook.render.blocking.consent.BannerReport.Ending;
import dev.shutterhook.render.devtools.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real: Chromium, autoconsent and its rules. Double: the banners, whose markup is that of their
 * providers and whose scripts only note what was pressed.
 */
class ConsentClerkTest {
  private static final Duration A_WHILE = Duration.ofMinutes(1);

  private static BannerPages pages;

  @BeforeAll
  static void open() throws IOException {
    pages = BannerPages.open();
  }

  @AfterAll
  static void close() {
    pages.close();
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @CsvSource({
    "onetrust, Onetrust",
    "cookiebot, Cybotcookiebot",
    "didomi, didomi",
    "quantcast, quantcast",
    "usercentrics, usercentrics-api",
    "trustarc, TrustArc-top",
    "homemade, HEURISTIC-REJECT"
  })
  void seesABannerAndRefusesInItsOwnWay(String page, String provider) {
    // A clerk has little time, which a busy machine may use up; the next visit has as much.
    await().atMost(A_WHILE).untilAsserted(() -> refuses(pages.visit(page), provider));
  }

  private static void refuses(Visit visit, String provider) {
    await().until(visit::showsRed);
    requireSeenAndUntouched(visit);
    BannerReport report = visit.clerk().refuse("", soon());
    assertEquals(new BannerReport(Ending.REFUSED, Optional.of(provider)), report);
    assertEquals("refused", visit.title());
    assertFalse(visit.showsRed());
  }

  @Test
  void hidesWhatCanOnlyBeAcceptedAndAcceptsNothing() {
    Visit visit = pages.visit("takeItOrLeaveIt");
    requireSeenAndUntouched(visit);
    assertEquals(Ending.HIDDEN, visit.clerk().refuse("", soon()).ending());
    assertEquals("undecided", visit.title());
    assertFalse(visit.showsRed());
    assertEquals(0xff00aa00, visit.picture().getRGB(1_270, 790), "the veil is gone too");
  }

  private static void requireSeenAndUntouched(Visit visit) {
    assertEquals(Ending.SHOWN, visit.clerk().look(soon()).ending());
    assertTrue(visit.showsRed());
    assertEquals("undecided", visit.title());
  }

  @ParameterizedTest
  @ValueSource(strings = {"newsletter", "cookieShop"})
  void takesNoOtherThingForABanner(String page) {
    Visit visit = pages.visit(page);
    assertFalse(visit.clerk().look(soon()).seen());
    assertFalse(visit.clerk().refuse("", soon()).seen());
    assertEquals("undecided", visit.title());
  }

  @Test
  void hidesWhatTheListsNameWhateverThePolicyOfContent() {
    Visit visit = pages.visit("newsletter");
    assertTrue(visit.showsRed());
    visit.clerk().refuse("[role=dialog]{display:none!important}", soon());
    assertFalse(visit.showsRed());
  }

  @Test
  void leavesAPageThatNeverYieldsAsItIs() {
    Visit visit = pages.visit("homemade");
    Map<String, ?> busy = Map.of("expression", "setTimeout(()=>{for(;;);},0)");
    visit.session().tell("Runtime.evaluate", busy);
    long began = System.nanoTime();
    assertEquals(BannerReport.NONE, visit.clerk().refuse("", Deadline.in(Duration.ofSeconds(2))));
    assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 6);
  }
}
