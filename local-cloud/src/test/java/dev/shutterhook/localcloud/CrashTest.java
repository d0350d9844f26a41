package dev.shutterhook.localcloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A process is killed with SIGKILL while it writes; what was answered is there afterwards. */
class CrashTest {
  /** Each round kills at another moment; later ones start on what earlier ones left behind. */
  private static final int ROUNDS = 3;

  private static final int WRITES_PER_ROUND = 15;
  private static final int EMPTY_RECEIVES_AT_THE_END = 3;

  @TempDir private Path folder = Path.of("");

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void keepsWhatWasAnsweredWhenTheProcessIsKilled() throws Exception {
    Path template = Fixtures.cloudTemplate(folder);
    Path data = folder.resolve("data");
    List<String> answered = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      answered.addAll(killWhileWriting(template, data, "round" + round));
    }
    assertTrue(answered.size() >= ROUNDS * WRITES_PER_ROUND);
    try (LocalCloud cloud = LocalCloud.start(template, Map.of(), Storage.onDisk(data))) {
      Set<String> messages = drain(cloud, "WorkDeadLetters");
      for (String id : answered) {
        assertTrue(messages.contains(id), "message lost: " + id);
        assertEquals(id, S3Calls.get(S3Calls.presigned(cloud, id)).body());
        assertTrue(hasItem(cloud, id), "item lost: " + id);
      }
      Set<String> inFlight = drain(cloud, "Slow");
      for (int round = 0; round < ROUNDS; round++) {
        assertTrue(inFlight.contains("round" + round + "-in-flight"), inFlight.toString());
      }
      // A retry's backoff is longer than the queue's visibility timeout: it is no dead consumer's.
      assertEquals(Set.of(), drain(cloud, "Retries"));
    }
  }

  private static List<String> killWhileWriting(Path template, Path data, String prefix)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DoomedProcess.class.getName(),
                template.toString(),
                data.toString(),
                prefix)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> answered = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      assertEquals(DoomedProcess.READY, lines.readLine());
      while (answered.size() < WRITES_PER_ROUND) {
        answered.add(lines.readLine());
      }
      // Not through the process itself: that would close its output before it is read.
      process.toHandle().destroyForcibly();
      // What stood in the pipe when it died was answered as well.
      lines.lines().forEach(answered::add);
    } finally {
      process.destroyForcibly().waitFor();
    }
    return answered;
  }

  private static boolean hasItem(LocalCloud cloud, String id) {
    Map<String, AttributeValue> key = Map.of("id", AttributeValue.fromS(id));
    return cloud
        .dynamoDb()
        .getItem(call -> call.tableName(cloud.tableName("Orders")).key(key))
        .hasItem();
  }

  private static Set<String> drain(LocalCloud cloud, String queue) {
    Set<String> bodies = new HashSet<>();
    int empty = 0;
    while (empty < EMPTY_RECEIVES_AT_THE_END) {
      List<Message> messages =
          cloud
              .sqs()
              .receiveMessage(
                  call ->
                      call.queueUrl(cloud.queueUrl(queue))
                          .maxNumberOfMessages(10)
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      empty = messages.isEmpty() ? empty + 1 : 0;
      messages.forEach(message -> bodies.add(message.body()));
    }
    return bodies;
  }
}
