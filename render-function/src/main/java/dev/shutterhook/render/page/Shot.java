package dev.shutterhook.render.page;

import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.Verdict;
import java.time.Duration;
import java.util.List;

/** What came of a capture in the browser. */
public sealed interface Shot {

  /**
   * There is a picture, or a document, or several of them.
   *
   * @param pictures at least one, in the order of the request's formats
   * @param load from navigation to the page's load
   * @param settle from load to quiet
   * @param shot taking and encoding the picture
   */
  record Taken(
      List<Picture> pictures,
      PageFacts page,
      Verdict verdict,
      Duration load,
      Duration settle,
      Duration shot)
      implements Shot {
    public Taken {
      pictures = List.copyOf(pictures);
    }
  }

  /** There is none. */
  record Missed(Failure failure) implements Shot {}
}
