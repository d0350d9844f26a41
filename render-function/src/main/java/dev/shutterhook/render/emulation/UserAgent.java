package dev.shutterhook.render.emulation;

import dev.shutterhook.core.options.Emulation;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A browser's name and what goes with it: the client hints that a Chromium sends beside its name
 * (UA Client Hints, section 3), and the languages. A name that is no Chromium's is sent without
 * hints, as those browsers send none.
 */
final class UserAgent {
  private static final Pattern CHROMIUM = Pattern.compile("Chrom(?:e|ium)/((\\d+)[.\\d]*)");
  private static final Pattern EDGE = Pattern.compile("Edg/((\\d+)[.\\d]*)");
  private static final Pattern ANDROID =
      Pattern.compile(
          "Android ([\\d.]+)(?:; (?:[a-z]{2}-[a-z]{2}; )?([^;)]+?)(?: Build/[^;)]*)?[;)])?");
  private static final Pattern WINDOWS = Pattern.compile("Windows NT ([\\d.]+)");
  private static final Pattern MAC = Pattern.compile("Mac OS X ([\\d._]+)");

  private UserAgent() {}

  /** Empty where neither a name nor a language is wished for. */
  static Optional<Command> of(Emulation emulation) {
    String name = emulation.userAgent();
    if (name == null && emulation.locale() == null) {
      return Optional.empty();
    }
    Map<String, Object> params = new HashMap<>();
    // Empty means the browser's own, and is required.
    params.put("userAgent", "");
    if (name != null) {
      params.put("userAgent", name);
      params.put("platform", platform(name));
      hints(name).ifPresent(hints -> params.put("userAgentMetadata", hints));
    }
    if (emulation.locale() != null) {
      params.put("acceptLanguage", languages(emulation.locale()));
    }
    return Optional.of(new Command("Emulation.setUserAgentOverride", params));
  }

  /** {@code de-DE,de}: the browser adds the weights. */
  static String languages(String locale) {
    String language = Locale.forLanguageTag(locale).getLanguage();
    return language.equals(locale) ? locale : locale + "," + language;
  }

  /** What {@code navigator.platform} says in such a browser. */
  private static String platform(String name) {
    if (name.contains("Android")) {
      return "Linux armv81";
    }
    for (String apple : List.of("iPhone", "iPad", "iPod")) {
      if (name.contains(apple)) {
        return apple;
      }
    }
    if (name.contains("Macintosh")) {
      return "MacIntel";
    }
    return name.contains("Windows") ? "Win32" : "Linux x86_64";
  }

  private static Optional<Map<String, Object>> hints(String name) {
    Matcher chromium = CHROMIUM.matcher(name);
    if (!chromium.find()) {
      return Optional.empty();
    }
    Matcher edge = EDGE.matcher(name);
    boolean isEdge = edge.find();
    String brand = isEdge ? "Microsoft Edge" : "Google Chrome";
    Matcher own = isEdge ? edge : chromium;
    boolean mobile = name.contains("Mobile");
    Map<String, Object> hints = new HashMap<>();
    hints.put("brands", brands(chromium.group(2), brand, own.group(2)));
    hints.put("fullVersionList", brands(chromium.group(1), brand, own.group(1)));
    hints.put("mobile", mobile);
    hints.put("model", "");
    hints.put("architecture", name.contains("Android") ? "" : "x86");
    hints.put("bitness", name.contains("Android") ? "" : "64");
    hints.put("wow64", false);
    system(name, hints);
    return Optional.of(hints);
  }

  private static List<Map<String, String>> brands(String chromium, String brand, String own) {
    return List.of(
        Map.of("brand", "Not:A-Brand", "version", "8"),
        Map.of("brand", "Chromium", "version", chromium),
        Map.of("brand", brand, "version", own));
  }

  private static void system(String name, Map<String, Object> hints) {
    Matcher android = ANDROID.matcher(name);
    Matcher windows = WINDOWS.matcher(name);
    Matcher mac = MAC.matcher(name);
    if (android.find()) {
      hints.put("platform", "Android");
      hints.put("platformVersion", android.group(1));
      hints.put("model", android.group(2) == null ? "" : android.group(2));
    } else if (windows.find()) {
      hints.put("platform", "Windows");
      hints.put("platformVersion", windows.group(1));
    } else if (mac.find()) {
      hints.put("platform", "macOS");
      hints.put("platformVersion", mac.group(1).replace('_', '.'));
    } else {
      hints.put("platform", "Linux");
      hints.put("platformVersion", "");
    }
  }
}
