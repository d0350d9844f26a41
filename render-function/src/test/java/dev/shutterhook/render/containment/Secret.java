package dev.shutterhook.render.containment;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a page must never read. Its keeper gives it to whoever asks, with every leave that CORS
 * knows: whether it is read is decided by who can connect.
 */
enum Secret {
  RUNTIME("secretruntime7c1f", "127.0.0.1", "[::1]", 9001, "/2018-06-01/runtime/invocation/next"),
  METADATA(
      "secretmetadata52ab",
      "169.254.169.254",
      "[fd00:ec2::254]",
      80,
      "/latest/meta-data/iam/security-credentials/role"),
  PRIVATE("secretprivate90de", "10.1.2.3", "[fd12:3456::10]", 80, "/");

  private final String text;
  private final String ipv4;
  private final String ipv6;
  private final int port;
  private final String path;

  Secret(String text, String ipv4, String ipv6, int port, String path) {
    this.text = text;
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
    this.port = port;
    this.path = path;
  }

  /** Short and without a space, so that no format of a document breaks it over two lines. */
  String text() {
    return text;
  }

  String ipv4() {
    return ipv4;
  }

  int port() {
    return port;
  }

  String url() {
    return "http://" + ipv4 + ":" + port + path;
  }

  String urlByIpv6() {
    return "http://" + ipv6 + ":" + port + path;
  }

  /** What is told at an internal address and port, if anything is. */
  static Optional<Secret> at(String address, int port) {
    return Arrays.stream(values())
        .filter(secret -> secret.port == port)
        .filter(secret -> secret.ipv4.equals(address) || secret.isIpv6(address))
        .findFirst();
  }

  private boolean isIpv6(String address) {
    return address.contains(":")
        && InetAddress.ofLiteral(address)
            .equals(InetAddress.ofLiteral(ipv6.substring(1, ipv6.length() - 1)));
  }
}
