package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;
import java.util.Optional;

/** {@code GET /v1/monitors/{id}/runs/{run}/diff}: the way to the picture of what has changed. */
final class ShowDiff implements Endpoint {
  private final MonitorLookup lookup;
  private final ArtifactLinks links;

  ShowDiff(MonitorLookup lookup, ArtifactLinks links) {
    this.lookup = lookup;
    this.links = links;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return lookup
        .findRun(caller.account(), variable)
        .map(
            found ->
                Optional.ofNullable(found.run().diff())
                    .flatMap(diff -> Optional.ofNullable(diff.picture()))
                    .map(this::redirect)
                    .orElseGet(ShowDiff::none))
        .orElseGet(MonitorLookup::noRun);
  }

  private Answer redirect(String picture) {
    ArtifactLinks.Link link = links.to(picture, Format.PNG);
    return Answer.Reply.at(302, link.url(), Json.mapper().valueToTree(link));
  }

  private static Answer none() {
    return Answer.Problem.of(
        ProblemCode.NOT_FOUND,
        "There is no picture of a difference: the run found none, or has not ended.");
  }
}
