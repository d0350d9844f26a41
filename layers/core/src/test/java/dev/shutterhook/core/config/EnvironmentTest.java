package dev.shutterhook.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.egress.EgressPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
  record Sample(
      String capturesTable,
      int retentionDays,
      Duration lifetime,
      Optional<String> keyHash,
      EgressPolicy egressPolicy,
      Waits retrySchedule) {
    Sample {
      if (retentionDays < 1) {
        throw new IllegalArgumentException("RETENTION_DAYS must be at least 1");
      }
    }
  }

  private static final Map<String, String> GOOD =
      Map.of(
          "CAPTURES_TABLE", "captures",
          "RETENTION_DAYS", "30",
          "LIFETIME", "1h",
          "KEY_HASH", "",
          "EGRESS_POLICY", "strict",
          "RETRY_SCHEDULE", "0s,500ms",
          "PATH", "/bin");

  @Test
  void readsEachComponentByItsType() {
    assertEquals(
        new Sample(
            "captures",
            30,
            Duration.ofHours(1),
            Optional.empty(),
            EgressPolicy.STRICT,
            new Waits(List.of(Duration.ZERO, Duration.ofMillis(500)))),
        Environment.read(Sample.class, GOOD));
  }

  @Test
  void namesEveryMissingAndBadVariableInOneMessage() {
    ConfigException fault =
        assertThrows(
            ConfigException.class,
            () ->
                Environment.read(
                    Sample.class,
                    Map.of(
                        "RETENTION_DAYS", "many",
                        "LIFETIME", "1 fortnight",
                        "EGRESS_POLICY", "loose",
                        "RETRY_SCHEDULE", " ")));
    String message = String.valueOf(fault.getMessage());
    assertTrue(message.contains("CAPTURES_TABLE is missing"), message);
    assertTrue(message.contains("RETENTION_DAYS must be a whole number"), message);
    assertTrue(message.contains("LIFETIME must be"), message);
    assertTrue(message.contains("EGRESS_POLICY "), message);
    assertTrue(message.contains("RETRY_SCHEDULE is missing"), message);
    assertTrue(!message.contains("KEY_HASH"), message);
  }

  @Test
  void saysWhatARecordSaysOfItsValues() {
    Map<String, String> bad = new java.util.HashMap<>(GOOD);
    bad.put("RETENTION_DAYS", "0");
    ConfigException fault =
        assertThrows(ConfigException.class, () -> Environment.read(Sample.class, bad));
    assertEquals(
        "Sample cannot be read from the environment: RETENTION_DAYS must be at least 1",
        fault.getMessage());
  }

  @Test
  void readsDurationsInFourUnits() {
    assertEquals(
        List.of(
            Duration.ofMillis(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofHours(12)),
        Waits.parse("5ms, 30s,2m,12h").list());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "s", "-1s", "1d", "1s,", "1.5s", "1s;2s", "9999999999s"})
  void refusesWhatIsNoListOfDurations(String text) {
    assertThrows(IllegalArgumentException.class, () -> Waits.parse(text));
  }

  @Test
  void boundsTheLengthOfAList() {
    assertThrows(IllegalArgumentException.class, () -> Waits.parse("1s,".repeat(32) + "1s"));
  }
}
