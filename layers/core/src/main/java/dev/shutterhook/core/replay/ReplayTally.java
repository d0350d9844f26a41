package dev.shutterhook.core.replay;

/**
 * What putting several deliveries back came to.
 *
 * @param replayed are on their way again
 * @param skipped were on their way already, or are gone
 * @param failed could not be written; they are as they were
 * @param reached so many of them, from the first on, were dealt with before the time was up
 * @param cut whether it was up before the last one
 */
public record ReplayTally(int replayed, int skipped, int failed, int reached, boolean cut) {
  static final ReplayTally NONE = new ReplayTally(0, 0, 0, 0, false);
  static final ReplayTally LEFT_OUT = new ReplayTally(0, 0, 0, 0, true);

  /**
   * With what lies behind it. Behind the first that was left out nothing counts as reached, even
   * where it was: a list must go on before it.
   */
  ReplayTally plus(ReplayTally next) {
    boolean either = cut || next.cut();
    return new ReplayTally(
        replayed + next.replayed(),
        skipped + next.skipped(),
        failed + next.failed(),
        reached + (either ? 0 : next.reached()),
        either);
  }
}
