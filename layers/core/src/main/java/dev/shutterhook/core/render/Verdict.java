package dev.shutterhook.core.render;

/**
 * Whether the picture shows the page as it was meant.
 *
 * @param complete loaded, settled, nothing missing, nothing cut
 * @param timedOut the quiet moment did not come within its bounded time
 * @param truncated the page goes on where the picture ends
 * @param blank the picture is of one colour, or nearly
 * @param imagesMissing images that the page named and that did not arrive
 * @param fontsMissing fonts that the page named and that did not arrive
 * @param blockedRequests requests that the egress policy or the request's own wish refused
 * @param dialogsDismissed alerts and their kin that the page opened
 * @param consentBanner a banner that asks for consent is in the picture, or was dealt with
 * @param challenge the page is one that asks whether its visitor is human
 */
public record Verdict(
    boolean complete,
    boolean timedOut,
    boolean truncated,
    boolean blank,
    int imagesMissing,
    int fontsMissing,
    int blockedRequests,
    int dialogsDismissed,
    boolean consentBanner,
    boolean challenge) {
  /** Everything as it was meant. */
  public static final Verdict COMPLETE =
      new Verdict(true, false, false, false, 0, 0, 0, 0, false, false);
}
