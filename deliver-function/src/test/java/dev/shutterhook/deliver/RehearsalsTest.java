package dev.shutterhook.deliver;

import static dev.shutterhook.core.fixture.Rehearsals.goesWell;

import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.localcloud.LocalCloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class RehearsalsTest {
  private final LocalCloud cloud;

  RehearsalsTest(LocalCloud cloud) {
    this.cloud = cloud;
  }

  private <C extends Record> C config(String function, Class<C> type) {
    return Environment.read(type, cloud.environment(function));
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
