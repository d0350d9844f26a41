package dev.shutterhook.render.blocking;

/** Why a request is not sent. */
public enum Reason {
  AD,
  TRACKER,
  CONSENT_BANNER,
  RESOURCE_TYPE,
  URL_PATTERN;

  static Reason of(Blocklist list) {
    return switch (list) {
      case ADS -> AD;
      case TRACKERS -> TRACKER;
      case COOKIES -> CONSENT_BANNER;
    };
  }
}
