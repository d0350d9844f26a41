package dev.shutterhook.core.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EgressPolicyTest {
  @Test
  void readsBothPolicies() {
    assertEquals(EgressPolicy.STRICT, EgressPolicy.parse("strict"));
    assertEquals(EgressPolicy.OPEN, EgressPolicy.parse("open"));
  }

  @Test
  void saysWhatIsAllowed() {
    var refused = assertThrows(IllegalArgumentException.class, () -> EgressPolicy.parse("OPEN"));
    assertEquals("egress policy is 'OPEN': it must be 'strict' or 'open'", refused.getMessage());
  }

  @Test
  void refusesLimitsThatBoundNothing() {
    EgressLimits limits = EgressLimits.DEFAULTS;
    Duration second = Duration.ofSeconds(1);
    assertThrows(
        IllegalArgumentException.class, () -> limits.withTimeouts(Duration.ZERO, second, second));
    assertThrows(
        IllegalArgumentException.class,
        () -> limits.withTimeouts(second, second.negated(), second));
    assertThrows(IllegalArgumentException.class, () -> limits.withMaxBytesPerSession(0));
    assertThrows(IllegalArgumentException.class, () -> limits.withMaxConnections(0, 1));
    assertThrows(IllegalArgumentException.class, () -> limits.withMaxConnections(1, 0));
    var port =
        assertThrows(
            IllegalArgumentException.class, () -> limits.withStrictPorts(Set.of(80, 70_000)));
    assertEquals("strictPorts holds 70000: not a port", port.getMessage());
  }

  @Test
  void keepsSecretsAndControlCharactersOutOfRefusals() {
    Refusal refusal =
        new Refusal("cap", "user:secret@ho\nst" + "x".repeat(300), 80, Reason.MALFORMED_HOST);
    assertTrue(refusal.host().startsWith("ho?stx"));
    assertEquals(Refusal.MAX_HOST_CHARS, refusal.host().length());
  }
}
