package dev.shutterhook.pages;

import java.util.List;

/**
 * What the oracle says of one page by one taker.
 *
 * @param possible whether the taker has any means for the request
 * @param faults what is wrong
 */
record Judgement(boolean possible, List<String> faults) {
  static final Judgement CANNOT = new Judgement(false, List.of());

  Judgement {
    faults = List.copyOf(faults);
  }

  static Judgement of(List<String> faults) {
    return new Judgement(true, faults);
  }

  boolean right() {
    return possible && faults.isEmpty();
  }
}
