package dev.shutterhook.render.blocking.consent;

import java.util.Optional;

/**
 * What became of a page's consent banner.
 *
 * @param provider whose banner it is, in autoconsent's words, where that is known: {@code Onetrust}
 */
public record BannerReport(Ending ending, Optional<String> provider) {

  /** How it ended. */
  public enum Ending {
    /** No banner was seen. */
    NONE,
    /** A banner is shown. */
    SHOWN,
    /** What it asks for was refused, in the banner's own way, and it is gone. */
    REFUSED,
    /** It could not be refused and is hidden: nothing was agreed to. */
    HIDDEN
  }

  static final BannerReport NONE = new BannerReport(Ending.NONE, Optional.empty());

  /** Whether the page had a banner: the verdict's {@code consent_banner}. */
  public boolean seen() {
    return ending != Ending.NONE;
  }
}
