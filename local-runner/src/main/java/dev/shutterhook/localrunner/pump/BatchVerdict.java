package dev.shutterhook.localrunner.pump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shutterhook.localrunner.lambda.Invocation;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Which messages of a batch a function has done with, by Lambda's rules ("Implementing partial
 * batch responses": success and failure conditions).
 */
final class BatchVerdict {

  private static final ObjectMapper JSON = new ObjectMapper();

  private BatchVerdict() {}

  /**
   * The ids to delete.
   *
   * @param batch the ids of the batch
   * @param reportsItems whether the mapping declares {@code ReportBatchItemFailures}; without it an
   *     answer's content says nothing, and any answer means success
   */
  static Set<String> succeeded(Set<String> batch, Invocation invocation, boolean reportsItems) {
    return switch (invocation) {
      case Invocation.Answered answered ->
          reportsItems ? withoutReported(batch, answered.json()) : batch;
      case Invocation.Failed _, Invocation.TimedOut _ -> Set.of();
    };
  }

  private static Set<String> withoutReported(Set<String> batch, byte[] answer) {
    JsonNode json;
    try {
      json = JSON.readTree(answer);
    } catch (IOException e) {
      return Set.of();
    }
    JsonNode failures = json.path("batchItemFailures");
    boolean none = failures.isMissingNode() || failures.isNull();
    if (json.isNull() || (json.isObject() && none)) {
      return batch;
    }
    if (!failures.isArray()) {
      return Set.of();
    }
    Set<String> succeeded = new HashSet<>(batch);
    for (JsonNode failure : failures) {
      // An id that is empty, missing or not of this batch tells nothing of which message failed:
      // all of them count as failed.
      String id = failure.path("itemIdentifier").asText("");
      if (!batch.contains(id)) {
        return Set.of();
      }
      succeeded.remove(id);
    }
    return succeeded;
  }
}
