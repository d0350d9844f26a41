package dev.shutterhook.submit.tick;

import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.monitor.CompareSettings;
import dev.shutterhook.core.monitor.Mask;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.seal.SealedIdentity;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.submit.capture.Intake;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a monitor asks of a renderer: the picture, and what the page says.
 *
 * @param key opens as whom the page is visited
 * @param retention until captures are deleted
 */
record Looks(SealingKey key, Duration retention) {
  private static final List<Format> FORMATS = List.of(Format.PNG, Format.TEXT);

  /**
   * A capture for a run of that monitor.
   *
   * @throws IllegalStateException where its identity was sealed with another key
   */
  Intake.Wanted wanted(Monitor monitor, Id capture, Duration delay) {
    CompareSettings compare = monitor.settings().compare();
    List<String> selectors =
        compare.mask().stream().map(Mask::selector).filter(Objects::nonNull).toList();
    CaptureOptions look =
        monitor.settings().options().in(FORMATS).masking(selectors, compare.ignoreText());
    SealedIdentity sealed = monitor.identity();
    CaptureOptions whole = sealed == null ? look : look.as(sealed.open(monitor.id(), key));
    return new Intake.Wanted(
        capture, new CaptureRequest(whole, null, Json.mapper().createObjectNode()), delay);
  }

  /** How long a run and its pictures are kept: no longer than the stack keeps anything. */
  Duration kept(Monitor monitor) {
    Duration wanted = Duration.ofDays(monitor.settings().retentionDays());
    return wanted.compareTo(retention) < 0 ? wanted : retention;
  }
}
