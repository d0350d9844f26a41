package dev.shutterhook.localrunner.command;

import dev.shutterhook.core.account.ApiKeyStore;
import dev.shutterhook.core.account.MonthlyQuota;
import dev.shutterhook.localcloud.LocalCloud;
import java.util.Optional;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Which stack's keys a command is about. */
final class KeyDesk {
  @Option(
      names = "--table",
      paramLabel = "NAME",
      description =
          "The accounts' table of a deployed stack (its output AccountsTableName), with AWS's usual"
              + " credentials and region; else the suite that runs on this machine.")
  private Optional<String> table = Optional.empty();

  /** What is done with keys and their figures. */
  @FunctionalInterface
  interface Work {
    int with(ApiKeyStore keys, MonthlyQuota quota);
  }

  /**
   * Does it.
   *
   * @throws IllegalStateException where no table is named and no suite runs
   */
  int open(Work work) {
    if (table.isPresent()) {
      try (DynamoDbClient dynamoDb = DynamoDbClient.create()) {
        return run(work, dynamoDb, table.get());
      }
    }
    Running.Accounts accounts =
        Running.announced(Machine.current().state())
            .filter(running -> new ApiClient(running.url(), running.apiKey()).healthy())
            .map(Running::accounts)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no suite runs here: start one with up, or name a deployed table with"
                            + " --table"));
    try (DynamoDbClient dynamoDb = LocalCloud.dynamoDbAt(accounts.dynamoDb())) {
      return run(work, dynamoDb, accounts.table());
    }
  }

  private static int run(Work work, DynamoDbClient dynamoDb, String name) {
    return work.with(new ApiKeyStore(dynamoDb, name), new MonthlyQuota(dynamoDb, name));
  }
}
