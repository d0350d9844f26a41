package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.egress.EgressFault;
import dev.shutterhook.core.egress.EgressSession;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.Verdict;
import dev.shutterhook.render.page.Shot.Missed;
import dev.shutterhook.render.page.Shot.Taken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One capture in one tab, from navigation to picture. */
final class Photographer {
  /** A page that goes on to another document while it settles is waited for so often. */
  static final int MAX_DOCUMENTS = 5;

  private final Tab tab;
  private final EgressSession egress;
  private final CaptureOptions options;
  private final Navigation navigation;
  private final Waiting waiting;
  private final Shutter shutter;
  private final WholePage wholePage;
  private final Judge judge;
  private final Deterministic deterministic;
  private Optional<WholePage.Shown> shown = Optional.empty();
  private final long began = System.nanoTime();

  Photographer(Tab tab, EgressSession egress, CaptureOptions options) {
    this.tab = tab;
    this.egress = egress;
    this.options = options;
    this.navigation = new Navigation(tab, egress);
    this.waiting = new Waiting(tab);
    this.shutter = new Shutter(tab);
    this.wholePage = new WholePage(tab, waiting, shutter);
    this.judge = new Judge(shutter);
    this.deterministic = new Deterministic(options.emulation().deterministic());
  }

  /**
   * Takes the picture.
   *
   * @throws dev.shutterhook.render.devtools.DevToolsException where the browser does not play along
   */
  Shot shoot() {
    Optional<Failure> failure = navigation.go(options);
    if (failure.isPresent()) {
      return new Missed(failure.get());
    }
    Duration load = Duration.ZERO;
    boolean settled = false;
    for (int i = 0; i < MAX_DOCUMENTS; i++) {
      waiting.untilLoaded(options.readiness());
      load = since(began);
      String document = tab.signals().now().loader();
      settled = waiting.untilSettled(options.readiness());
      settled &= swept();
      if (tab.signals().now().loader().equals(document)) {
        break;
      }
    }
    return picture(load, since(began).minus(load), settled);
  }

  private boolean swept() {
    if (options.extent().fullPage()) {
      shown = Optional.of(wholePage.show(options.extent()));
    }
    return shown.map(WholePage.Shown::inTime).orElse(true);
  }

  private Shot picture(Duration load, Duration settle, boolean settled) {
    deterministic.still(tab);
    JsonNode facts = tab.run(PageScript.FACTS, tab.session().deadline());
    int status = facts.path("status").asInt();
    Region region = region();
    Optional<Failure> fault =
        navigation.guardAnswered().or(() -> region.fault(options.output().formats()));
    if (fault.isPresent()) {
      return new Missed(fault.get());
    }
    long before = System.nanoTime();
    List<Picture> pictures =
        options.output().formats().stream()
            .map(format -> deterministic.normalised(shutter.take(format, options, region)))
            .toList();
    boolean truncated = shown.map(WholePage.Shown::truncated).orElse(false);
    Verdict verdict =
        Judge.verdict(
            facts,
            settled,
            truncated,
            judge.blank(pictures, region),
            egress.count(EgressFault.BLOCKED));
    return new Taken(pictures, page(facts, status), verdict, load, settle, since(before));
  }

  private Region region() {
    Region viewport = Region.of(options.viewport());
    return shown.map(whole -> viewport.cutTo(whole.height())).orElse(viewport);
  }

  private PageFacts page(JsonNode facts, int status) {
    boolean own = options.source() instanceof Source.Document;
    String url = own ? "about:blank" : facts.path("url").asText();
    @Nullable Integer known = own || status == 0 ? null : (Integer) status;
    return new PageFacts(url, known, facts.path("title").asText());
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
