package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.egress.EgressFault;
import dev.shutterhook.core.egress.EgressSession;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.Verdict;
import dev.shutterhook.render.page.Lab.Pictures;
import dev.shutterhook.render.page.Lab.Spoiled;
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
  private final Runnable meanwhile;
  private final long began = System.nanoTime();

  /**
   * A photographer of one capture.
   *
   * @param meanwhile is run once, when all that is left is to make the picture; it must not wait
   */
  Photographer(Tab tab, EgressSession egress, CaptureOptions options, Runnable meanwhile) {
    this.tab = tab;
    this.egress = egress;
    this.options = options;
    this.navigation = new Navigation(tab, egress);
    this.waiting = new Waiting(tab);
    this.shutter = new Shutter(tab);
    this.meanwhile = meanwhile;
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
      settled = waiting.untilSettled(options.readiness()) && swept();
      if (tab.signals().now().loader().equals(document)) {
        break;
      }
    }
    return picture(load, since(began).minus(load), settled);
  }

  private boolean swept() {
    return !options.extent().fullPage() || shutter.sweep();
  }

  private Shot picture(Duration load, Duration settle, boolean settled) {
    JsonNode facts = tab.run(PageScript.FACTS, tab.session().deadline());
    int status = facts.path("status").asInt();
    Region region = region();
    Optional<Failure> fault =
        navigation.guardAnswered().or(() -> region.fault(options.output().formats()));
    if (fault.isPresent()) {
      return new Missed(fault.get());
    }
    long before = System.nanoTime();
    meanwhile.run();
    return switch (new Lab(tab, options, shutter).develop(region)) {
      case Pictures(List<Picture> pictures) ->
          new Taken(
              pictures, page(facts, status), verdict(facts, settled), load, settle, since(before));
      case Spoiled(Failure why) -> new Missed(why);
    };
  }

  private Region region() {
    Region viewport = Region.of(options.viewport());
    boolean whole = options.extent().fullPage() && options.output().picture();
    return whole ? viewport.downTo(shutter.pageHeight()) : viewport;
  }

  private PageFacts page(JsonNode facts, int status) {
    boolean own = options.source() instanceof Source.Document;
    String url = own ? "about:blank" : facts.path("url").asText();
    @Nullable Integer known = own || status == 0 ? null : (Integer) status;
    return new PageFacts(url, known, facts.path("title").asText());
  }

  private Verdict verdict(JsonNode facts, boolean settled) {
    int missing = facts.path("imagesMissing").asInt();
    int blocked = (int) Math.min(Integer.MAX_VALUE, egress.count(EgressFault.BLOCKED));
    boolean complete = settled && missing == 0 && blocked == 0;
    int dialogs = tab.signals().dialogs();
    return new Verdict(
        complete, !settled, false, false, missing, 0, blocked, dialogs, false, false);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
