package dev.shutterhook.localrunner.command;

import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.template.FunctionResource;
import dev.shutterhook.localcloud.template.QueueSource;
import dev.shutterhook.localrunner.pump.WaitingMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * What {@code sam local} leaves to its user: tables and queues, variables, and events of queues.
 */
@Command(
    name = "sam-local",
    description =
        "Prepares a running LocalStack for sam local, and hands over what its queues hold.")
public final class SamLocalCommand {
  private static final String VARIABLES = "env.json";
  private static final int MAX_MESSAGES = 10;

  /** What a shell needs next. */
  private record Prepared(String envVars, String apiKey) {}

  @Command(
      description =
          "Makes tables, queues and bucket of template.yaml, and a file for sam's --env-vars.")
  int prepare(@Mixin EmulatorOptions emulator) throws IOException {
    try (LocalCloud cloud = emulator.shaped()) {
      Map<String, Map<String, String>> variables = new LinkedHashMap<>();
      for (FunctionResource function : cloud.functions()) {
        variables.put(function.logicalId(), function.environment());
      }
      Path file = emulator.folder().resolve(VARIABLES);
      keep(file, Json.write(variables));
      System.out.println(
          "prepared " + Json.write(new Prepared(file.toString(), emulator.apiKey())));
      return 0;
    }
  }

  @Command(description = "Prints what waits in a queue as the event that a function gets.")
  int event(@Mixin EmulatorOptions emulator, @Parameters(paramLabel = "QUEUE") String queue)
      throws IOException {
    try (LocalCloud cloud = emulator.shaped()) {
      String event =
          WaitingMessages.event(
                  cloud.sqs(),
                  cloud.queueUrl(queue),
                  cloud.queueArn(queue),
                  batchSize(cloud, queue))
              .orElseThrow(() -> new IllegalStateException("no message came to " + queue));
      System.out.println(event);
      return 0;
    }
  }

  private static int batchSize(LocalCloud cloud, String queue) {
    return cloud.functions().stream()
        .flatMap(function -> function.queues().stream())
        .filter(source -> source.queue().equals(queue))
        .mapToInt(QueueSource::batchSize)
        .findFirst()
        .orElse(MAX_MESSAGES);
  }

  /** The sealing key is in it: readable by this user only. */
  private static void keep(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }
}
