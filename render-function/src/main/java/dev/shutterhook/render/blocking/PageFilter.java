package dev.shutterhook.render.blocking;

import dev.shutterhook.render.blocking.ListRules.Word;
import dev.shutterhook.render.blocking.index.Words;
import dev.shutterhook.render.blocking.rule.PageHost;
import dev.shutterhook.render.blocking.rule.PageRequest;
import dev.shutterhook.render.blocking.rule.RequestKind;
import dev.shutterhook.render.blocking.rule.Waiver;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides for one capture which of its page's requests are sent. The page's own document always is:
 * ask only about other requests. Safe for threads.
 */
public final class PageFilter {
  private final Blocklists lists;
  private final Set<Blocklist> enabled;
  private final Set<String> resources;
  private final List<UrlGlob> globs;
  private volatile Page page = Page.NONE;

  /** What is known of a page before its requests: it is worked out once for each document. */
  private record Page(String url, PageHost host, Set<Waiver> waivers) {
    static final Page NONE = new Page("", new PageHost("", "", List.of(), List.of()), Set.of());
  }

  /**
   * A filter for one capture.
   *
   * @param enabled lists to go by
   * @param resources kinds of request that are not sent, in Chromium's words and lower case: {@code
   *     image}, {@code font}, {@code xhr}
   * @param globs URLs that are not sent
   */
  public PageFilter(
      Blocklists lists, Set<Blocklist> enabled, Set<String> resources, List<UrlGlob> globs) {
    this.lists = lists;
    this.enabled = Set.copyOf(enabled);
    this.resources = Set.copyOf(resources);
    this.globs = List.copyOf(globs);
  }

  /** Whether it lets everything through, so that requests need not be stopped and asked about. */
  public boolean isIdle() {
    return enabled.isEmpty() && resources.isEmpty() && globs.isEmpty();
  }

  /**
   * Why a request is not sent; empty where it is.
   *
   * @param url of the request
   * @param resourceType Chromium's {@code Network.ResourceType}
   * @param pageUrl of the document in the main frame
   */
  public Optional<Reason> refuses(String url, String resourceType, String pageUrl) {
    if (resources.contains(resourceType.toLowerCase(Locale.ROOT))) {
      return Optional.of(Reason.RESOURCE_TYPE);
    }
    if (globs.stream().anyMatch(glob -> glob.matches(url))) {
      return Optional.of(Reason.URL_PATTERN);
    }
    if (enabled.isEmpty()) {
      return Optional.empty();
    }
    Page here = page(pageUrl);
    RequestKind kind = RequestKind.ofDevTools(resourceType);
    PageRequest request = PageRequest.of(url, kind, here.host());
    boolean spared = request.host().isEmpty() || here.waivers().contains(Waiver.BLOCKING);
    return spared ? Optional.empty() : judge(request).map(Reason::of);
  }

  /** The style sheet that hides what the lists name on a page; empty where nothing is to hide. */
  public String hidingStyle(String pageUrl) {
    Page here = page(pageUrl);
    return HidingStyle.of(enabled.stream().map(lists::rules).toList(), here.host(), here.waivers());
  }

  private Optional<Blocklist> judge(PageRequest request) {
    int[] words = Words.of(request.lower());
    Optional<Blocklist> blocked = Optional.empty();
    Word strongest = Word.NOTHING;
    for (Blocklist list : enabled) {
      Word word = lists.rules(list).blocks(request, words);
      if (word.compareTo(strongest) > 0) {
        strongest = word;
        blocked = Optional.of(list);
      }
    }
    return strongest == Word.NOTHING || isExcepted(request, words, strongest)
        ? Optional.empty()
        : blocked;
  }

  /** An exception holds against the rules of every list, as where lists are merged into one. */
  private boolean isExcepted(PageRequest request, int[] words, Word blocked) {
    for (Blocklist list : enabled) {
      Word word = lists.rules(list).excepts(request, words);
      if (word != Word.NOTHING && word.compareTo(blocked) >= 0) {
        return true;
      }
    }
    return false;
  }

  private Page page(String url) {
    Page known = page;
    if (!known.url().equals(url)) {
      known = look(url);
      page = known;
    }
    return known;
  }

  private Page look(String url) {
    PageHost host = PageHost.of(PageRequest.hostOf(url), lists.suffixes());
    PageRequest self = PageRequest.of(url, RequestKind.OTHER, host);
    int[] words = Words.of(self.lower());
    Set<Waiver> waivers = EnumSet.noneOf(Waiver.class);
    enabled.forEach(list -> waivers.addAll(lists.rules(list).waivers(self, words)));
    return new Page(url, host, Set.copyOf(waivers));
  }
}
