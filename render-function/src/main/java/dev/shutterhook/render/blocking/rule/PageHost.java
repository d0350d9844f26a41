package dev.shutterhook.render.blocking.rule;

import dev.shutterhook.render.blocking.index.Hashing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The host of the page that is captured, as rules name it. Safe for threads.
 *
 * @param host in lower case
 * @param site its registrable domain
 * @param names the host and each parent of it, the longest first, and after each the form that
 *     stands for every public suffix: {@code www.google.de}, {@code www.google.*}, {@code
 *     google.de}, {@code google.*}, {@code de}
 * @param tokens of the names, for an index
 */
public record PageHost(String host, String site, List<String> names, List<Integer> tokens) {
  /** Of a host with more labels only so many names are looked up. DNS allows 127. */
  static final int MAX_NAMES = 64;

  public PageHost {
    names = List.copyOf(names);
    tokens = List.copyOf(tokens);
  }

  public static PageHost of(String name, PublicSuffixes suffixes) {
    String host = name.toLowerCase(Locale.ROOT);
    String site = suffixes.site(host);
    String suffix = '.' + suffixes.suffix(site);
    List<String> names = new ArrayList<>();
    for (int start = 0; start >= 0 && names.size() < MAX_NAMES; ) {
      String parent = host.substring(start);
      names.add(parent);
      if (parent.length() >= site.length() && site.length() > suffix.length()) {
        names.add(parent.substring(0, parent.length() - suffix.length()) + ".*");
      }
      int dot = host.indexOf('.', start);
      start = dot < 0 ? -1 : dot + 1;
    }
    return new PageHost(host, site, names, names.stream().map(Hashing::domain).toList());
  }

  /** Whether the page lies at a host or below it. */
  public boolean isWithin(String parent) {
    return isBelow(host, parent);
  }

  static boolean isBelow(String host, String parent) {
    int start = host.length() - parent.length();
    return start >= 0 && host.endsWith(parent) && (start == 0 || host.charAt(start - 1) == '.');
  }
}
