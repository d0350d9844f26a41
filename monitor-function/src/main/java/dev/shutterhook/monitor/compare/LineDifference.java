package dev.shutterhook.monitor.compare;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import dev.shutterhook.core.monitor.TextChange;
import java.util.List;

/** Lines that were added and removed. */
final class LineDifference {
  private LineDifference() {}

  static TextChange between(List<String> before, List<String> after) {
    var deltas = DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>(), null).getDeltas();
    return new TextChange(
        deltas.stream().flatMap(delta -> delta.getTarget().getLines().stream()).toList(),
        deltas.stream().flatMap(delta -> delta.getSource().getLines().stream()).toList());
  }
}
