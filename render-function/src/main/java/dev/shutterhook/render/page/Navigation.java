package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.egress.EgressSession;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.devtools.Reply;
import dev.shutterhook.render.emulation.Cookies;
import dev.shutterhook.render.interception.OwnDocument;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/** The way of a tab to its page. */
final class Navigation {
  private static final String ERROR_PAGES = "chrome-error://";

  private final Tab tab;
  private final EgressSession egress;

  Navigation(Tab tab, EgressSession egress) {
    this.tab = tab;
    this.egress = egress;
  }

  /** Goes to a source; returns when its document has arrived, or why it has not. */
  Optional<Failure> go(CaptureOptions options) {
    String url =
        switch (options.source()) {
          case Source.Page page -> page.url().toString();
          case Source.Document _ -> OwnDocument.URL;
          case Source.StoredDocument stored ->
              throw new IllegalArgumentException("an order carries its document: " + stored.key());
        };
    Cookies.set(tab.session(), options.identity().cookies(), url);
    return go(url);
  }

  /**
   * Why a document that looks like a page is none: over plain http the guard answers in the place
   * of a server that it does not reach, and its answer must not be taken for the page.
   *
   * @param mark the document's {@link EgressSession#REFUSAL_NAME}; empty where it has none
   */
  Optional<Failure> guardAnswered(String mark) {
    return egress.faultMarked(mark).map(NetError::failure);
  }

  /**
   * Why the browser shows a page of its own: a click or a script has led to an address that cannot
   * be reached.
   *
   * @param url where the page is now
   */
  Optional<Failure> strandedAt(String url) {
    return url.startsWith(ERROR_PAGES)
        ? fault(unreachable(url)).or(() -> Optional.of(Failure.of(FailureCode.CONNECTION_FAILED)))
        : Optional.empty();
  }

  /**
   * Why the page cannot be trusted to be whole: its way out was lost before its picture was taken,
   * and whatever it asked for since has failed without a trace in the guard's books.
   */
  Optional<Failure> cutOff() {
    return egress.hasEnded()
        ? Optional.of(Failure.of(FailureCode.CONNECTION_FAILED))
        : Optional.empty();
  }

  private Optional<Failure> go(String url) {
    // The page is held until all that was posted before has reached it. It is told to run after the
    // navigation, which would otherwise begin with the address that it was opened at.
    Reply answered = tab.session().ask("Page.navigate", Map.of("url", url));
    tab.session().post("Runtime.runIfWaitingForDebugger", Map.of());
    tab.session().confirm();
    JsonNode answer = answered.await(tab.deadline());
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
      if (uri.getHost() == null || url.startsWith(OwnDocument.URL)) {
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
}
