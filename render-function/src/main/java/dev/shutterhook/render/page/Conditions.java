package dev.shutterhook.render.page;

import dev.shutterhook.core.options.Readiness;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import dev.shutterhook.render.element.Elements;
import dev.shutterhook.render.element.Elements.Act;
import dev.shutterhook.render.element.Elements.Found;
import dev.shutterhook.render.element.Elements.NotFound;
import dev.shutterhook.render.script.OwnWorld;
import dev.shutterhook.render.script.OwnWorld.Left;
import dev.shutterhook.render.script.OwnWorld.Thrown;
import dev.shutterhook.render.script.OwnWorld.Value;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the client waits for beside the load, within the capture's own time. */
final class Conditions {
  /** Between two evaluations of an expression. */
  static final Duration INTERVAL = Duration.ofMillis(50);

  private final Tab tab;
  private final Elements elements;
  private final OwnWorld own;

  Conditions(Tab tab, Elements elements) {
    this.tab = tab;
    this.elements = elements;
    this.own = new OwnWorld(tab.session());
  }

  /** Why it did not come. */
  Optional<Failure> await(Readiness readiness) {
    return element(readiness.waitForSelector()).or(() -> expression(readiness.waitForExpression()));
  }

  private Optional<Failure> element(@Nullable String selector) {
    if (selector == null) {
      return Optional.empty();
    }
    return switch (elements.find(selector, Act.NOTHING, tab.deadline())) {
      case Found _ -> Optional.empty();
      case NotFound(Failure failure) -> Optional.of(failure);
    };
  }

  private Optional<Failure> expression(@Nullable String expression) {
    if (expression == null) {
      return Optional.empty();
    }
    String error = "";
    try {
      while (!tab.deadline().passed()) {
        switch (own.evaluate(expression, tab.deadline())) {
          case Value(boolean truthy) when truthy -> {
            return Optional.empty();
          }
          case Value _, Left _ -> error = "";
          case Thrown thrown -> {
            error = thrown.error();
            if (thrown.malformed()) {
              return failed(error);
            }
          }
        }
        tab.pause(tab.deadline().within(INTERVAL));
      }
    } catch (TimedOut e) {
      // Its promise is still open, or the page does not answer any more.
    }
    return failed(error);
  }

  private static Optional<Failure> failed(String error) {
    return Optional.of(
        error.isEmpty()
            ? Failure.of(FailureCode.EXPRESSION_FAILED)
            : Failure.of(FailureCode.EXPRESSION_FAILED, error));
  }
}
