package dev.shutterhook.render.interception;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Identity;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.render.devtools.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requests of one page that have to be looked at: for the client's own document, header fields,
 * a password, and what the client wishes not to be loaded. Only those are stopped; a page whose
 * options need none has none stopped.
 *
 * <p>Secrets go to the origin that was asked for and to no other: what is added to one request is
 * not carried on when that is redirected elsewhere (measured), and a redirect to the same origin is
 * a new request that comes by here.
 *
 * <p>Everything but the beginning happens on the connection's reading thread.
 */
public final class Interception {
  private final Session page;
  private final Identity identity;
  private final Optional<Origin> origin;
  private final Optional<Credentials> credentials;
  private final Blockade blockade;
  private final String mainFrame;
  private final boolean readAnew;
  private Optional<OwnDocument> document;

  /**
   * For one page.
   *
   * @param mainFrame the id of its main frame, whose document is never blocked
   */
  public Interception(Session page, String mainFrame, CaptureOptions options) {
    this.page = page;
    this.mainFrame = mainFrame;
    this.blockade = new Blockade(options.blocking());
    this.identity = options.identity();
    this.readAnew = !options.emulation().javascript();
    this.origin =
        options.source() instanceof Source.Page asked
            ? Origin.of(asked.url().toString())
            : Optional.empty();
    this.document =
        options.source() instanceof Source.Document own
            ? Optional.of(new OwnDocument(own.html()))
            : Optional.empty();
    this.credentials =
        origin.flatMap(
            own ->
                Optional.ofNullable(identity.basicAuth()).map(user -> new Credentials(own, user)));
  }

  /** Begins to stop requests, if any have to be. To be called once, before the page navigates. */
  public void begin() {
    List<Map<String, Object>> patterns = patterns();
    if (!patterns.isEmpty()) {
      hear(page);
      page.post("Fetch.enable", enable(patterns));
    }
    blockade.forbidSockets(page);
  }

  /** What is kept from the page. */
  public Blockade blockade() {
    return blockade;
  }

  /** Whether frames in processes of their own have requests to stop. */
  public boolean reachesFrames() {
    return secrets() || !blockade.isIdle();
  }

  /** Stops a foreign frame's requests as well. */
  public void join(Session frame) {
    if (reachesFrames()) {
      hear(frame);
      frame.tell("Fetch.enable", enable(patterns()));
      blockade.forbidSockets(frame);
    }
  }

  private boolean secrets() {
    return !identity.headers().isEmpty() || credentials.isPresent();
  }

  private Map<String, Object> enable(List<Map<String, Object>> patterns) {
    return Map.of("patterns", patterns, "handleAuthRequests", credentials.isPresent());
  }

  private List<Map<String, Object>> patterns() {
    List<Map<String, Object>> patterns = new ArrayList<>();
    document.ifPresent(own -> patterns.add(Map.of("urlPattern", OwnDocument.URL)));
    if (secrets()) {
      origin.ifPresent(own -> patterns.add(Map.of("urlPattern", own.pattern())));
    }
    patterns.addAll(blockade.patterns());
    return patterns;
  }

  private void hear(Session session) {
    session.on("Fetch.requestPaused", event -> paused(session, event));
    credentials.ifPresent(
        known -> session.on("Fetch.authRequired", event -> known.answer(session, event)));
  }

  private void paused(Session session, JsonNode event) {
    String id = event.path("requestId").asText();
    String url = event.path("request").path("url").asText();
    boolean ofPage = event.path("frameId").asText().equals(mainFrame);
    boolean refused = blockade.refuses(event, ofPage);
    if (document.isPresent() && url.equals(OwnDocument.URL)) {
      serve(id, document.get());
    } else if (refused) {
      session.tell("Fetch.failRequest", Map.of("requestId", id, "errorReason", "BlockedByClient"));
    } else if (!identity.headers().isEmpty() && origin.filter(own -> own.has(url)).isPresent()) {
      session.tell(
          "Fetch.continueRequest",
          Map.of(
              "requestId",
              id,
              "headers",
              HeaderFields.of(event.path("request").path("headers"))
                  .with(identity.headers())
                  .entries()));
    } else {
      session.tell("Fetch.continueRequest", Map.of("requestId", id));
    }
  }

  /**
   * Answers one request for one address with the client's document, and no other ever again; where
   * scripts do not run, the document may have to be read a second time.
   */
  private void serve(String request, OwnDocument own) {
    page.tell("Fetch.fulfillRequest", own.answerTo(request));
    if (readAnew) {
      return;
    }
    document = Optional.empty();
    if (patterns().isEmpty()) {
      page.tell("Fetch.disable", Map.of());
    }
  }
}
