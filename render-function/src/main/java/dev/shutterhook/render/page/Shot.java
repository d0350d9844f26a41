package dev.shutterhook.render.page;

import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.Verdict;
import java.time.Duration;

/** What came of a capture in the browser. */
public sealed interface Shot {

  /**
   * There is a picture.
   *
   * @param load from navigation to the page's load
   * @param settle from load to quiet
   * @param shot taking and encoding the picture
   */
  record Taken(
      Picture picture,
      PageFacts page,
      Verdict verdict,
      Duration load,
      Duration settle,
      Duration shot)
      implements Shot {}

  /** There is none. */
  record Missed(Failure failure) implements Shot {}
}
