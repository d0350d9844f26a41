package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.monitor.CompareSettings;
import dev.shutterhook.core.monitor.Mask;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorSettings;
import dev.shutterhook.core.monitor.MonitorState;
import dev.shutterhook.core.monitor.Progress;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.seal.SealedIdentity;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.submit.schedule.Occurrences;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a monitor by what its client wants now.
 *
 * @param before as it is
 * @param asked as it shall be
 * @param sealingKey hides as whom the page is visited
 */
record Amendment(Monitor before, MonitorRequest asked, SealingKey sealingKey) {

  Monitor at(Instant now) {
    return before.changed(asked.settings(), identity(), due(now), progress(), now);
  }

  private @Nullable SealedIdentity identity() {
    CaptureOptions visible = asked.visible();
    return visible == null
        ? before.identity()
        : SealedIdentity.in(visible, before.id(), sealingKey).orElse(null);
  }

  /** What is due stays due, unless other times are asked for. */
  private @Nullable Instant due(Instant now) {
    MonitorSettings old = before.settings();
    MonitorSettings wanted = asked.settings();
    boolean same =
        old.schedule().equals(wanted.schedule())
            && old.timezone().equals(wanted.timezone())
            && Objects.equals(old.startsAt(), wanted.startsAt())
            && Objects.equals(old.endsAt(), wanted.endsAt());
    return same || before.state() != MonitorState.ACTIVE
        ? before.dueAt()
        : Occurrences.of(wanted, before.createdAt()).after(now).orElseThrow();
  }

  /**
   * A page that is captured otherwise looks otherwise; so does one in which something is no longer
   * painted over. What is painted over besides is left out of both pictures.
   */
  private Progress progress() {
    CompareSettings old = before.settings().compare();
    CompareSettings wanted = asked.settings().compare();
    boolean comparable =
        before.settings().options().equals(asked.settings().options())
            && selectors(wanted).containsAll(selectors(old))
            && wanted.ignoreText().containsAll(old.ignoreText());
    return comparable ? before.progress() : before.progress().anew();
  }

  private static List<String> selectors(CompareSettings settings) {
    return settings.mask().stream().map(Mask::selector).filter(Objects::nonNull).toList();
  }
}
