package dev.shutterhook.core.capture;

import dev.shutterhook.core.cost.BilledShare;
import dev.shutterhook.core.cost.CostReceipt;
import dev.shutterhook.core.cost.CostReceipt.Line;
import dev.shutterhook.core.cost.Prices;
import dev.shutterhook.core.cost.Spending;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.table.ItemSize;
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
  /** Of a request: it is counted against the key's rate and its quota. */
  private static final double ACCOUNT_WRITES = 2;

  /** A capture that is put is in the indexes InFlight and ByAttention. */
  private static final int CREATED_INDEXES = 2;

  /** At its end it leaves both and comes into ByAccount. */
  private static final int ENDED_INDEXES = 3;

  /** The month's sum. */
  private static final int SUM_WRITES = 1;

  /** A webhook that is put is in ByAccount and ByAttention. */
  private static final int TOLD_INDEXES = 2;

  /** When it was acknowledged it moves in one, and leaves the other. */
  private static final int DELIVERED_INDEXES = 3;

  /** Of Lambda's poller: it receives messages and deletes them, several by one call. */
  private static final double POLL = 2;

  private static final double BYTES_IN_GB = 1L << 30;
  private static final double DAYS_IN_MONTH = 30;

  private final List<Line> lines = new ArrayList<>();
  private final @Nullable BilledShare submit;
  private final Spending spent;
  private final Prices prices;

  private CaptureBill(@Nullable BilledShare submit, Spending spent, Prices prices) {
    this.submit = submit;
    this.spent = spent;
    this.prices = prices;
  }

  /**
   * What a record weighs.
   *
   * @param createdBytes when it was put
   * @param endedBytes at its end
   * @param days for which it and its artifacts are kept
   */
  record Kept(int createdBytes, int endedBytes, double days) {}

  static CostReceipt of(
      @Nullable BilledShare submit,
      Spending spent,
      Kept kept,
      List<Artifact> artifacts,
      Prices prices) {
    CaptureBill bill = new CaptureBill(submit, spent, prices);
    bill.functions();
    bill.requests(artifacts);
    bill.tables(kept);
    bill.storage(kept, artifacts);
    return new CostReceipt(bill.lines, prices);
  }

  private boolean told() {
    return spent.deliveryBytes() > 0;
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
    add("Lambda", invocations + (told() ? 1 : 0), "requests", prices.lambdaRequest());
  }

  private void duration(String function, @Nullable BilledShare share) {
    if (share != null) {
      add(function, share.gbSeconds(), "GB-seconds", prices.lambdaGbSecond());
    }
  }

  private void requests(List<Artifact> artifacts) {
    int orders = submit == null ? 1 : Math.min(submit.captures(), WorkQueue.MAX_BATCH);
    double order = 1.0 / orders + POLL * part(spent.render());
    double report = (spent.render() == null ? 0 : 1) + POLL * part(spent.settle());
    double ticket = told() ? 1 + POLL : 0;
    add("SQS", order + report + ticket, "requests", prices.sqsRequest());
    add("S3 PUT", artifacts.size(), "requests", prices.s3Put());
    // Whether the order was canceled.
    add("S3 GET", spent.render() == null ? 0 : 1, "requests", prices.s3Get());
  }

  private void tables(Kept kept) {
    double asked = submit == null ? 0 : ACCOUNT_WRITES / submit.captures();
    int created = writes(kept.createdBytes());
    int ended = writes(kept.endedBytes());
    int delivery = writes(spent.deliveryBytes());
    double units = asked + created + CREATED_INDEXES + created + ended + ENDED_INDEXES + SUM_WRITES;
    if (told()) {
      units += delivery + TOLD_INDEXES + delivery + DELIVERED_INDEXES;
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

  private static int writes(int bytes) {
    return Math.ceilDiv(bytes, ItemSize.WRITE_UNIT_BYTES);
  }

  private void add(String name, double quantity, String unit, double price) {
    lines.add(new Line(name, quantity, unit, quantity * price));
  }
}
