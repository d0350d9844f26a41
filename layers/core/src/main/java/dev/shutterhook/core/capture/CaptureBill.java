package dev.shutterhook.core.capture;

import dev.shutterhook.core.cost.BilledShare;
import dev.shutterhook.core.cost.CostReceipt;
import dev.shutterhook.core.cost.CostReceipt.Line;
import dev.shutterhook.core.cost.Group;
import dev.shutterhook.core.cost.Prices;
import dev.shutterhook.core.cost.Spending;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.render.Artifact;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A capture's receipt: what was spent, and the calls that its way through the stack takes. Those
 * are the calls of the code; a test holds them against what the emulators say that they consumed.
 * The first attempt of its webhook is in it, further ones, logs and what a client asks later are
 * not.
 */
final class CaptureBill {
  /** Of Lambda's poller: it receives messages and deletes them, several by one call. */
  private static final double POLL = 2;

  private static final double BYTES_IN_GB = 1L << 30;
  private static final double DAYS_IN_MONTH = 30;

  private final List<Line> lines = new ArrayList<>();
  private final @Nullable BilledShare submit;
  private final Group group;
  private final Spending spent;
  private final Prices prices;

  private CaptureBill(Asked asked, Spending spent, Prices prices) {
    this.submit = asked.share();
    this.group = asked.company();
    this.spent = spent;
    this.prices = prices;
  }

  /**
   * By what a capture came in.
   *
   * @param share of the invocation that took it in; null where that does other things as well
   * @param group with which it came; null for one that came alone, and for those from before it was
   *     kept
   */
  record Asked(@Nullable BilledShare share, @Nullable Group group) {
    Group company() {
      if (group != null) {
        return group;
      }
      return Group.of(share == null ? 1 : share.captures());
    }
  }

  /**
   * What a record weighs.
   *
   * @param createdBytes when it was put
   * @param orderedBytes when it was ordered
   * @param endedBytes at its end
   * @param days for which it and its artifacts are kept
   */
  record Kept(int createdBytes, int orderedBytes, int endedBytes, double days) {}

  static CostReceipt of(
      Asked asked, Spending spent, Kept kept, List<Artifact> artifacts, Prices prices) {
    CaptureBill bill = new CaptureBill(asked, spent, prices);
    bill.functions();
    bill.requests(artifacts);
    bill.tables(kept);
    bill.storage(kept, artifacts);
    return new CostReceipt(bill.lines, prices);
  }

  /** Webhooks that tell of it: its own, and its part of its batch's. */
  private double told() {
    double own = spent.deliveryBytes() > 0 ? 1 : 0;
    return own + (group.deliveryBytes() > 0 ? 1.0 / group.captures() : 0);
  }

  private void functions() {
    if (submit != null) {
      add("API Gateway", 1.0 / submit.captures(), "requests", prices.apiRequest());
    }
    duration("SubmitFunction", submit);
    duration("RenderFunction", spent.render());
    duration("SettleFunction", spent.settle());
    double invocations =
        Stream.of(submit, spent.render(), spent.settle()).mapToDouble(CaptureBill::part).sum();
    add("Lambda", invocations + told(), "requests", prices.lambdaRequest());
  }

  private void duration(String function, @Nullable BilledShare share) {
    if (share != null) {
      add(function, share.gbSeconds(), "GB-seconds", prices.lambdaGbSecond());
    }
  }

  private void requests(List<Artifact> artifacts) {
    double calls = Math.ceilDiv(group.captures(), WorkQueue.MAX_BATCH);
    double order = calls / group.captures() + POLL * part(spent.render());
    double report = (spent.render() == null ? 0 : 1) + POLL * part(spent.settle());
    double tickets = told() * (1 + POLL);
    add("SQS", order + report + tickets, "requests", prices.sqsRequest());
    add("S3 PUT", artifacts.size(), "requests", prices.s3Put());
    // Whether the order was canceled.
    add("S3 GET", spent.render() == null ? 0 : 1, "requests", prices.s3Get());
  }

  private void tables(Kept kept) {
    double units = submit == null ? 0 : (double) CaptureUnits.REQUEST / submit.captures();
    units += CaptureUnits.created(kept.createdBytes(), kept.orderedBytes(), group.captures());
    units += CaptureUnits.ended(kept.endedBytes());
    if (spent.deliveryBytes() > 0) {
      units += CaptureUnits.told(spent.deliveryBytes());
    }
    if (group.batchBytes() > 0) {
      units += CaptureUnits.ofBatch(group);
    }
    add("DynamoDB", units, "write request units", prices.dynamoDbWriteUnit());
  }

  private void storage(Kept kept, List<Artifact> artifacts) {
    double months = kept.days() / DAYS_IN_MONTH;
    double pictures = artifacts.stream().mapToLong(Artifact::sizeBytes).sum() / BYTES_IN_GB;
    double records = (kept.endedBytes() + spent.deliveryBytes()) / BYTES_IN_GB;
    add("S3 storage", pictures * months, "GB-months", prices.s3GbMonth());
    add("DynamoDB storage", records * months, "GB-months", prices.dynamoDbGbMonth());
  }

  private static double part(@Nullable BilledShare share) {
    return share == null ? 0 : 1.0 / share.captures();
  }

  private void add(String name, double quantity, String unit, double price) {
    lines.add(new Line(name, quantity, unit, quantity * price));
  }
}
