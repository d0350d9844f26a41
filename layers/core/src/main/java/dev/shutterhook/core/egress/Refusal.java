package dev.shutterhook.core.egress;

/**
 * One request that the guard did not carry to its end.
 *
 * @param label the capture or delivery on whose behalf it was asked
 * @param host as asked for, without user information, printable and at most 255 characters; empty
 *     where the request named none
 * @param port 0 where the request named none
 */
public record Refusal(String label, String host, int port, Reason reason) {
  static final int MAX_HOST_CHARS = 255;

  public Refusal {
    // A refused host is a stranger's text on its way to a log, and may carry a password.
    host = host.substring(host.lastIndexOf('@') + 1);
    host = host.substring(0, Math.min(host.length(), MAX_HOST_CHARS));
    host = host.replaceAll("[^\\x21-\\x7e]", "?");
    if (port < 0 || port > Destination.MAX_PORT) {
      throw new IllegalArgumentException("port " + port + " is not within 0 and 65535");
    }
  }
}
