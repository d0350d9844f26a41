package dev.shutterhook.render.blocking.rule;

import dev.shutterhook.render.blocking.index.Hashing;
import dev.shutterhook.render.blocking.index.SuffixFile;

/** Where a site begins: by the rules of the Public Suffix List, private ones included. */
public record PublicSuffixes(SuffixFile rules) {

  /** The registrable domain of a host; the host itself where it is an address or a suffix. */
  public String site(String host) {
    if (host.isEmpty()
        || host.charAt(0) == '['
        || Character.isDigit(host.charAt(host.length() - 1))) {
      return host;
    }
    return host.substring(siteStart(host));
  }

  /** What follows the first label of a host's site: its public suffix. */
  String suffix(String site) {
    return site.substring(site.indexOf('.') + 1);
  }

  private int siteStart(String host) {
    int below = 0;
    for (int start = 0; start >= 0; start = next(host, start)) {
      long hash = Hashing.host(host, start);
      if (rules.exceptions().contains(hash)) {
        return start;
      }
      int parent = next(host, start);
      if (rules.suffixes().contains(hash)
          || (parent >= 0 && rules.wildcards().contains(Hashing.host(host, parent)))) {
        return below;
      }
      below = start;
    }
    // No rule: the list says that the last label is then the suffix.
    int last = host.lastIndexOf('.');
    return last <= 0 ? 0 : host.lastIndexOf('.', last - 1) + 1;
  }

  private static int next(String host, int start) {
    int dot = host.indexOf('.', start);
    return dot < 0 ? -1 : dot + 1;
  }
}
