package dev.shutterhook.render.blocking;

import java.util.Locale;

/** A list that ships with this function; see {@code lists/SOURCES.tsv} for where it is from. */
public enum Blocklist {
  ADS,
  TRACKERS,
  /** Scripts and elements of consent banners. */
  COOKIES;

  String file() {
    return name().toLowerCase(Locale.ROOT) + ".bin";
  }
}
