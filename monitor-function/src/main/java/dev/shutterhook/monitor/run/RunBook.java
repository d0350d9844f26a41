package dev.shutterhook.monitor.run;

import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.table.Transaction;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryDesk;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.monitor.news.News;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Writes conclusions: the run, what its monitor knows by it, and the deliveries that tell of it are
 * one transaction. Safe for threads.
 */
public final class RunBook {
  private final DynamoDbClient dynamoDb;
  private final RunStore runs;
  private final MonitorStore monitors;
  private final DeliveryStore deliveries;
  private final DeliveryDesk desk;
  private final News news;
  private final Album album;

  public RunBook(
      DynamoDbClient dynamoDb,
      RunStore runs,
      MonitorStore monitors,
      DeliveryStore deliveries,
      DeliveryDesk desk,
      News news,
      Album album) {
    this.dynamoDb = dynamoDb;
    this.runs = runs;
    this.monitors = monitors;
    this.deliveries = deliveries;
    this.desk = desk;
    this.news = news;
    this.album = album;
  }

  Album album() {
    return album;
  }

  /**
   * Writes a conclusion.
   *
   * @param before the monitor of which it was drawn
   * @param run of which it was drawn
   * @return false where either has moved on meanwhile: then nothing is written
   */
  boolean write(Monitor before, MonitorRun run, Conclusion conclusion, Instant now) {
    List<Delivery> told =
        news.of(conclusion.after(before), conclusion.run(), conclusion.events(), now);
    TransactWriteItem knowing =
        conclusion.pausing()
            ? monitors.pausing(before.id(), conclusion.progress())
            : monitors.progressing(before.id(), conclusion.progress());
    List<TransactWriteItem> writes =
        Stream.concat(
                Stream.of(runs.moving(conclusion.run(), run.state(), now), knowing),
                told.stream().map(deliveries::creating))
            .toList();
    if (!(Transaction.write(dynamoDb, writes) instanceof Transaction.Committed)) {
      return false;
    }
    told.stream().filter(one -> one.state() == DeliveryState.PENDING).forEach(desk::ticket);
    if (conclusion.again()) {
      monitors.hasten(before.id(), now);
    }
    conclusion.dropped().forEach(album::drop);
    return true;
  }
}
