package dev.shutterhook.render.blocking.rule;

import java.util.List;
import java.util.Set;

/**
 * A rule about requests.
 *
 * @param exception whether it lets through what others block
 * @param important whether it holds against rules of the other kind that are not important
 * @param kinds mask of the kinds of request that it is about; 0 for a rule about pages only
 * @param spared hosts to which requests are not meant
 * @param waivers what it takes from whole pages; empty for a rule about single requests
 */
public record Rule(
    UrlPattern pattern,
    boolean exception,
    boolean important,
    Party party,
    int kinds,
    DomainCondition domains,
    List<String> spared,
    Set<Waiver> waivers) {

  /** Whose host a request must go to. */
  enum Party {
    ANY,
    FIRST,
    THIRD
  }

  public Rule {
    spared = List.copyOf(spared);
    waivers = Set.copyOf(waivers);
  }

  public boolean matches(PageRequest request) {
    return (kinds & request.kind().bit()) != 0
        && covers(request)
        && spared.stream().noneMatch(host -> PageHost.isBelow(request.host(), host));
  }

  /** Whether it is about a URL, whatever the kind of request: so it is asked about a page. */
  public boolean covers(PageRequest request) {
    return (party == Party.ANY || (party == Party.THIRD) == request.thirdParty())
        && domains.holdsOn(request.page())
        && pattern.matches(request);
  }

  /** Whether it is about requests of pages at all. */
  public boolean isAboutRequests() {
    return kinds != 0;
  }
}
