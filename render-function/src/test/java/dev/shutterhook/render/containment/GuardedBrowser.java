package dev.shutterhook.render.containment;

import static org.awaitility.Awaitility.await;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.render.Captures;
import dev.shutterhook.render.browser.BrowserSupervisor;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.containment.World.Trace;
import dev.shutterhook.render.page.Contained;
import dev.shutterhook.render.page.Picture;
import dev.shutterhook.render.page.Shot;
import dev.shutterhook.render.page.Shot.Missed;
import dev.shutterhook.render.page.Shot.Taken;
import dev.shutterhook.render.page.Studio;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The product's own way to a page: studio, Chromium, and the guard at its strictest. */
final class GuardedBrowser implements AutoCloseable {
  /** Busy machines are slow; what is tested is where the page gets, not when. */
  private static final int PATIENCE_SECONDS = 90;

  private static final List<String> FORMATS = List.of("png", "html", "mhtml", "pdf");

  /** Measured: 10 ms after the guard's session is there, the page is. */
  private static final Duration MADE_AHEAD = Duration.ofMillis(500);

  private final AttackSite site;
  private final EgressGuard guard;
  private final Studio studio;

  GuardedBrowser(Path program, World world) {
    this.site = world.site();
    this.guard =
        new EgressGuard(EgressPolicy.STRICT, EgressLimits.DEFAULTS, world.names(), world::note);
    this.studio =
        new Studio(new BrowserSupervisor<>(Contained.launcher(Chromium.launcher(program))), guard);
  }

  /** A capture that waits until the page has tried everything, and a second for its aftermath. */
  static Captures patient(Captures captures) {
    return lingering(captures).with("wait_for_expression", "window.attacked === true");
  }

  /** A capture that waits a second for the aftermath of whatever it does. */
  static Captures lingering(Captures captures) {
    return captures.with("format", FORMATS).with("delay", 1).with("timeout", PATIENCE_SECONDS);
  }

  Trace take(Captures captures) throws IOException {
    return trace(studio.take("escape", captures.options()));
  }

  /** Ends the guard while the page is at it. */
  Trace takeAndLoseGuard(Captures captures) throws Exception {
    CompletableFuture<Shot> shot =
        CompletableFuture.supplyAsync(() -> studio.take("escape", captures.options()));
    if (!site.awaitDone(PATIENCE_SECONDS)) {
      return new Trace("the page did not run", Set.of(), 0);
    }
    guard.close();
    return trace(shot.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  /** Takes a page that is made ahead, and whose guard ends before it sets out. */
  Trace takeWithoutGuard(Captures captures) throws IOException {
    var _ = take(Captures.of("http://" + Names.SITE + "/calm.html"));
    await().during(MADE_AHEAD).until(() -> !Listeners.ofJava().isEmpty());
    guard.close();
    return take(captures);
  }

  private static Trace trace(Shot shot) throws IOException {
    return switch (shot) {
      case Missed(var failure) -> new Trace(failure.code().code(), Set.of(), 0);
      case Taken taken -> {
        Set<Secret> found = EnumSet.noneOf(Secret.class);
        for (Picture picture : taken.pictures()) {
          found.addAll(Secrets.in(picture.bytes(), picture.format() == Format.PDF));
        }
        yield new Trace("taken", found, taken.pictures().size());
      }
    };
  }

  @Override
  public void close() {
    studio.close();
  }
}
