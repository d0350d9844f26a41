package dev.shutterhook.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.egress.Destination;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * No address is accepted that the browser would open elsewhere than the guard decides. Real:
 * Chromium's own reader of URLs.
 */
class SpellingsTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** Planes 0 to 2 and the marks of plane 14; in the others nothing is assigned. */
  private static final int[][] CHARACTERS = {
    {0x80, 0xd7ff}, {0xe000, 0x1ffff}, {0x20000, 0x33fff}, {0xe0000, 0xe01ff}
  };

  /** Of 390,000 names of one character, or two. */
  private static final int LEAST_ACCEPTED = 250_000;

  private static final String READERS =
      """
      const read = t => { try { return new URL(t) } catch (_) { return null } };
      const places = all => all.map(read).map(u => u ? [u.protocol, u.hostname, u.port] : []);
      function each(first, last) {
        const hosts = [];
        for (let i = first; i <= last; i++) {
          for (const before of ['', 'x']) {
            hosts.push(read(`http://${before}${String.fromCodePoint(i)}.example/`)?.hostname ?? '');
          }
        }
        return hosts;
      }
      """;

  private static Chromium chromium;
  private static Session page;

  @BeforeAll
  static void open() throws Exception {
    chromium = Chromium.launcher(FoundChromium.program()).start();
    Session browser = chromium.connection().browser(Deadline.in(LONG));
    String context =
        browser.call("Target.createBrowserContext", Map.of()).path("browserContextId").asText();
    var arrival = chromium.arrivals().nextOf(context);
    browser.call("Target.createTarget", Map.of("url", "about:blank", "browserContextId", context));
    page = chromium.connection().session(arrival.get(10, TimeUnit.SECONDS), Deadline.in(LONG));
    page.call("Runtime.runIfWaitingForDebugger", Map.of());
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  @Test
  void leadsWhereTheTableSays() {
    for (Spelling one : Spelling.all()) {
      String decided = Spelling.decided(one.text()).map(d -> d.host() + ":" + d.port()).orElse("-");
      assertEquals(one.verdict(), decided, one.text() + ": " + one.why());
    }
  }

  @Test
  void tellsWhyASpellingIsRefused() {
    for (Spelling one : Spelling.all()) {
      if (one.verdict().equals("-")) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> WebUrl.parse(one.text()));
        assertTrue(String.valueOf(e.getMessage()).matches("(must|is|mixes) .*"), e.getMessage());
      }
    }
  }

  @Test
  void leadsTheBrowserWhereTheGuardDecides() {
    List<String> accepted =
        Spelling.all().stream()
            .filter(one -> !one.verdict().equals("-"))
            .map(Spelling::text)
            .toList();
    List<String> normalised = accepted.stream().map(t -> WebUrl.parse(t).toString()).toList();
    List<Optional<Destination>> decided = accepted.stream().map(Spelling::decided).toList();
    assertEquals(named(accepted, decided), named(accepted, opened(accepted)));
    assertEquals(named(accepted, decided), named(accepted, opened(normalised)));
  }

  @Test
  void readsEveryCharacterOfANameAsTheBrowserDoes() {
    int accepted = 0;
    for (int[] range : CHARACTERS) {
      JsonNode hosts = answers("each(%d, %d)".formatted(range[0], range[1]));
      for (int i = 0; i < hosts.size(); i++) {
        int point = range[0] + i / 2;
        String host = (i % 2 == 0 ? "" : "x") + Character.toString(point) + ".example";
        Optional<Destination> decided = Spelling.decided("http://" + host + "/");
        if (decided.isPresent()) {
          accepted++;
          Optional<Destination> opened = Destination.of(hosts.path(i).asText(), 80);
          assertEquals(decided, opened, () -> "U+" + Integer.toHexString(point));
        }
      }
    }
    assertFalse(accepted < LEAST_ACCEPTED, "only " + accepted);
  }

  private static List<String> named(List<String> texts, List<Optional<Destination>> destinations) {
    return IntStream.range(0, texts.size())
        .mapToObj(i -> texts.get(i) + " leads to " + destinations.get(i))
        .toList();
  }

  /** Where the browser would go, as the guard hears of it. */
  private static List<Optional<Destination>> opened(List<String> texts) {
    String list =
        texts.stream().map(SpellingsTest::escaped).collect(Collectors.joining("','", "['", "']"));
    JsonNode answers = answers("places(" + list + ")");
    List<Optional<Destination>> all = new ArrayList<>();
    for (JsonNode answer : answers) {
      String port = answer.path(2).asText();
      String scheme = answer.path(0).asText().replace(":", "");
      int number = port.isEmpty() ? Spelling.defaultPort(scheme) : Integer.parseInt(port);
      all.add(
          answer.isEmpty() ? Optional.empty() : Destination.of(answer.path(1).asText(), number));
    }
    return all;
  }

  private static JsonNode answers(String expression) {
    Map<String, Object> question =
        Map.of("expression", "{" + READERS + expression + "}", "returnByValue", true);
    return page.call("Runtime.evaluate", question).path("result").path("value");
  }

  private static String escaped(String text) {
    return text.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
  }
}
