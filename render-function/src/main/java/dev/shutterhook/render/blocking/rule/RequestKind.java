package dev.shutterhook.render.blocking.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a request is for, in the words of the filter lists. The page's own document is none. */
public enum RequestKind {
  SUBDOCUMENT(1, "subdocument", "frame"),
  SCRIPT(1 << 1, "script"),
  STYLESHEET(1 << 2, "stylesheet", "css"),
  IMAGE(1 << 3, "image"),
  FONT(1 << 4, "font"),
  MEDIA(1 << 5, "media"),
  XHR(1 << 6, "xmlhttprequest", "xhr"),
  WEBSOCKET(1 << 7, "websocket"),
  PING(1 << 8, "ping", "beacon"),
  OBJECT(1 << 9, "object", "object-subrequest"),
  OTHER(1 << 10, "other");

  /** Every kind, as a mask of {@link #bit()}s. */
  static final int ALL = (1 << 11) - 1;

  private final int bit;
  private final String option;
  private final String alias;

  RequestKind(int bit, String option) {
    this(bit, option, option);
  }

  RequestKind(int bit, String option, String alias) {
    this.bit = bit;
    this.option = option;
    this.alias = alias;
  }

  /** The kind for Chromium's {@code Network.ResourceType}; {@link #OTHER} for those unknown. */
  public static RequestKind ofDevTools(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "document" -> SUBDOCUMENT;
      case "script" -> SCRIPT;
      case "stylesheet" -> STYLESHEET;
      case "image" -> IMAGE;
      case "font" -> FONT;
      case "media", "texttrack" -> MEDIA;
      case "xhr", "fetch", "eventsource" -> XHR;
      case "websocket" -> WEBSOCKET;
      case "ping" -> PING;
      default -> OTHER;
    };
  }

  static Optional<RequestKind> ofOption(String option) {
    return Arrays.stream(values())
        .filter(kind -> kind.option.equals(option) || kind.alias.equals(option))
        .findFirst();
  }

  int bit() {
    return bit;
  }
}
