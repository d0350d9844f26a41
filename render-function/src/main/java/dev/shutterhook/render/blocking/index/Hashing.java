package dev.shutterhook.render.blocking.index;

/** Hashes of host names and of words in URLs: FNV-1a, stirred at the end as MurmurHash3 does. */
public final class Hashing {
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  /**
   * A host's hash is cut to 48 bits. Of 150,000 listed hosts, one in two billion names that are not
   * listed is then taken for one that is, and the lists are a third smaller in the jar.
   */
  private static final int HOST_SHIFT = 16;

  private Hashing() {}

  /** The hash of a host name, 48 bits. */
  public static long host(String host) {
    return host(host, 0);
  }

  /** The hash of the part of a host name from an index on, without making that part. */
  public static long host(String host, int from) {
    return stir(fold(BASIS, host, from, host.length())) >>> HOST_SHIFT;
  }

  /** The hash of a word of a URL. */
  public static int word(String text, int from, int to) {
    return (int) stir(fold(BASIS, text, from, to));
  }

  /** The hash of the name of a page's domain; another than that of the same word in a URL. */
  public static int domain(String name) {
    return (int) stir(fold(~BASIS, name, 0, name.length()));
  }

  private static long fold(long hash, String text, int from, int to) {
    long folded = hash;
    for (int i = from; i < to; i++) {
      folded = (folded ^ text.charAt(i)) * PRIME;
    }
    return folded;
  }

  private static long stir(long hash) {
    long stirred = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    stirred = (stirred ^ (stirred >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return stirred ^ (stirred >>> 33);
  }
}
