package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.shutterhook.core.request.Fields;
import java.util.List;

/**
 * What the page is kept from loading. The document itself is never blocked.
 *
 * @param ads requests that the lists of advertisements name
 * @param trackers requests that the lists of trackers name
 * @param cookies consent banners: declined where they are known, hidden else
 * @param resources kinds of requests
 * @param urls patterns of addresses, in which * stands for any text
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Blocking(
    @JsonProperty("block_ads") boolean ads,
    @JsonProperty("block_trackers") boolean trackers,
    @JsonProperty("block_cookies") boolean cookies,
    @JsonProperty("block_resources") List<ResourceType> resources,
    @JsonProperty("block_urls") List<String> urls) {
  public static final Blocking NONE = new Blocking(false, false, false, List.of(), List.of());

  public Blocking {
    resources = resources == null ? List.of() : List.copyOf(resources);
    urls = urls == null ? List.of() : List.copyOf(urls);
  }

  /** Whether any request has to be looked at. */
  public boolean requests() {
    return ads || trackers || !resources.isEmpty() || !urls.isEmpty();
  }

  static Blocking read(Fields fields) {
    return new Blocking(
        fields.flag("block_ads", false),
        fields.flag("block_trackers", false),
        fields.flag("block_cookies", false),
        fields.given("block_resources")
            ? fields.choices("block_resources", 0, ResourceType.class)
            : List.of(),
        fields.list("block_urls", Text.MAX_ENTRIES, Text::entry).orElse(List.of()));
  }
}
