package dev.shutterhook.localcloud;

import dev.shutterhook.localcloud.template.QueueResource;
import dev.shutterhook.localcloud.template.QueueResource.Redrive;
import dev.shutterhook.localcloud.template.Template;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Makes queues as the template describes them; one that exists takes the template's settings. */
final class Queues {
  private final SqsClient client;
  private final Map<String, QueueResource> wanted = new HashMap<>();

  Queues(SqsClient client, Collection<QueueResource> queues) {
    this.client = client;
    queues.forEach(queue -> wanted.put(queue.logicalId(), queue));
  }

  void ensureAll() {
    // A redrive policy names a queue that must exist: all queues first, then all policies.
    wanted.values().forEach(this::ensure);
    wanted.values().forEach(queue -> queue.redrive().ifPresent(r -> redrive(queue, r)));
  }

  private void ensure(QueueResource queue) {
    Map<QueueAttributeName, String> attributes = attributes(queue);
    try {
      String url = url(queue);
      client.setQueueAttributes(call -> call.queueUrl(url).attributes(attributes));
    } catch (QueueDoesNotExistException e) {
      client.createQueue(call -> call.queueName(queue.name()).attributes(attributes));
    }
  }

  /** Without the retention, which ElasticMQ does not have: its messages stay for ever. */
  private static Map<QueueAttributeName, String> attributes(QueueResource queue) {
    Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
    attributes.put(
        QueueAttributeName.VISIBILITY_TIMEOUT,
        Long.toString(queue.visibilityTimeout().toSeconds()));
    attributes.put(QueueAttributeName.DELAY_SECONDS, Long.toString(queue.delay().toSeconds()));
    attributes.put(
        QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
        Long.toString(queue.receiveWait().toSeconds()));
    return attributes;
  }

  private void redrive(QueueResource queue, Redrive redrive) {
    QueueResource deadLetters = wanted.get(redrive.deadLetters());
    if (deadLetters == null) {
      throw new LocalCloudException("there is no queue " + redrive.deadLetters());
    }
    String arn =
        String.join(":", "arn:aws:sqs", Template.REGION, Template.ACCOUNT_ID, deadLetters.name());
    String policy =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
            .formatted(arn, redrive.maxReceiveCount());
    String url = url(queue);
    client.setQueueAttributes(
        call -> call.queueUrl(url).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
  }

  private String url(QueueResource queue) {
    return client.getQueueUrl(call -> call.queueName(queue.name())).queueUrl();
  }
}
