package dev.shutterhook.monitor.run;

import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.RunFailure;
import dev.shutterhook.core.render.Box;
import java.util.List;

/** What a look at a page came to. */
sealed interface Finding {
  /** There was nothing to compare it with. */
  record First() implements Finding {}

  /**
   * It is as it was when it was looked at first, but for what differs all the time.
   *
   * @param noise where it does, as far as that is known now
   */
  record Learned(List<Box> noise) implements Finding {
    public Learned {
      noise = List.copyOf(noise);
    }
  }

  /** It is as it was, or differs less than counts. */
  record Unchanged(Diff diff) implements Finding {}

  /** It differs; whether it still does when it is looked at again is not known. */
  record Suspected(Diff diff) implements Finding {}

  /**
   * It has changed.
   *
   * @param known whether people were told of the same before
   */
  record Changed(Diff diff, boolean known) implements Finding {}

  /** There was nothing to look at. */
  record Failed(RunFailure why) implements Finding {}
}
