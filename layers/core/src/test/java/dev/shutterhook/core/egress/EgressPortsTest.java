package dev.shutterhook.core.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPortsTest {
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.215.14");

  @Test
  void readsAList() {
    assertEquals(Set.of(80, 443), EgressPorts.parse("80,443").all());
    assertEquals(Set.of(8443), EgressPorts.parse("8443").all());
    assertEquals(Set.of(1, 65_535), EgressPorts.parse("1, 65535,1").all());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "80,",
        ",443",
        "0",
        "-1",
        "+80",
        "080",
        "65536",
        "99999",
        "100000",
        "http",
        "80-90",
        "80 443",
        "80;443",
        "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17"
      })
  void refusesWhatIsNoListOfPorts(String text) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> EgressPorts.parse(text));
    assertEquals("must be 1 to 16 ports like 80,443", e.getMessage());
  }

  @Test
  void opensAStrictGuardToThesePortsAlone() {
    EgressLimits limits =
        EgressLimits.DEFAULTS.withStrictPorts(EgressPorts.parse("443,8443").all());
    try (EgressGuard guard =
        new EgressGuard(EgressPolicy.STRICT, limits, host -> List.of(PUBLIC), refusal -> {})) {
      assertInstanceOf(Decision.Allowed.class, decided(guard, 8443));
      assertInstanceOf(Decision.Allowed.class, decided(guard, 443));
      assertEquals(new Decision.Denied(Reason.PORT_NOT_ALLOWED), decided(guard, 80));
    }
  }

  private static Decision decided(EgressGuard guard, int port) {
    return guard.decide(Destination.of("example.com", port).orElseThrow());
  }
}
