package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.Rehearsals.goesWell;

import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.localcloud.LocalCloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class RehearsedRequestsTest {
  private final LocalCloud cloud;

  RehearsedRequestsTest(LocalCloud cloud) {
    this.cloud = cloud;
  }

  private <C extends Record> C config(String function, Class<C> type) {
    return Environment.read(type, cloud.environment(function));
  }

  @Test
  void everyRequestIsAnsweredAsOneOfAClient() {
    SubmitConfig config = config("SubmitFunction", SubmitConfig.class);
    goesWell((aws, silent) -> new RehearsedRequests(config, aws, silent).play());
  }
}
