package dev.shutterhook.core.egress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
  private static final String VECTORS = "ssrf-ip-vectors.tsv";

  private final AddressPolicy strict = new AddressPolicy(EgressPolicy.STRICT);
  private final AddressPolicy open = new AddressPolicy(EgressPolicy.OPEN);

  @ParameterizedTest
  @CsvFileSource(resources = VECTORS, delimiter = '\t')
  void agreesWithEveryVector(String address, String verdict) {
    boolean allowed = strict.objection(InetAddress.ofLiteral(address)).isEmpty();
    assertEquals(verdict.equals("allow"), allowed, address);
  }

  @Test
  void seesWhatThePredicatesOfTheJdkMiss() throws IOException {
    List<InetAddress> forbidden =
        vectors().stream()
            .filter(line -> line.endsWith("deny"))
            .map(line -> InetAddress.ofLiteral(line.substring(0, line.indexOf('\t'))))
            .toList();
    long missed = forbidden.stream().filter(address -> !jdkObjects(address)).count();
    assertEquals(51, forbidden.size());
    assertTrue(missed > 25, "the JDK misses " + missed);
    assertTrue(forbidden.stream().allMatch(address -> strict.objection(address).isPresent()));
  }

  @ParameterizedTest
  @CsvSource({
    "9.255.255.255, 10.0.0.0, 10.255.255.255, 11.0.0.0",
    "100.63.255.255, 100.64.0.0, 100.127.255.255, 100.128.0.0",
    "126.255.255.255, 127.0.0.0, 127.255.255.255, 128.0.0.0",
    "168.63.129.15, 168.63.129.16, 168.63.129.16, 168.63.129.17",
    "169.253.255.255, 169.254.0.0, 169.254.255.255, 169.255.0.0",
    "172.15.255.255, 172.16.0.0, 172.31.255.255, 172.32.0.0",
    "191.255.255.255, 192.0.0.0, 192.0.0.255, 192.0.1.0",
    "192.88.98.255, 192.88.99.0, 192.88.99.255, 192.88.100.0",
    "192.167.255.255, 192.168.0.0, 192.168.255.255, 192.169.0.0",
    "198.17.255.255, 198.18.0.0, 198.19.255.255, 198.20.0.0",
    "198.51.99.255, 198.51.100.0, 198.51.100.255, 198.51.101.0",
    "203.0.112.255, 203.0.113.0, 203.0.113.255, 203.0.114.0",
    "2000:ffff::, 2001::, 2001:1ff:ffff::, 2001:200::",
    "2001:db7:ffff::, 2001:db8::, 2001:db8:ffff::, 2001:db9::",
    "2001:ffff::, 2002::, 2002:ffff::, 2003::",
    "3ffd:ffff::, 3ffe::, 3ffe:ffff::, 3fff:1000::"
  })
  void drawsEachBlockExactly(String before, String first, String last, String after) {
    assertEquals(Optional.empty(), strict.objection(InetAddress.ofLiteral(before)));
    assertTrue(strict.objection(InetAddress.ofLiteral(first)).isPresent());
    assertTrue(strict.objection(InetAddress.ofLiteral(last)).isPresent());
    assertEquals(Optional.empty(), strict.objection(InetAddress.ofLiteral(after)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "::1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "fd00::1"})
  void letsPrivateAddressesThroughWhenOpen(String address) {
    assertEquals(Optional.empty(), open.objection(InetAddress.ofLiteral(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "224.0.0.1",
        "255.255.255.255",
        "ff02::1",
        "64:ff9b::e000:1",
        "64:ff9b:1:e000:0:100::",
        "2002:e000:1::1",
        "::224.0.0.1",
        "2001:db8::5efe:255.255.255.255"
      })
  void refusesWhatIsNoSingleDestinationEvenWhenOpen(String address) {
    assertEquals(
        Optional.of(Reason.ADDRESS_NOT_UNICAST), open.objection(InetAddress.ofLiteral(address)));
  }

  @Test
  void judgesAnIsatapAddressByTheAddressInside() {
    assertTrue(strict.objection(InetAddress.ofLiteral("2606:4700::5efe:10.0.0.1")).isPresent());
    assertTrue(
        strict.objection(InetAddress.ofLiteral("2606:4700::200:5efe:192.168.0.1")).isPresent());
    assertTrue(strict.objection(InetAddress.ofLiteral("2606:4700::5efe:8.8.8.8")).isEmpty());
  }

  @Test
  void namesASourceForEveryRow() {
    List<AddressTable.Row> rows = AddressTable.rows();
    assertTrue(rows.size() >= 40);
    assertTrue(rows.stream().allMatch(row -> row.source().matches("(RFC \\d+|Azure).*")));
    assertEquals(rows.size(), rows.stream().map(AddressTable.Row::prefix).distinct().count());
  }

  private static boolean jdkObjects(InetAddress address) {
    return address.isSiteLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress();
  }

  private static List<String> vectors() throws IOException {
    try (InputStream in = AddressPolicyTest.class.getResourceAsStream(VECTORS)) {
      if (in == null) {
        throw new IOException("no " + VECTORS);
      }
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }
}
