package dev.shutterhook.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.FoundChromium;
import dev.shutterhook.render.Site;
import dev.shutterhook.render.browser.BrowserStartException;
import dev.shutterhook.render.browser.BrowserSupervisor;
import dev.shutterhook.render.browser.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real: Chromium and the guard. Double: a script in front of Chromium, which drops some of its
 * arguments and changes what it is told over the pipe: a browser that does not do as it is asked.
 */
class ContainedTest {
  private static final Duration SHORT = Duration.ofSeconds(2);

  /** For one that is contained: how fast a busy machine proves it is not what is tested. */
  private static final Duration PLENTY = Duration.ofSeconds(30);

  private static final String NO_PROXY = "s/,*\"proxyServer\":\"[^\"]*\"//";
  private static final String LETS_LOOPBACK_THROUGH = "s/<-loopback>/127.0.0.1/";
  private static final String AS_IT_IS = "";

  private final List<Chromium> started = new CopyOnWriteArrayList<>();
  private final Site site = Site.open().with("/", "<title>private</title>");
  @TempDir private Path folder;

  @AfterEach
  void close() {
    started.forEach(Chromium::close);
    site.close();
  }

  /** A browser that is told something else, and has only some of its arguments. */
  private Path disobedient(String told, String dropped) throws IOException {
    String script =
        """
        #!/bin/sh
        for word do
          shift
          case $word in %s) ;; *) set -- "$@" "$word" ;; esac
        done
        sed -u -z '%s' <&3 | '%s' "$@" 3<&0 0</dev/null
        """
            .formatted(dropped, told, FoundChromium.program());
    Path program = Files.writeString(folder.resolve("disobedient"), script);
    assertTrue(program.toFile().setExecutable(true));
    return program;
  }

  private Chromium start(Path program) {
    started.add(Chromium.launcher(program).start());
    return started.getLast();
  }

  private Contained prove(Path program, Duration most) {
    return Contained.launcher(() -> start(program), most).start();
  }

  private void refuses(Path program, String why) {
    Exception e = assertThrows(BrowserStartException.class, () -> prove(program, SHORT));
    assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
    assertTrue(started.getFirst().connection().isLost(), "it is ended");
  }

  @Test
  void handsOutABrowserThatDoesAsItIsAsked() {
    try (Contained browser = prove(FoundChromium.program(), PLENTY)) {
      assertTrue(browser.healthy());
      assertEquals(started.getFirst(), browser.chromium());
    }
  }

  @Test
  void refusesOneThatLetsLoopbackPastTheGuard() throws IOException {
    refuses(disobedient(LETS_LOOPBACK_THROUGH, "none"), "past the guard");
  }

  @Test
  void refusesOneThatKnowsNoProxyAtAll() throws IOException {
    refuses(disobedient(NO_PROXY, "--proxy-*|--host-resolver-rules=*"), "past the guard");
  }

  @Test
  void refusesOneWhosePagesDoNotComeToTheirOwnGuard() throws IOException {
    refuses(disobedient(NO_PROXY, "none"), "did not come to the guard");
  }

  @Test
  void handsOutOneWithoutTheArgumentsBecauseItsPagesNameTheirGuard() throws IOException {
    try (Contained browser = prove(disobedient(AS_IT_IS, "--proxy-*"), PLENTY)) {
      assertTrue(browser.healthy());
    }
  }

  @Test
  void takesNoCaptureWithABrowserThatIsNotContained() throws IOException {
    Path program = disobedient(LETS_LOOPBACK_THROUGH, "none");
    EgressGuard guard = new EgressGuard(EgressPolicy.OPEN, EgressLimits.DEFAULTS, refusal -> {});
    try (Studio studio =
        new Studio(new BrowserSupervisor<>(Contained.launcher(() -> start(program))), guard)) {
      Captures page = Captures.of(site.url("/"));
      assertThrows(BrowserStartException.class, () -> studio.take("test", page.options()));
    }
    assertFalse(started.isEmpty());
    assertEquals(0, site.asked().count());
  }
}
