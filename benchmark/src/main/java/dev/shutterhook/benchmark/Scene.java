package dev.shutterhook.benchmark;

import java.util.List;

/**
 * One kind of capture.
 *
 * @param page what is captured, a path of {@link PageServer}
 * @param fullPage the whole page, not only the window
 * @param atOnce captures under way at the same time
 */
record Scene(String page, boolean fullPage, int atOnce) {
  static final List<String> PAGES = List.of("simple", "cards", "tall");

  static final List<Scene> ALL =
      List.of(
          new Scene("simple", false, 1),
          new Scene("cards", false, 1),
          new Scene("tall", true, 1),
          new Scene("simple", false, 4),
          new Scene("cards", false, 4),
          new Scene("tall", true, 4));

  String title() {
    return page + (fullPage ? ", full page" : "") + ", " + atOnce + " at a time";
  }
}
