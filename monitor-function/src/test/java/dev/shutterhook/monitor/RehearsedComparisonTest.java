package dev.shutterhook.monitor;

import static dev.shutterhook.core.fixture.Rehearsals.goesWell;

import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.localcloud.LocalCloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class RehearsedComparisonTest {
  private final LocalCloud cloud;

  RehearsedComparisonTest(LocalCloud cloud) {
    this.cloud = cloud;
  }

  private <C extends Record> C config(String function, Class<C> type) {
    return Environment.read(type, cloud.environment(function));
  }

  @Test
  void aMadeUpRunComesToItsEnd() {
    CompareConfig config = config("CompareFunction", CompareConfig.class);
    goesWell((aws, silent) -> new RehearsedComparison(config, aws, silent).play());
  }
}
