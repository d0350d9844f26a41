package dev.shutterhook.monitor.compare;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lines of two texts have no counterpart in the other. A line that only one of them has is
 * known without a search; the others are put in order by Myers' algorithm, whose time grows with
 * the square of what differs.
 */
final class LineDifference {
  /**
   * Of either text, of lines that both have, between those that begin and end them alike. Beyond,
   * their order does not count, only how often each is there. In the worst order so many took half
   * a second of a busy machine.
   */
  static final int MAX_ORDERED = 2_000;

  private final List<String> before;
  private final List<String> after;
  private final BitSet removed = new BitSet();
  private final BitSet added = new BitSet();

  private LineDifference(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  static LineDifference of(List<String> before, List<String> after) {
    LineDifference difference = new LineDifference(before, after);
    difference.find();
    return difference;
  }

  List<String> before() {
    return before;
  }

  List<String> after() {
    return after;
  }

  /** Lines of the earlier text, by their number; whoever knows better clears some. */
  BitSet removed() {
    return removed;
  }

  /** Lines of the later text. */
  BitSet added() {
    return added;
  }

  private void find() {
    int shorter = Math.min(before.size(), after.size());
    int head = 0;
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<Integer> ones = known(head, before.size() - tail, before, after, removed);
    List<Integer> others = known(head, after.size() - tail, after, before, added);
    if (Math.max(ones.size(), others.size()) <= MAX_ORDERED) {
      order(ones, others);
      rewrapped();
    } else {
      count(ones, before, others, after, removed);
      count(others, after, ones, before, added);
    }
  }

  /** Lines of that part that the other text has too; the rest is marked. */
  private static List<Integer> known(
      int from, int to, List<String> lines, List<String> others, BitSet alone) {
    Set<String> there = new HashSet<>(others);
    List<Integer> known = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (there.contains(lines.get(i))) {
        known.add(i);
      } else {
        alone.set(i);
      }
    }
    return known;
  }

  private void order(List<Integer> ones, List<Integer> others) {
    List<Change> changes =
        new MyersDiffWithLinearSpace<String>()
            .computeDiff(
                ones.stream().map(before::get).toList(),
                others.stream().map(after::get).toList(),
                null);
    for (Change change : changes) {
      ones.subList(change.startOriginal, change.endOriginal).forEach(removed::set);
      others.subList(change.startRevised, change.endRevised).forEach(added::set);
    }
  }

  /** Marks those lines that are there more often than in the other text, the last of them. */
  private static void count(
      List<Integer> ones,
      List<String> lines,
      List<Integer> others,
      List<String> there,
      BitSet mark) {
    Map<String, Integer> left = new HashMap<>();
    others.forEach(other -> left.merge(there.get(other), 1, Integer::sum));
    for (int one : ones) {
      if (left.merge(lines.get(one), -1, Integer::sum) < 0) {
        mark.set(one);
      }
    }
  }

  /** Clears what says the same between two common lines, and only breaks its lines elsewhere. */
  private void rewrapped() {
    int one = 0;
    int other = 0;
    while (one < before.size() && other < after.size()) {
      int oneEnd = removed.nextClearBit(one);
      int otherEnd = added.nextClearBit(other);
      String was = String.join(" ", before.subList(one, oneEnd));
      if (was.equals(String.join(" ", after.subList(other, otherEnd)))) {
        removed.clear(one, oneEnd);
        added.clear(other, otherEnd);
      }
      one = oneEnd + 1;
      other = otherEnd + 1;
    }
  }
}
