package dev.shutterhook.render.interception;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.options.Blocking;
import dev.shutterhook.core.options.ResourceType;
import dev.shutterhook.render.blocking.Blocklist;
import dev.shutterhook.render.blocking.Blocklists;
import dev.shutterhook.render.blocking.PageFilter;
import dev.shutterhook.render.blocking.UrlGlob;
import dev.shutterhook.render.devtools.Session;
import dev.shutterhook.render.script.Script;
import dev.shutterhook.render.script.World;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a client wishes a page not to load. The page's own document is always let through. Counts on
 * the connection's reading thread; the figures may be read on any.
 */
public final class Blockade {
  private static final Script NO_SOCKETS = Script.beside(Blockade.class, "noSockets.js");

  private final Blocking blocking;
  private final PageFilter filter;
  private final Map<String, Integer> refused = new ConcurrentHashMap<>();
  private volatile String page = "";

  Blockade(Blocking blocking) {
    this.blocking = blocking;
    Set<Blocklist> lists = lists(blocking);
    // Here and not at the first request: that is read by the thread that reads for all.
    Blocklists.shipped().warmUp(lists);
    this.filter =
        new PageFilter(
            Blocklists.shipped(),
            lists,
            Kind.names(blocking.resources()),
            blocking.urls().stream().map(UrlGlob::new).toList());
  }

  private static Set<Blocklist> lists(Blocking blocking) {
    Set<Blocklist> lists = EnumSet.noneOf(Blocklist.class);
    if (blocking.ads()) {
      lists.add(Blocklist.ADS);
    }
    if (blocking.trackers()) {
      lists.add(Blocklist.TRACKERS);
    }
    if (blocking.cookies()) {
      lists.add(Blocklist.COOKIES);
    }
    return lists;
  }

  boolean isIdle() {
    return filter.isIdle();
  }

  /** What of a page's requests is stopped: kinds where only kinds are refused, else all. */
  List<Map<String, Object>> patterns() {
    boolean byAddress =
        blocking.ads() || blocking.trackers() || blocking.cookies() || !blocking.urls().isEmpty();
    return byAddress
        ? List.of(Map.of("urlPattern", "*"))
        : blocking.resources().stream()
            .filter(kind -> kind != ResourceType.WEBSOCKET)
            .map(Kind::stoppedAs)
            .distinct()
            .<Map<String, Object>>map(kind -> Map.of("urlPattern", "*", "resourceType", kind))
            .toList();
  }

  /** Web sockets are no requests that can be stopped: each document is told not to open any. */
  void forbidSockets(Session session) {
    if (blocking.resources().contains(ResourceType.WEBSOCKET)) {
      // Only a domain that is enabled runs scripts in new documents; a foreign frame's is not yet.
      session.tell("Page.enable", Map.of());
      session.tell(
          "Page.addScriptToEvaluateOnNewDocument",
          Map.of("source", NO_SOCKETS.call(), "worldName", World.NAME));
    }
  }

  /** Whether a stopped request is refused, which is then counted. */
  boolean refuses(JsonNode event, boolean ofPage) {
    String url = event.path("request").path("url").asText();
    String kind = Kind.of(event);
    if (ofPage && kind.equals("Document")) {
      page = url;
      return false;
    }
    boolean refuses = !filter.isIdle() && filter.refuses(url, kind, page).isPresent();
    if (refuses) {
      refused.merge(kind, 1, Integer::sum);
    }
    return refuses;
  }

  /** What the lists hide on the page that it has come to; empty where nothing. */
  public String hidingStyle() {
    return blocking.ads() || blocking.trackers() || blocking.cookies()
        ? filter.hidingStyle(page)
        : "";
  }

  /** Requests that were refused. */
  public int refused() {
    return refused.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Requests of one kind that were refused. */
  public int refused(ResourceType kind) {
    return refused.getOrDefault(kind.protocolName(), 0);
  }
}
