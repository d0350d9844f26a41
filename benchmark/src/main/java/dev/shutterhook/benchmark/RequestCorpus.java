package dev.shutterhook.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Requests made up of the lists' own rules, the same in every run: what a rule means, what just
 * misses it, and what no list speaks of. That asks more of a matcher than a day's traffic would.
 */
final class RequestCorpus {
  private static final long SEED = 20_261_121;
  private static final Pattern NETWORK = Pattern.compile("(@@)?([^#$]{4,200}?)(\\$[^/]*)?");
  private static final Pattern DOMAIN =
      Pattern.compile("domain=([a-z0-9-]+(?:\\.[a-z0-9-]+)+)(?=[|,]|$)");
  private static final List<String> TYPES =
      List.of("Script", "Image", "XHR", "Stylesheet", "Document", "Font", "Media", "Ping", "Other");
  private static final List<String> PAGES =
      List.of(
          "https://example.com/",
          "https://www.spiegel.de/politik/",
          "https://shop.example.co.uk/cart?item=1",
          "https://blog.someone.github.io/2026/post.html");
  private static final List<String> HARMLESS =
      List.of(
          "https://example.com/app.js",
          "https://cdnjs.cloudflare.com/ajax/libs/jquery/3.7.1/jquery.min.js",
          "https://fonts.gstatic.com/s/inter/v13/regular.woff2",
          "https://images.example.org/2026/11/adventure-loader-banana.jpg?w=800",
          "https://api.example.net/v2/items?page=3&sort=asc");

  private final Random random = new Random(SEED);
  private final List<String> rules;

  /** A request: its URL, Chromium's type of resource, and its page. */
  record Asked(String url, String type, String page) {
    String line() {
      return String.join("\t", url, type, page);
    }
  }

  RequestCorpus(Path lists) {
    this.rules =
        Stream.of("ads.txt", "trackers.txt", "cookies.txt")
            .flatMap(name -> lines(lists.resolve(name)))
            .filter(line -> !line.startsWith("!") && !line.contains("#"))
            .toList();
  }

  List<Asked> take(int count) {
    List<String> telling =
        rules.stream().filter(rule -> !rule.matches("\\|\\|[^/^*]+\\^")).toList();
    List<Asked> asked = new ArrayList<>();
    while (asked.size() < count) {
      // Nearly all lines are plain hosts; the others are where matchers differ.
      Matcher rule = NETWORK.matcher(pick(random.nextInt(3) == 0 ? rules : telling));
      if (random.nextInt(5) == 0) {
        asked.add(new Asked(pick(HARMLESS), pick(TYPES), pick(PAGES)));
      } else if (rule.matches()) {
        asked.add(request(rule.group(2), rule.group(3) == null ? "" : rule.group(3)));
      }
    }
    return asked;
  }

  private Asked request(String pattern, String options) {
    String url = url(pattern);
    Matcher domain = DOMAIN.matcher(options);
    boolean named = domain.find() && random.nextInt(4) > 0;
    String page = named ? "https://www." + domain.group(1) + "/start" : pick(PAGES);
    String type = options.contains("script") && random.nextInt(4) > 0 ? "Script" : pick(TYPES);
    return new Asked(url, type, page);
  }

  private String url(String pattern) {
    String body = pattern.replace("*", random.nextBoolean() ? "x1" : "/a/b-").replace("|", "");
    String bare = body.replace('^', random.nextBoolean() ? '/' : '?');
    String near = random.nextInt(5) == 0 ? miss(bare) : bare;
    if (pattern.startsWith("||")) {
      return "https://" + (random.nextBoolean() ? "a." : "") + near + tail(near);
    }
    return near.startsWith("http") || near.startsWith("ws")
        ? near
        : "https://cdn.example.net" + (near.startsWith("/") ? "" : "/x-") + near + "tail.js";
  }

  private String tail(String url) {
    return url.indexOf('/') < 0 ? "/p.js?id=7" : random.nextBoolean() ? "" : "&q=1";
  }

  /** One letter more or another one. */
  private String miss(String text) {
    int at = random.nextInt(text.length());
    return text.substring(0, at) + 'q' + text.substring(at + random.nextInt(2));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
