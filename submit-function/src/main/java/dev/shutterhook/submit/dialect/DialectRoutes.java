package dev.shutterhook.submit.dialect;

import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.dialect.Dialect;
import dev.shutterhook.core.dialect.Dialects;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.submit.capture.CaptureLookup;
import dev.shutterhook.submit.capture.Intake;
import dev.shutterhook.submit.http.Route;
import dev.shutterhook.submit.idempotency.Idempotency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What clients call in their dialect, our own among them: each may ask for captures and look at
 * them, and some fetch.
 */
public final class DialectRoutes {
  private DialectRoutes() {}

  public static List<Route> on(
      EgressPolicy egress,
      Intake intake,
      CaptureLookup captures,
      Pictures pictures,
      CaptureDocument document,
      Idempotency idempotency) {
    Function<Dialect, AcceptCapture> take =
        dialect ->
            new AcceptCapture(
                dialect,
                egress,
                intake,
                new Darkroom(captures, pictures, document),
                document,
                idempotency);
    Function<Dialect, ShowCapture> show =
        dialect -> new ShowCapture(dialect, captures, document, _ -> Optional.empty());
    Function<Dialect, FetchPicture> fetch =
        dialect -> new FetchPicture(dialect, captures, pictures);
    Dialect api = Dialects.SCREENSHOT_API;
    Dialect ly = Dialects.SCREENSHOTLY;
    Dialect tool = Dialects.TOOL_CENTER;
    Dialect run = Dialects.SCREENSHOT_RUN;
    Dialect px = Dialects.PX_SHOT;
    Dialect own = Dialects.NATIVE;
    ShowCapture priced = new ShowCapture(own, captures, document, captures::receipt);
    return Stream.of(
            Route.keyed("POST", "/v1/captures", take.apply(own)).in(own),
            Route.keyed("GET", "/v1/captures/{id}", priced).in(own),
            Route.keyed("POST", "/v1/screenshot/async", take.apply(api)).in(api),
            Route.keyed("GET", "/v1/status/{id}", show.apply(api)).in(api),
            Route.keyed("GET", "/v1/status/{id}/download", fetch.apply(api)).in(api),
            Route.keyed("POST", "/screenshot", take.apply(ly)).in(ly),
            Route.keyed("GET", "/screenshot/{id}", show.apply(ly)).in(ly),
            Route.keyed("POST", "/v1/screenshot", take.apply(tool)).in(tool),
            Route.keyed("GET", "/v1/screenshot/{id}", show.apply(tool)).in(tool),
            Route.keyed("POST", "/api/v1/screenshots", take.apply(run)).in(run),
            Route.keyed("GET", "/api/v1/screenshots/{id}", show.apply(run)).in(run),
            Route.keyed("GET", "/api/v1/screenshots/{id}/image", fetch.apply(run)).in(run),
            Route.keyed("POST", "/v1/capture", take.apply(px)).in(px),
            Route.keyed("GET", "/v1/capture/{id}", show.apply(px)).in(px))
        .toList();
  }
}
