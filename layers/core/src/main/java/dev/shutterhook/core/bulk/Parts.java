package dev.shutterhook.core.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What one call takes at most.
 *
 * @param count elements, from 1
 * @param weight of them together; an element that is heavier goes alone
 */
public record Parts(int count, long weight) {

  public Parts {
    if (count < 1 || weight < 1) {
      throw new IllegalArgumentException("a part has room for something");
    }
  }

  /** The elements in their order, cut into as few parts as this order allows. */
  public <T> List<List<T>> of(List<T> all, ToLongFunction<T> weigh) {
    List<List<T>> parts = new ArrayList<>();
    List<T> part = new ArrayList<>();
    long weighs = 0;
    for (T element : all) {
      long more = weigh.applyAsLong(element);
      if (!part.isEmpty() && (part.size() == count || weighs + more > weight)) {
        parts.add(List.copyOf(part));
        part.clear();
        weighs = 0;
      }
      part.add(element);
      weighs += more;
    }
    if (!part.isEmpty()) {
      parts.add(List.copyOf(part));
    }
    return parts;
  }
}
