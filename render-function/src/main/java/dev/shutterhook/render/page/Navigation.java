package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.egress.EgressSession;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.render.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way of a tab to its page. */
final class Navigation {
  /**
   * Where a client's own document is shown. The name is reserved (RFC 6761, section 6.4): nothing
   * can live there. Plain http, so that the document may load images of http and of https.
   */
  static final String DOCUMENT_URL = "http://html.invalid/";

  private final Tab tab;
  private final EgressSession egress;

  Navigation(Tab tab, EgressSession egress) {
    this.tab = tab;
    this.egress = egress;
  }

  /** Goes to a source; returns when its document has arrived, or why it has not. */
  Optional<Failure> go(Source source) {
    return switch (source) {
      case Source.Page page -> go(page.url().toString());
      case Source.Document document -> {
        serve(document.html());
        yield go(DOCUMENT_URL);
      }
      case Source.StoredDocument stored ->
          throw new IllegalArgumentException("an order carries its document: " + stored.key());
    };
  }

  /**
   * Why a document that looks like a page is none: over plain http the guard answers in the place
   * of a server that it does not reach, and its answer must not be taken for the page.
   */
  Optional<Failure> guardAnswered() {
    return tab.signals().refusal().flatMap(egress::faultMarked).map(NetError::failure);
  }

  private Optional<Failure> go(String url) {
    // Awaited: the navigation runs in another process and overtakes what was posted to the page's.
    tab.session().confirm();
    JsonNode answer = tab.session().call("Page.navigate", Map.of("url", url));
    if (answer.path("isDownload").asBoolean()) {
      return Optional.of(NetError.failure("net::ERR_ABORTED"));
    }
    String error = answer.path("errorText").asText();
    if (!error.isEmpty()) {
      return Optional.of(fault(unreachable(url)).orElseGet(() -> NetError.failure(error)));
    }
    return Optional.empty();
  }

  /** After redirects, the address that failed is not the one that was asked for. */
  private String unreachable(String asked) {
    JsonNode frame =
        tab.session().call("Page.getFrameTree", Map.of()).path("frameTree").path("frame");
    String url = frame.path("unreachableUrl").asText();
    return url.isEmpty() ? asked : url;
  }

  private Optional<Failure> fault(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() == null || url.startsWith(DOCUMENT_URL)) {
        return Optional.empty();
      }
      int port = uri.getPort() >= 0 ? uri.getPort() : defaultPort(uri);
      return egress.faultOf(uri.getHost(), port).map(NetError::failure);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static int defaultPort(URI uri) {
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }

  /** Answers one request for one address with the client's document, and no other ever again. */
  private void serve(String html) {
    String body = Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8));
    tab.session()
        .on(
            "Fetch.requestPaused",
            event -> {
              fulfill(event.path("requestId").asText(), body);
              tab.session().tell("Fetch.disable", Map.of());
            });
    tab.session()
        .post("Fetch.enable", Map.of("patterns", List.of(Map.of("urlPattern", DOCUMENT_URL))));
  }

  private void fulfill(String request, String body) {
    Map<String, String> type = Map.of("name", "Content-Type", "value", "text/html; charset=utf-8");
    tab.session()
        .tell(
            "Fetch.fulfillRequest",
            Map.of(
                "requestId",
                request,
                "responseCode",
                200,
                "responseHeaders",
                List.of(type),
                "body",
                body));
  }
}
