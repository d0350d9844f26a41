package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.egress.EgressSession;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Clip;
import dev.shutterhook.core.options.OnTimeout;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.Masked;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.Verdict;
import dev.shutterhook.render.blocking.consent.ConsentClerk;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import dev.shutterhook.render.element.Elements;
import dev.shutterhook.render.page.Framing.Nothing;
import dev.shutterhook.render.page.Framing.Part;
import dev.shutterhook.render.page.Lab.Pictures;
import dev.shutterhook.render.page.Lab.Spoiled;
import dev.shutterhook.render.page.Shot.Missed;
import dev.shutterhook.render.page.Shot.Taken;
import dev.shutterhook.render.rule.Rulebook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One capture in one tab, from navigation to picture. */
final class Photographer {
  private final Tab tab;
  private final EgressSession egress;
  private final CaptureOptions options;
  private final Navigation navigation;
  private final Shutter shutter;
  private final Elements elements;
  private final Settling settling;
  private final WholePage wholePage;
  private final Clearance clearance;
  private final Rulebook rules;
  private final Deterministic deterministic;
  private final Runnable meanwhile;
  private Optional<WholePage.Shown> shown = Optional.empty();
  private boolean late;

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
    this.shutter = new Shutter(tab);
    this.elements = new Elements(tab.world(), tab::pause);
    Waiting waiting = new Waiting(tab);
    this.settling = new Settling(tab, waiting, options.readiness());
    this.wholePage = new WholePage(tab, waiting, shutter, options.viewport());
    this.clearance = new Clearance(tab, options.blocking(), settling);
    this.rules = new Rulebook(options.rules());
    this.deterministic = new Deterministic(options.emulation().deterministic());
    this.meanwhile = meanwhile;
  }

  /**
   * Takes the picture.
   *
   * @throws dev.shutterhook.render.devtools.DevToolsException where the browser does not play along
   */
  Shot shoot() {
    Optional<Failure> failure = ready();
    if (failure.isPresent()) {
      return new Missed(failure.get());
    }
    showWhole();
    Shot shot = picture();
    return navigation.cutOff().<Shot>map(Missed::new).orElse(shot);
  }

  /** Why the page does not become ready. Where its time is over it may be taken as it is. */
  private Optional<Failure> ready() {
    try {
      Optional<Failure> failure = navigation.go(options).or(this::prepared);
      late = failure.isPresent() && takenLate();
      return late ? Optional.empty() : failure;
    } catch (TimedOut e) {
      if (!takenLate()) {
        throw e;
      }
      late = true;
      return Optional.empty();
    }
  }

  private Optional<Failure> prepared() {
    settling.arrive();
    if (!options.emulation().javascript()) {
      settling.readAnew();
    }
    clearance.clear();
    return rules
        .brokenAtOnce(tab.world(), tab.deadline())
        .or(() -> new Conditions(tab, elements).await(options.readiness()))
        .or(() -> new Preparation(tab, options, settling, clearance, elements).prepare());
  }

  private boolean takenLate() {
    return options.readiness().onTimeout() == OnTimeout.CAPTURE
        && tab.deadline().passed()
        && !tab.signals().now().loader().isEmpty();
  }

  /** Last of all, for it lays the page out for the picture, as it is by then. */
  private void showWhole() {
    Clip clip = options.extent().clip();
    // A clip below the window shows what loads as it is seen, as a whole page does.
    boolean below = clip != null && clip.y() + clip.height() > options.viewport().height();
    for (int i = 0; i < Settling.MAX_DOCUMENTS && (options.extent().fullPage() || below); i++) {
      String document = tab.signals().now().loader();
      shown = Optional.of(wholePage.show(options.extent()));
      if (late || tab.signals().now().loader().equals(document)) {
        return;
      }
      settling.again();
    }
  }

  private Shot picture() {
    Duration settle = settling.since();
    deterministic.still(tab);
    JsonNode facts = tab.run(PageScript.FACTS, tab.session().deadline());
    int status = facts.path("status").asInt();
    Optional<Failure> fault =
        navigation
            .guardAnswered(facts.path("refusal").asText())
            .or(() -> navigation.strandedAt(facts.path("url").asText()))
            .or(() -> rules.brokenBy(status))
            .or(() -> rules.brokenBy(tab.world(), tab.session().deadline()));
    if (fault.isPresent()) {
      return new Missed(fault.get());
    }
    return switch (new Framing(tab, options, shown, elements).frame()) {
      case Nothing(Failure failure) -> new Missed(failure);
      case Part part -> picture(part, facts, status, settle);
    };
  }

  private Shot picture(Part part, JsonNode facts, int status, Duration settle) {
    Optional<Failure> fault = part.region().fault(options.output().formats());
    if (fault.isPresent()) {
      return new Missed(fault.get());
    }
    long before = System.nanoTime();
    meanwhile.run();
    return switch (new Lab(tab, options, shutter, deterministic).develop(part.region())) {
      case Spoiled(Failure why) -> new Missed(why);
      case Pictures(List<Picture> pictures, List<Masked> masks) ->
          new Taken(
              pictures,
              page(facts, status, masks),
              verdict(facts, part, pictures),
              settling.load(),
              settle,
              Duration.ofNanos(System.nanoTime() - before));
    };
  }

  private PageFacts page(JsonNode facts, int status, List<Masked> masks) {
    boolean own = options.source() instanceof Source.Document;
    String url = own ? "about:blank" : facts.path("url").asText();
    @Nullable Integer known = own || status == 0 ? null : (Integer) status;
    return new PageFacts(url, known, facts.path("title").asText(), masks);
  }

  private Verdict verdict(JsonNode facts, Part part, List<Picture> pictures) {
    boolean inTime = shown.map(WholePage.Shown::inTime).orElse(true);
    return Judge.verdict(
        facts,
        settling.settled() && inTime && !late,
        part.cut(),
        new Judge(shutter).blank(pictures, part.region()),
        Unsent.of(egress, tab.blockade()),
        tab.restraint().dialogs(),
        banner(facts));
  }

  /** A document without scripts has nobody to ask for consent, and no time to lose. */
  private boolean banner(JsonNode facts) {
    if (clearance.sawBanner()) {
      return true;
    }
    return facts.path("scripted").asBoolean()
        && new ConsentClerk(tab.session(), tab.world().frame())
            .look(tab.session().deadline())
            .seen();
  }
}
