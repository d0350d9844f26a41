package dev.shutterhook.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.CaptureRequest.Accepted;
import dev.shutterhook.core.capture.CaptureRequest.Refused;
import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.render.FoundChromium;
import dev.shutterhook.render.browser.BrowserSupervisor;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.devtools.DevToolsException;
import dev.shutterhook.render.page.Contained;
import dev.shutterhook.render.page.Shot;
import dev.shutterhook.render.page.Shot.Missed;
import dev.shutterhook.render.page.Shot.Taken;
import dev.shutterhook.render.page.Studio;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Takes pages with the renderer: the request is read as the API reads it. */
final class OwnTaker implements AutoCloseable {
  private final PageServer server;
  private final Studio studio =
      new Studio(
          new BrowserSupervisor<>(Contained.launcher(Chromium.launcher(FoundChromium.program()))),
          new EgressGuard(EgressPolicy.OPEN, EgressLimits.DEFAULTS, refusal -> {}));

  OwnTaker(PageServer server) {
    this.server = server;
  }

  TakenPage take(PageRow row) {
    ObjectNode body = row.request().deepCopy();
    if (!body.has("html")) {
      body.put("url", body.path("url").asText(server.url(row.path())));
    }
    return switch (CaptureRequest.read(Json.write(body), EgressPolicy.OPEN)) {
      case Refused refused ->
          TakenPage.failed("invalid_request", refused.faults().toString(), Duration.ZERO);
      case Accepted accepted -> take(row, accepted.request().options());
    };
  }

  private TakenPage take(PageRow row, CaptureOptions options) {
    long began = System.nanoTime();
    Shot shot;
    try {
      shot = studio.take(row.name(), options);
    } catch (DevToolsException e) {
      // No row expects it: a page must not bring the renderer to what it has no name for.
      return TakenPage.failed("exception", e.toString(), since(began));
    }
    Duration took = since(began);
    return switch (shot) {
      case Missed missed ->
          TakenPage.failed(missed.failure().code().code(), missed.failure().message(), took);
      case Taken taken -> {
        boolean again = row.expect().path("same_bytes").asBoolean();
        List<Taken> all =
            again && studio.take(row.name(), options) instanceof Taken second
                ? List.of(taken, second)
                : List.of(taken);
        yield new TakenPage(files(all), null, "", facts(taken), took);
      }
    };
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static Map<String, List<byte[]>> files(List<Taken> all) {
    return all.stream()
        .flatMap(taken -> taken.pictures().stream())
        .collect(
            Collectors.groupingBy(
                picture -> picture.format().name().toLowerCase(Locale.ROOT),
                Collectors.mapping(picture -> picture.bytes(), Collectors.toList())));
  }

  private static ObjectNode facts(Taken taken) {
    ObjectNode facts = Json.mapper().createObjectNode();
    facts.set("verdict", Json.mapper().valueToTree(taken.verdict()));
    facts.set("page", Json.mapper().valueToTree(taken.page()));
    return facts;
  }

  @Override
  public void close() {
    studio.close();
  }
}
