package dev.shutterhook.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.options.Format;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.Shots;
import dev.shutterhook.render.Site;
import dev.shutterhook.render.page.Shot.Taken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What leads from a page to the machine itself, and not over any network that the guard could see.
 * Real: Chromium, the egress guard (open), an HTTP server on loopback. Double: nothing.
 */
@ExtendWith(Shots.Shared.class)
class SchemesTest {
  private static final String SECRET = "secretoffile3b1d";

  private final Shots shots;
  private final Site site = Site.open();
  @TempDir private Path folder;
  private Path file;

  SchemesTest(Shots shots) {
    this.shots = shots;
  }

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("secret.html"), "<title>x</title>" + SECRET);
  }

  @AfterEach
  void close() {
    site.close();
  }

  /** Every way that a script has to leave for addresses, or to read them. */
  private static String script(List<String> addresses) {
    return """
        const said = text => { document.body.append(String(text)); };
        const attempt = f => { try { Promise.resolve(f()).then(said, () => 0); } catch {} };
        const load = url => { const x = new XMLHttpRequest(); x.open('GET', url, false); x.send(); return x.responseText; };
        const click = (url, target) => { Object.assign(document.createElement('a'), {href: url, target}).click(); };
        const addresses = %s;
        addresses.forEach((address, place) => {
          for (const tag of ['iframe', 'object', 'embed']) {
            const e = document.createElement(tag);
            e.src = e.data = address;
            e.onload = () => attempt(() => e.contentDocument.body.innerText);
            document.body.append(e);
          }
          attempt(() => fetch(address).then(answer => answer.text()));
          attempt(() => load(address));
          attempt(() => import(address));
          attempt(() => { new Worker(address); });
          attempt(() => { open(address); });
          attempt(() => click(address, '_blank'));
          // One way to leave ends the one before it.
          [() => click(address), () => { location.href = address; }, () => location.replace(address)]
              .forEach((leave, way) => setTimeout(() => attempt(leave), 20 * (3 * place + way)));
        });
        setTimeout(() => { document.title = 'stayed'; }, 60 * addresses.length);
        """
        .formatted(Shots.json(addresses));
  }

  private static String page(String script) {
    return "<!doctype html><title>begun</title><body><script>" + script + "</script>";
  }

  private static Captures watched(Captures captures) {
    return captures.with("format", List.of("png", "html", "mhtml")).delayed(Duration.ofMillis(700));
  }

  private void stays(Captures captures) {
    Taken taken = shots.taken(watched(captures));
    assertEquals("stayed", taken.page().title());
    assertEquals(site.url("/"), taken.page().finalUrl());
    for (Format format : List.of(Format.HTML, Format.MHTML)) {
      assertFalse(Shots.text(taken, format).contains(SECRET));
    }
  }

  @Test
  void noPageAndNoScriptOfARequestLeadsToTheMachineItself() {
    String script =
        script(
            List.of(
                file.toUri().toString(),
                "view-source:" + file.toUri(),
                "view-source:" + site.url("/"),
                "filesystem:" + site.url("/temporary/x"),
                "chrome://version/",
                "chrome://net-export/",
                "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html",
                "devtools://devtools/bundled/inspector.html",
                "file:///proc/self/environ"));
    site.with("/", page(script));
    stays(Captures.of(site.url("/")));
    site.with("/", page(""));
    stays(Captures.of(site.url("/")).with("js", script));
  }

  /** Chromium leads there, to an empty document of its own. */
  @Test
  void aSchemeOfTheBrowsersOwnShowsNothing() {
    site.with("/", page(script(List.of("chrome-untrusted://print/"))));
    Taken taken = shots.taken(watched(Captures.of(site.url("/"))));
    assertEquals("about:blank#blocked", taken.page().finalUrl());
  }

  @Test
  void noRedirectLeadsToAFile() {
    site.with("/", 302, Map.of("Location", file.toUri().toString()), "");
    assertFalse(shots.missed(Captures.of(site.url("/"))).retryable());
  }

  /** A page that can save a file could fill the machine's disk. */
  @Test
  void noPageSavesAFile() throws IOException {
    String name = "shutterhook-download-7d3f";
    site.with("/" + name, 200, Map.of("Content-Disposition", "attachment"), "x");
    site.with(
        "/",
        """
        <!doctype html><title>begun</title><body><a download="%1$s" href="/%1$s">x</a><script>
        document.links[0].click();
        const blob = URL.createObjectURL(new Blob(['x']));
        const a = Object.assign(document.createElement('a'), {href: blob, download: '%1$s'});
        a.click();
        document.title = 'stayed';
        </script>
        """
            .formatted(name));
    stays(Captures.of(site.url("/")));
    for (String place :
        List.of(System.getProperty("java.io.tmpdir"), System.getProperty("user.home"), ".")) {
      try (var files = Files.find(Path.of(place), 4, (f, a) -> f.toString().contains(name))) {
        assertTrue(files.findAny().isEmpty(), place);
      } catch (UncheckedIOException e) {
        // Somebody else's file went away while it was looked at.
      }
    }
  }
}
