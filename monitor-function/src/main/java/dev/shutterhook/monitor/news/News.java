package dev.shutterhook.monitor.news;

import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.monitor.Destination;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorNews;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.settle.EndpointCheck;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.Form;
import dev.shutterhook.core.webhook.WebhookBody;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes what people are told of a run: their bytes are settled here, once. Safe for threads. */
public final class News {
  private final ArtifactLinks links;
  private final EndpointCheck endpoints;
  private final Ids ids;

  public News(ArtifactLinks links, EndpointCheck endpoints, Ids ids) {
    this.links = links;
    this.endpoints = endpoints;
    this.ids = ids;
  }

  /**
   * A delivery for each event and each destination, in their order.
   *
   * @param monitor as it is after the run
   * @param run at its end
   */
  public List<Delivery> of(Monitor monitor, MonitorRun run, List<EventType> events, Instant now) {
    return events.stream()
        .flatMap(
            event ->
                monitor.settings().destinations().stream()
                    .map(destination -> delivery(monitor, run, event, destination, now)))
        .toList();
  }

  private Delivery delivery(
      Monitor monitor, MonitorRun run, EventType event, Destination to, Instant now) {
    Delivery delivery =
        Delivery.pending(
            ids.next(Id.Kind.DELIVERY),
            ids.next(Id.Kind.MESSAGE),
            monitor.account(),
            run.id(),
            event,
            to.url(),
            body(monitor, run, event, to, now),
            now,
            run.expiresAt());
    return endpoints.check(to.secret() ? delivery.as(Form.of(name(to.type()))) : delivery);
  }

  private String body(
      Monitor monitor, MonitorRun run, EventType event, Destination to, Instant now) {
    return switch (to.type()) {
      case WEBHOOK -> WebhookBody.write(event, now, MonitorNews.of(monitor, run, links));
      case SLACK -> WebhookBody.write(SlackMessage.of(Message.of(monitor, run, event, links)));
      case DISCORD -> WebhookBody.write(DiscordMessage.of(Message.of(monitor, run, event, links)));
      case TEAMS -> WebhookBody.write(TeamsMessage.of(Message.of(monitor, run, event, links)));
    };
  }

  private static String name(Destination.Type type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
