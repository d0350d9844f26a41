package dev.shutterhook.render;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium that the tests use. */
public final class FoundChromium {
  private static final List<String> USUAL_PLACES =
      List.of(
          "/usr/bin/chromium-headless-shell",
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome");

  private FoundChromium() {}

  /** Where it is; fails with the mend where there is none, for a skipped test proves nothing. */
  public static Path program() {
    Stream<String> named =
        Stream.of(
                Optional.ofNullable(System.getProperty("SHUTTERHOOK_CHROMIUM")),
                Optional.ofNullable(System.getenv("SHUTTERHOOK_CHROMIUM")))
            .flatMap(Optional::stream);
    return Stream.concat(named, USUAL_PLACES.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No Chromium: apt-get install chromium-headless-shell,"
                        + " or name one in SHUTTERHOOK_CHROMIUM."));
  }
}
