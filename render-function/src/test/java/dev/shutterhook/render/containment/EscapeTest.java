package dev.shutterhook.render.containment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.FoundChromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a page can reach that tries every way to every target. Real: Chromium, the guard (strict), a
 * network of its own whose every packet is seen. Its names are given, and every address is ours.
 */
class EscapeTest {
  private static final Path FULL_CHROMIUM = Path.of("/usr/bin/chromium");

  /** Measured: 75 to 114. A page that asked by fewer ways would have proved little. */
  private static final int MIN_WAYS = 60;

  /** The guard's log tells the first 256 of a capture. */
  private static final int MIN_REFUSALS = 200;

  private static final int STUN_PORT = 3478;
  private static final int HTTPS_PORT = 443;

  private static Map<String, Finding> findings = Map.of();

  @BeforeAll
  static void experiment(@TempDir Path folder) throws Exception {
    Optional<String> missing = Namespace.missing(folder);
    missing.ifPresent(what -> System.out.println("The hostile page was not tried: " + what));
    assumeTrue(missing.isEmpty(), missing.orElse(""));
    Path file = folder.resolve("findings.json");
    List<String> arguments =
        new ArrayList<>(List.of(file.toString(), FoundChromium.program().toString()));
    if (Files.isExecutable(FULL_CHROMIUM)) {
      arguments.add(FULL_CHROMIUM.toString());
    }
    System.out.print(Namespace.run(folder, Experiments.class, arguments));
    findings = Json.mapper().readValue(Files.readString(file), new TypeReference<>() {});
  }

  @Test
  void withoutUsThePageReachesEverythingAndReadsEverySecret() {
    Finding control = finding(Experiments.CONTROL);
    assertTrue(control.done());
    assertEquals(EnumSet.allOf(Secret.class), control.loot());
    for (Secret secret : Secret.values()) {
      assertTrue(waysIn(control, secret.name()) >= MIN_WAYS, control.waysIn().toString());
    }
    assertTrue(waysIn(control, "UNDIALLED") >= MIN_WAYS, control.waysIn().toString());
    assertTrue(control.traffic().internal().stream().anyMatch(packet -> packet.contains("fd00:")));
    assertTrue(!control.traffic().names().isEmpty(), "it asks for names");
    for (int port : new int[] {STUN_PORT, HTTPS_PORT}) {
      assertTrue(
          control.traffic().datagrams().stream().anyMatch(packet -> packet.endsWith(" " + port)),
          "WebRTC and QUIC send datagrams: " + control.traffic().datagrams());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Experiments.BY_URL, Experiments.BY_HTML, Experiments.BY_SCRIPT})
  void headlessShellLeadsThePageNowhere(String source) {
    assertContained(finding(Experiments.kinds().getFirst() + source));
  }

  @Test
  void fullChromiumLeadsThePageNowhere() {
    assumeTrue(Files.isExecutable(FULL_CHROMIUM), "there is no " + FULL_CHROMIUM);
    assertContained(finding(Experiments.kinds().getLast() + Experiments.BY_URL));
  }

  @Test
  void aPageWhoseGuardIsLostFailsAndReachesNothing() {
    Finding lost = finding(Experiments.GUARD_LOST);
    assertEquals(FailureCode.CONNECTION_FAILED.code(), lost.outcome());
    assertTrue(lost.done(), "the page ran");
    assertNothingLeaked(lost);
  }

  @Test
  void aPageWhoseGuardIsGoneBeforeItSetsOutFailsAndReachesNothing() {
    Finding gone = finding(Experiments.NO_GUARD);
    assertEquals(FailureCode.CONNECTION_FAILED.code(), gone.outcome());
    assertNothingLeaked(gone);
  }

  @Test
  void aThousandNamesThatChangeTheirAddressReachNothingInternal() {
    Finding rebinding = finding(Experiments.REBINDING);
    assertNothingLeaked(rebinding);
    assertEquals(Set.of("kept", "kept-again", "fresh", "tunnel"), rebinding.waysAtSite());
    assertTrue(rebinding.traffic().toSite() >= Rebinding.NAMES / 4, rebinding.summary());
    assertTrue(rebinding.outcome().contains("403="), rebinding.outcome());
  }

  private static void assertContained(Finding finding) {
    assertEquals("taken", finding.outcome());
    assertTrue(finding.done(), "the page has tried everything");
    assertTrue(finding.waysAtSite().size() >= MIN_WAYS, finding.waysAtSite().toString());
    assertTrue(finding.refusals() >= MIN_REFUSALS, finding.summary());
    for (Secret secret : Secret.values()) {
      assertTrue(finding.refused().containsKey(secret.ipv4()), finding.refused().toString());
    }
    assertEquals(4, finding.artifacts());
    assertNothingLeaked(finding);
  }

  private static void assertNothingLeaked(Finding finding) {
    assertEquals(Set.of(), finding.leaks());
    assertEquals(Map.of(), finding.waysIn());
    assertEquals(Set.of(), finding.loot());
    assertEquals(Set.of(), finding.inArtifacts());
    assertEquals(0, finding.dropped(), "the packet capture missed some");
  }

  private static int waysIn(Finding finding, String host) {
    return finding.waysIn().getOrDefault(host, Set.of()).size();
  }

  private static Finding finding(String name) {
    return Objects.requireNonNull(findings.get(name), name);
  }
}
