package dev.shutterhook.deliver.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.shutterhook.core.config.Waits;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryList;
import dev.shutterhook.core.webhook.EndpointHealth;
import dev.shutterhook.core.webhook.EndpointReport;
import dev.shutterhook.core.webhook.EndpointStore;
import dev.shutterhook.core.webhook.Endpoints;
import dev.shutterhook.core.webhook.RetrySchedule;
import dev.shutterhook.deliver.Bench;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is logged of an endpoint, by the real table. */
@ExtendWith(CloudExtension.class)
class EndpointGateTest {
  private static final Outcome FAILED = new Outcome.Deferred("status_500", Optional.empty());

  private final LocalCloud cloud;
  private final Bench bench;
  private final LogLines lines;
  private final Delivery delivery;

  EndpointGateTest(LocalCloud cloud) {
    this.cloud = cloud;
    bench = new Bench(cloud);
    lines = new LogLines(bench.clock);
    delivery = bench.pending("https://hooks.example.com/x?token=of-the-client");
  }

  private EndpointGate gate(String table) {
    return new EndpointGate(
        new Endpoints(new EndpointStore(bench.aws.dynamoDb(), table), bench.clock),
        new EndpointClosure(
            new DeliveryList(bench.aws.dynamoDb(), cloud.tableName("DeliveriesTable")),
            bench.deliveries,
            lines.log()),
        new RetrySchedule(Waits.parse("0s,1s"), () -> 0L),
        lines.log());
  }

  private void note(EndpointGate gate, Outcome outcome, int status) {
    gate.note(delivery, outcome, new EndpointReport(bench.clock.instant(), status, null));
  }

  @Test
  void tellsOnceThatItOpenedAndThatItRecovered() {
    EndpointGate gate = gate(cloud.tableName("DeliveriesTable"));
    for (int i = 0; i < EndpointHealth.OPEN_FAILURES + 5; i++) {
      note(gate, FAILED, 500);
      bench.clock.forward(Duration.ofMinutes(1));
    }
    assertEquals(1, lines.of("endpoint.opened").size());
    note(gate, new Outcome.Delivered(), 200);
    note(gate, new Outcome.Delivered(), 200);
    assertEquals(1, lines.of("endpoint.recovered").size());
    assertEquals(
        "hooks.example.com", lines.of("endpoint.recovered").getFirst().path("host").asText());
    assertFalse(lines.text().contains("of-the-client"));
  }

  @Test
  void tellsOnceThatItIsDisabledAndThatItRecovered() {
    EndpointGate gate = gate(cloud.tableName("DeliveriesTable"));
    note(gate, new Outcome.Refused("gone"), 410);
    note(gate, new Outcome.Refused("gone"), 410);
    assertEquals(1, lines.of("endpoint.disabled").size());
    note(gate, new Outcome.Delivered(), 200);
    assertEquals(1, lines.of("endpoint.recovered").size());
  }

  @Test
  void saysNothingOfAFailureThatPasses() {
    EndpointGate gate = gate(cloud.tableName("DeliveriesTable"));
    note(gate, FAILED, 500);
    note(gate, new Outcome.Delivered(), 200);
    assertEquals("", lines.text());
  }

  @Test
  void letsTheAttemptCountWhereItCannotBeNoted() {
    note(gate("no-such-table"), FAILED, 500);
    assertEquals(1, lines.of("endpoint.not_noted").size());
  }
}
