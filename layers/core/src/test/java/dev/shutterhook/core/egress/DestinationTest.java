package dev.shutterhook.core.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
  @ParameterizedTest
  @CsvSource({
    "example.com, example.com, 80",
    "EXAMPLE.com:8080, example.com, 8080",
    "example.com., example.com, 80",
    "example.com.:443, example.com, 443",
    "localhost:3000, localhost, 3000",
    "a_b.example.com, a_b.example.com, 80",
    "r3---sn-x.example, r3---sn-x.example, 80",
    "xn--bcher-kva.example, xn--bcher-kva.example, 80",
    "1.example, 1.example, 80",
    "0x7f.example, 0x7f.example, 80",
    "127.0.0.1.example, 127.0.0.1.example, 80",
    "deadbeef, deadbeef, 80",
    "example.com:1, example.com, 1",
    "example.com:65535, example.com, 65535",
    "8.8.8.8, 8.8.8.8, 80",
    "0.0.0.0:80, 0.0.0.0, 80",
    "[::1], [0:0:0:0:0:0:0:1], 80",
    "[2001:DB8::1]:8443, [2001:db8:0:0:0:0:0:1], 8443",
    "[::ffff:8.8.8.8]:80, 8.8.8.8, 80",
    "[::8.8.8.8], [0:0:0:0:0:0:808:808], 80"
  })
  void readsPlainSpellings(String authority, String host, int port) {
    Destination destination = Destination.parse(authority, 80).orElseThrow();
    assertEquals(host, destination.host());
    assertEquals(port, destination.port());
    assertEquals(host.matches("\\[.*|[\\d.]+"), destination.literal().isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "example..com",
        ".example.com",
        "example.com..",
        "2130706433",
        "0",
        "017700000001",
        "0x7f000001",
        "0X7F000001",
        "0x",
        "127.1",
        "127.0.1",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "0x7f.1",
        "127.0.0.01",
        "127.0.0.1.",
        "127.0.0.256",
        "127.0.0.1.1",
        "example.1",
        "example.0x1",
        "user@example.com",
        "user:pass@example.com",
        "example.com@127.0.0.1",
        "exam%70le.com",
        "%31%32%37.0.0.1",
        "example.com\\",
        "127.0.0.1\\@example.com",
        "example.com\t",
        " example.com",
        "example .com",
        "example.com\u0000.evil",
        "bücher.example",
        "１２７.0.0.1",
        "127。0。0。1",
        "ⓛocalhost",
        "exam\u00adple.com",
        "example.com:",
        "example.com:0",
        "example.com:080",
        "example.com:+80",
        "example.com:-1",
        "example.com:65536",
        "example.com:999999",
        "example.com:8 0",
        "example.com:80:80",
        "example.com:٨٠",
        "::1",
        "[::1",
        "::1]",
        "[]",
        "[:]",
        "[::1]x",
        "[::1]:",
        "x[::1]",
        "[::1%25eth0]",
        "[fe80::1%eth0]",
        "[::ffff:127.1]",
        "[::ffff:0177.0.0.1]",
        "[::ffff:0x7f.0.0.1]",
        "[1:2:3:4:5:6:7:8:9]",
        "[1::2::3]",
        "[12345::1]",
        "[127.0.0.1]",
        "[v1.fe80::1]",
        "example.com/",
        "example.com?",
        "example.com#",
        "exa*mple.com",
        "a,b"
      })
  void refusesSpellingsThatTwoReadersReadDifferently(String authority) {
    assertEquals(Optional.empty(), Destination.parse(authority, 80));
  }

  @Test
  void refusesLabelsAndNamesThatAreTooLong() {
    String label = "a".repeat(63);
    assertTrue(Destination.parse(label + ".example", 80).isPresent());
    assertFalse(Destination.parse(label + "a.example", 80).isPresent());
    String name = "a.".repeat(126) + "a";
    assertTrue(Destination.parse(name, 80).isPresent());
    assertTrue(Destination.parse(name + ".", 80).isPresent());
    assertFalse(Destination.parse(name + "a", 80).isPresent());
    assertFalse(Destination.parse("[" + "1".repeat(1_000_000) + "::]", 80).isPresent());
  }

  @Test
  void wantsAPortWhereThereIsNoDefault() {
    assertEquals(Optional.empty(), Destination.parse("example.com", 0));
    assertTrue(Destination.parse("example.com:443", 0).isPresent());
  }

  @Test
  void cannotBeMadeWithoutAHostOrAPort() {
    assertThrows(IllegalArgumentException.class, () -> new Destination("", 80, Optional.empty()));
    assertThrows(
        IllegalArgumentException.class, () -> new Destination("example.com", 0, Optional.empty()));
  }
}
