package dev.shutterhook.localcloud.template;

import dev.shutterhook.localcloud.template.QueueResource.Redrive;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code AWS::SQS::Queue}; bounds and defaults are those of the SQS API reference. */
final class QueueReader {
  private static final Duration MAX_VISIBILITY = Duration.ofHours(12);
  private static final Duration MIN_RETENTION = Duration.ofMinutes(1);
  private static final Duration MAX_RETENTION = Duration.ofDays(14);
  private static final Duration MAX_DELAY = Duration.ofMinutes(15);
  private static final Duration MAX_RECEIVE_WAIT = Duration.ofSeconds(20);
  private static final int MAX_RECEIVES = 1_000;

  private static final List<String> UNDERSTOOD =
      List.of(
          "QueueName",
          "VisibilityTimeout",
          "MessageRetentionPeriod",
          "DelaySeconds",
          "ReceiveMessageWaitTimeSeconds",
          "RedrivePolicy",
          "FifoQueue");

  private static final Set<String> DEPLOY_ONLY =
      Set.of(
          "KmsMasterKeyId",
          "KmsDataKeyReusePeriodSeconds",
          "MaximumMessageSize",
          "RedriveAllowPolicy",
          "SqsManagedSseEnabled",
          "Tags");

  private QueueReader() {}

  static QueueResource read(String logicalId, Properties properties, Names names) {
    properties.allow(UNDERSTOOD, DEPLOY_ONLY);
    if (properties.truth("FifoQueue", false)) {
      throw properties.where().at("FifoQueue").fault("only standard queues are supported");
    }
    return new QueueResource(
        logicalId,
        properties.text("QueueName").orElse(Pseudo.STACK + "-" + logicalId),
        properties.seconds(
            "VisibilityTimeout", Duration.ofSeconds(30), Duration.ZERO, MAX_VISIBILITY),
        properties.seconds(
            "MessageRetentionPeriod", Duration.ofDays(4), MIN_RETENTION, MAX_RETENTION),
        properties.seconds("DelaySeconds", Duration.ZERO, Duration.ZERO, MAX_DELAY),
        properties.seconds(
            "ReceiveMessageWaitTimeSeconds", Duration.ZERO, Duration.ZERO, MAX_RECEIVE_WAIT),
        redrive(properties, names));
  }

  private static Optional<Redrive> redrive(Properties properties, Names names) {
    if (!properties.values().containsKey("RedrivePolicy")) {
      return Optional.empty();
    }
    Properties policy = properties.child("RedrivePolicy");
    policy.allow(List.of("deadLetterTargetArn", "maxReceiveCount"), Set.of());
    String arn = policy.requiredText("deadLetterTargetArn");
    policy.requiredText("maxReceiveCount");
    return Optional.of(
        new Redrive(
            names.queue(arn, policy.where().at("deadLetterTargetArn")),
            policy.integer("maxReceiveCount", 1, 1, MAX_RECEIVES)));
  }
}
