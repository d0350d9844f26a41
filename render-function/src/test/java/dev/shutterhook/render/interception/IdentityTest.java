package dev.shutterhook.render.interception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.render.Captures;
import dev.shutterhook.render.Shots;
import dev.shutterhook.render.Site;
import dev.shutterhook.render.page.Shot.Taken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real: Chromium, the egress guard (open), HTTP servers on loopback. Double: nothing. */
@ExtendWith(Shots.Shared.class)
class IdentityTest {
  private static final Map<String, String> SECRET =
      Map.of("X-Secret", "s3cret", "User-Agent", "me");

  private final Shots shots;
  private Site own;
  private Site foreign;

  IdentityTest(Shots shots) {
    this.shots = shots;
  }

  @BeforeEach
  void open() {
    own = Site.open();
    foreign = Site.open();
  }

  @AfterEach
  void close() {
    own.close();
    foreign.close();
  }

  private static String secret(Site.Asked asked) {
    return String.valueOf(asked.header("x-secret"));
  }

  @Test
  void addsHeadersToTheOwnOriginAndToNoOther() {
    own.with(
        "/",
        "<img src=/own><img src=/away><img src='"
            + foreign.url("/direct")
            + "'><iframe src='"
            + foreign.otherUrl("/frame")
            + "'></iframe><iframe src='"
            + own.otherUrl("/otherHost")
            + "'></iframe>");
    own.with("/away", 302, Map.of("Location", foreign.url("/redirected")), "");
    foreign.with("/frame", "<img src=/inFrame><img src='" + own.url("/fromFrame") + "'>");
    shots.taken(Captures.of(own.url("/")).with("headers", SECRET));
    for (String path : List.of("/", "/own", "/away", "/fromFrame")) {
      assertEquals("s3cret", secret(own.asked(path).getFirst()), path);
      assertEquals("me", own.asked(path).getFirst().header("user-agent"), path);
    }
    for (String path : List.of("/direct", "/redirected", "/frame", "/inFrame")) {
      assertNull(foreign.asked(path).getFirst().header("x-secret"), path);
    }
    assertNull(own.asked("/otherHost").getFirst().header("x-secret"));
  }

  @Test
  void keepsHeadersOnRedirectsWithinTheOriginAndDropsThemOnOthers() {
    own.with("/first", 302, Map.of("Location", "/second"), "");
    own.with("/second", 302, Map.of("Location", foreign.url("/third")), "");
    foreign.with("/third", 302, Map.of("Location", own.url("/home")), "");
    own.with("/home", "<title>home</title>");
    Taken taken = shots.taken(Captures.of(own.url("/first")).with("headers", SECRET));
    assertEquals("home", taken.page().title());
    assertEquals("s3cret", secret(own.asked("/second").getFirst()));
    assertNull(foreign.asked("/third").getFirst().header("x-secret"));
    assertEquals("s3cret", secret(own.asked("/home").getFirst()));
  }

  /**
   * Fields that a browser has its own mind about: one that it refuses would leave a page hanging.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept",
        "Accept-Encoding",
        "Accept-Language",
        "Authorization",
        "Cache-Control",
        "DNT",
        "Date",
        "If-None-Match",
        "Origin",
        "Range",
        "Referer",
        "Via",
        "X-Forwarded-For"
      })
  void sendsFieldsThatBrowsersSendThemselves(String name) {
    own.with("/", "<title>here</title>");
    String value = name.equals("Referer") ? own.url("/from") : "v";
    assertEquals(
        "here",
        shots.title(
            Captures.of(own.url("/")).with("timeout", 5).with("headers", Map.of(name, value))));
    assertEquals(value, own.asked("/").getFirst().header(name.toLowerCase(java.util.Locale.ROOT)));
  }

  @Test
  void setsCookiesForTheirHostsAlone() {
    own.with("/", "<img src='" + foreign.otherUrl("/foreign") + "'><title>x</title>");
    Map<String, Object> plain = Map.of("name", "a", "value", "1");
    Map<String, Object> hidden = Map.of("name", "b", "value", "2", "http_only", true);
    Map<String, Object> elsewhere = Map.of("name", "c", "value", "3", "domain", "localhost");
    Map<String, Object> deeper = Map.of("name", "d", "value", "4", "path", "/deeper");
    shots.taken(
        Captures.of(own.url("/")).with("cookies", List.of(plain, hidden, elsewhere, deeper)));
    String sent = own.asked("/").getFirst().header("cookie");
    assertEquals(
        List.of("a=1", "b=2"),
        List.of(String.valueOf(sent).split("; ")).stream().sorted().toList());
    assertFalse(
        String.valueOf(foreign.asked("/foreign").getFirst().header("cookie")).contains("1"));
  }

  @Test
  void goesOnWithoutACookieThatTheBrowserDoesNotTake() {
    own.with("/", "<title>x</title>");
    Map<String, Object> prefixed = Map.of("name", "__Host-a", "value", "1");
    shots.taken(
        Captures.of(own.url("/"))
            .with("cookies", List.of(prefixed, Map.of("name", "b", "value", "2"))));
    assertEquals("b=2", own.asked("/").getFirst().header("cookie"));
  }

  @Test
  void logsInWhereThePageAsks() {
    own.with("/guarded", "<title>in</title><img src=/guarded/image>");
    Taken taken = shots.taken(Captures.of(own.url("/guarded")).with("basic_auth", user("ok")));
    assertEquals("in", taken.page().title());
    assertEquals("Basic dGVzdGVyOm9r", own.asked("/guarded").getLast().header("authorization"));
  }

  @Test
  void showsTheRefusalWhereThePasswordIsWrong() {
    own.with("/guarded", 401, Map.of("WWW-Authenticate", "Basic realm=\"a\""), "<title>no</title>");
    Taken taken = shots.taken(Captures.of(own.url("/guarded")).with("basic_auth", user("bad")));
    assertEquals(401, taken.page().httpStatus());
    assertEquals("no", taken.page().title());
    assertEquals(2, own.asked("/guarded").size(), "asked without and once with the password");
  }

  @Test
  void givesThePasswordToNoOtherOrigin() {
    own.with("/guarded", "<title>in</title><img src='" + foreign.url("/guarded") + "'>");
    shots.taken(Captures.of(own.url("/guarded")).with("basic_auth", user("ok")));
    assertEquals(1, foreign.asked("/guarded").size());
    assertNull(foreign.asked("/guarded").getFirst().header("authorization"));
  }

  @Test
  void showsALoginsRefusalToWhoHasNoPassword() {
    Taken taken = shots.taken(Captures.of(own.url("/guarded")));
    assertEquals(401, taken.page().httpStatus());
    assertNotNull(taken.page().title());
    assertTrue(own.asked("/guarded").stream().allMatch(a -> a.header("authorization") == null));
  }

  private static Map<String, String> user(String password) {
    return Map.of("username", "tester", "password", password);
  }
}
