package dev.shutterhook.core.egress;

/** How far a connection that is opened on a client's word may reach. */
public enum EgressPolicy {
  /** Public addresses only, on the ports that {@link EgressLimits#strictPorts()} names. */
  STRICT,
  /** Any unicast address on any port, so that people can capture their own machine. */
  OPEN;

  /**
   * Reads the policy's configured form.
   *
   * @param text {@code strict} or {@code open}, in lower case
   * @throws IllegalArgumentException for any other text; the message says what is allowed
   */
  public static EgressPolicy parse(String text) {
    return switch (text) {
      case "strict" -> STRICT;
      case "open" -> OPEN;
      default ->
          throw new IllegalArgumentException(
              "egress policy is '" + text + "': it must be 'strict' or 'open'");
    };
  }
}
