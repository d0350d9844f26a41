package dev.shutterhook.render.blocking.index;

import java.util.Arrays;

/** The words of a URL: longest runs of {@code a-z 0-9 %}. Rules are found by one of theirs. */
public final class Words {
  /** Rules that have no word of their own are found by this. */
  public static final int NONE = 0;

  private Words() {}

  /** The hashes of a URL's words, in lower case. */
  public static int[] of(String url) {
    int[] words = new int[16];
    int count = 0;
    for (int start = 0; start < url.length(); start++) {
      int end = end(url, start);
      if (end > start) {
        if (count == words.length) {
          words = Arrays.copyOf(words, count * 2);
        }
        words[count++] = Hashing.word(url, start, end);
        start = end;
      }
    }
    return Arrays.copyOf(words, count);
  }

  /** Where the word ends that begins at a place; that place where none does. */
  public static int end(String text, int start) {
    int end = start;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '%';
  }
}
