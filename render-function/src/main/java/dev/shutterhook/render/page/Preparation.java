package dev.shutterhook.render.page;

import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.ScrollTo;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.change.Pointer;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import dev.shutterhook.render.element.Box;
import dev.shutterhook.render.element.Elements;
import dev.shutterhook.render.element.Elements.Act;
import dev.shutterhook.render.element.Elements.Found;
import dev.shutterhook.render.element.Elements.NotFound;
import dev.shutterhook.render.script.OwnWorld;
import dev.shutterhook.render.script.OwnWorld.Thrown;
import dev.shutterhook.render.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is done to a page between its load and its picture, in the order that the API promises: the
 * script, the clicks, rest, the place, the delay.
 */
final class Preparation {
  private static final Script IN_VIEW = Script.beside(Preparation.class, "inView.js");

  private static final String SCROLL =
      "function (y) { scrollTo({top: y, left: 0, behavior: 'instant'}) }";

  private final Tab tab;
  private final CaptureOptions options;
  private final Settling settling;
  private final Clearance clearance;
  private final Elements elements;

  Preparation(
      Tab tab, CaptureOptions options, Settling settling, Clearance clearance, Elements elements) {
    this.tab = tab;
    this.options = options;
    this.settling = settling;
    this.clearance = clearance;
    this.elements = elements;
  }

  /** Does it, or says why it cannot be done. */
  Optional<Failure> prepare() {
    return change().or(this::place).or(this::delay);
  }

  private Optional<Failure> change() {
    List<String> clicks = options.changes().click();
    String script = options.changes().js();
    if (script == null && clicks.isEmpty()) {
      return Optional.empty();
    }
    Departure departure = new Departure(tab);
    Optional<Failure> failure = run(script);
    departure.await();
    for (String selector : clicks) {
      failure = failure.or(() -> on(selector, Act.SHOW, new Pointer(tab.session())::click));
      departure.await();
    }
    settling.again();
    clearance.clear();
    return failure;
  }

  private Optional<Failure> run(@Nullable String script) {
    if (script == null) {
      return Optional.empty();
    }
    return new OwnWorld(tab.session()).evaluate(script, tab.deadline()) instanceof Thrown thrown
        ? Optional.of(
            new Failure(
                FailureCode.EXPRESSION_FAILED, "The script in js failed: " + thrown.error(), false))
        : Optional.empty();
  }

  /**
   * Brings into view what shall be seen. What loads only then is waited for, and moves what is
   * there: so it is brought into view once more.
   */
  private Optional<Failure> place() {
    if (options.changes().scrollTo() == null && options.extent().selector() == null) {
      return Optional.empty();
    }
    Optional<Failure> failure = show();
    if (failure.isPresent()) {
      return failure;
    }
    awaitImages();
    settling.again();
    return show();
  }

  private void awaitImages() {
    try {
      tab.world().run(IN_VIEW, tab.deadline().within(Waiting.MAX_SETTLE));
    } catch (TimedOut e) {
      // What is missing then shows in the verdict.
    }
  }

  private Optional<Failure> show() {
    ScrollTo scroll = options.changes().scrollTo();
    String selector = options.extent().selector();
    Optional<Failure> failure = scroll == null ? Optional.empty() : scroll(scroll);
    return selector == null ? failure : failure.or(() -> on(selector, Act.SHOW, _ -> {}));
  }

  private Optional<Failure> scroll(ScrollTo scroll) {
    if (scroll.selector() != null) {
      return on(scroll.selector(), Act.TOP, _ -> {});
    }
    tab.world().run(SCROLL, tab.deadline(), scroll.y() == null ? 0 : scroll.y());
    return Optional.empty();
  }

  private Optional<Failure> on(String selector, Act act, Consumer<Box> then) {
    Deadline limit = tab.deadline().within(Elements.MAX_SEARCH);
    return switch (elements.find(selector, act, limit)) {
      case Found(Box box) -> {
        then.accept(box);
        yield Optional.empty();
      }
      case NotFound(Failure failure) -> Optional.of(failure);
    };
  }

  private Optional<Failure> delay() {
    Duration delay = options.readiness().delay();
    if (delay.isPositive()) {
      tab.pause(tab.deadline().within(delay));
      if (tab.deadline().passed()) {
        throw new TimedOut("the delay");
      }
    }
    return Optional.empty();
  }
}
