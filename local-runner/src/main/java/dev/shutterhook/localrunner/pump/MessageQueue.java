package dev.shutterhook.localrunner.pump;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What a pump does with its queue: receive, delete, hand back. */
final class MessageQueue {

  /** What SQS hands out, and deletes, in one call. */
  static final int MAX_MESSAGES_PER_CALL = 10;

  /** A message that so many calls could not delete comes again, and is harmless then. */
  private static final int DELETE_ATTEMPTS = 3;

  private static final Logger log = LoggerFactory.getLogger(MessageQueue.class);

  private final SqsClient client;
  private final String url;

  MessageQueue(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  /**
   * Receives messages with all their attributes.
   *
   * @param atMost more than 10 asks for 10
   * @param wait whole seconds, at most 20
   */
  List<Message> receive(int atMost, Duration wait) {
    return client
        .receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(Math.min(atMost, MAX_MESSAGES_PER_CALL))
                    .waitTimeSeconds((int) wait.toSeconds())
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }

  /** Deletes messages. {@code DeleteMessageBatch} fails by entry, with HTTP 200. */
  void delete(List<Message> messages) {
    for (int from = 0; from < messages.size(); from += MAX_MESSAGES_PER_CALL) {
      int to = Math.min(from + MAX_MESSAGES_PER_CALL, messages.size());
      Map<String, Message> left = new HashMap<>();
      messages.subList(from, to).forEach(message -> left.put(message.messageId(), message));
      for (int attempt = 1; attempt <= DELETE_ATTEMPTS && !left.isEmpty(); attempt++) {
        left.keySet().retainAll(deleteOnce(left));
      }
      if (!left.isEmpty()) {
        log.error("pump.not_deleted queue={} messages={}", url, left.keySet());
      }
    }
  }

  /** Makes received messages visible again, at the price of one more receive in their count. */
  void handBack(List<Message> messages) {
    for (Message message : messages) {
      try {
        client.changeMessageVisibility(
            request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
      } catch (SdkException e) {
        log.warn("pump.not_handed_back queue={} message={}", url, message.messageId(), e);
      }
    }
  }

  /** The ids that are still there. */
  private List<String> deleteOnce(Map<String, Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    messages.forEach(
        (id, message) ->
            entries.add(
                DeleteMessageBatchRequestEntry.builder()
                    .id(id)
                    .receiptHandle(message.receiptHandle())
                    .build()));
    try {
      return client
          .deleteMessageBatch(request -> request.queueUrl(url).entries(entries))
          .failed()
          .stream()
          .map(BatchResultErrorEntry::id)
          .toList();
    } catch (SdkException e) {
      log.warn("pump.delete_failed queue={}", url, e);
      return List.copyOf(messages.keySet());
    }
  }
}
