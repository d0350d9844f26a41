package dev.shutterhook.core.egress;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ports that {@link EgressPolicy#STRICT} dials, as a parameter spells them: {@code 80,443}.
 *
 * @param all 1 to {@value #MAX_COUNT} ports, each 1 to 65,535
 */
public record EgressPorts(Set<Integer> all) {
  /** So many fit a list: it names the web's ports, not all of them. */
  public static final int MAX_COUNT = 16;

  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

  public EgressPorts {
    all = Set.copyOf(all);
    if (all.isEmpty() || all.size() > MAX_COUNT || !all.stream().allMatch(EgressPorts::isPort)) {
      throw new IllegalArgumentException("must be 1 to " + MAX_COUNT + " ports like 80,443");
    }
  }

  /**
   * Reads a comma-separated list.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static EgressPorts parse(String text) {
    return new EgressPorts(
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .map(port -> PORT.matcher(port).matches() ? Integer.parseInt(port) : 0)
            .collect(Collectors.toSet()));
  }

  private static boolean isPort(int port) {
    return port >= 1 && port <= Destination.MAX_PORT;
  }
}
