package dev.shutterhook.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.random.FreshRandom;
import dev.shutterhook.core.snapstart.Rehearsal;
import dev.shutterhook.core.snapstart.SnapStart;
import dev.shutterhook.localcloud.LocalCloud;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A rehearsal says itself what went otherwise than it must. */
@ExtendWith(CloudExtension.class)
class RehearsalsTest {
  private final LocalCloud cloud;
  private final LogLines lines = new LogLines(TestClock.atNow());

  RehearsalsTest(LocalCloud cloud) {
    this.cloud = cloud;
  }

  private <C extends Record> C config(String function, Class<C> type) {
    return Environment.read(type, cloud.environment(function));
  }

  private void goesWell(Rehearsal rehearsal) {
    new SnapStart(rehearsal, FreshRandom.shared(), lines.log())
        .beforeCheckpoint(Core.getGlobalContext());
    assertEquals(1, lines.of("snapshot.rehearsed").size(), lines.text());
  }

  @Test
  void aMadeUpReportSettlesAMadeUpCapture() {
    SettleConfig config = config("SettleFunction", SettleConfig.class);
    goesWell((aws, silent) -> new RehearsedOutcome(config, aws, silent).play());
  }

  @Test
  void aMadeUpTicketIsHandedOnAndAnAttemptRefused() {
    DeliverConfig config = config("DeliverFunction", DeliverConfig.class);
    goesWell((aws, silent) -> new RehearsedDelivery(config, aws, silent).play());
  }
}
