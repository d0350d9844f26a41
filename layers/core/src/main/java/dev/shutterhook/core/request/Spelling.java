package dev.shutterhook.core.request;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a client spells the names of fields, which are snake_case here.
 *
 * @param camel whether {@code full_page} is {@code fullPage}
 * @param others names that are spelt otherwise, by our own
 */
public record Spelling(boolean camel, Map<String, String> others) {
  /** As we do. */
  public static final Spelling SNAKE = new Spelling(false, Map.of());

  /** In camel case. */
  public static final Spelling CAMEL = new Spelling(true, Map.of());

  private static final Pattern NEXT_WORD = Pattern.compile("_([a-z])");

  /** Another field's name, as messages end with it. */
  private static final Pattern MENTIONED = Pattern.compile("(?<=\\bwith )[a-z]+(?:_[a-z]+)+\\b");

  public Spelling {
    others = Map.copyOf(others);
  }

  /** The same, but one name is spelt so. */
  public Spelling with(String name, String theirs) {
    Map<String, String> more = new HashMap<>(others);
    more.put(name, theirs);
    return new Spelling(camel, more);
  }

  /** A name of ours as the client spells it. */
  String of(String name) {
    String own = others.get(name);
    if (own != null) {
      return own;
    }
    return camel
        ? NEXT_WORD.matcher(name).replaceAll(next -> next.group(1).toUpperCase(Locale.ROOT))
        : name;
  }

  /** A message for the client, with the names in it as the client spells them. */
  String in(String message) {
    return MENTIONED.matcher(message).replaceAll(name -> of(name.group()));
  }
}
