package dev.shutterhook.core.replay;

/**
 * What putting several deliveries back came to.
 *
 * @param replayed are on their way again
 * @param skipped were on their way already, or are gone
 * @param failed could not be written; they are as they were
 * @param reached so many of them, from the first on, were dealt with before the time was up
 */
public record ReplayTally(int replayed, int skipped, int failed, int reached) {
  static final ReplayTally NONE = new ReplayTally(0, 0, 0, 0);
}
