package dev.shutterhook.localrunner.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.account.ApiKeyStore;
import dev.shutterhook.core.account.StoredKey;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.Storage;
import dev.shutterhook.localrunner.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The command as somebody types it who has a deployed stack: a process with AWS's usual variables
 * and the name of a table. Real: the process, DynamoDB Local with the template's table. Double:
 * nothing.
 */
class KeyCommandTest {
  private static LocalCloud cloud;

  @BeforeAll
  static void open() {
    Path template = Path.of(System.getProperty("shutterhook.root"), "template.yaml");
    cloud = LocalCloud.start(template, Map.of(), Storage.inMemory());
  }

  @AfterAll
  static void close() {
    cloud.close();
  }

  /** What it came to: exit status, what it printed, and what it said beside that. */
  private record Ran(int status, String out, String said) {}

  private static Ran key(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), Main.class.getName(), "key"));
    command.addAll(List.of(words));
    command.addAll(List.of("--table", cloud.tableName("AccountsTable")));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("AWS_ENDPOINT_URL_DYNAMODB", cloud.dynamoDbEndpoint().toString());
    builder.environment().put("AWS_REGION", "us-east-1");
    builder.environment().put("AWS_ACCESS_KEY_ID", "local");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), out, said);
  }

  private static StoredKey stored(ApiKey key) {
    return new ApiKeyStore(cloud.dynamoDb(), cloud.tableName("AccountsTable"))
        .list().stream()
            .filter(one -> one.publicId().equals(key.publicId()))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void makesBoundsShowsAndRevokesAKeyOfADeployedStack() throws Exception {
    Ran created = key("create", "--account", "acme", "--name", "Build server", "--rate", "7");
    assertEquals(0, created.status(), created.said());
    ApiKey key = ApiKey.parse(created.out().strip()).orElseThrow();
    assertEquals("acme", stored(key).account());
    assertEquals(7, stored(key).limits().requestsPerSecond());

    assertEquals(0, key("limit", key.publicId(), "--rate", "3", "--quota", "1000").status());
    assertEquals(3, stored(key).limits().requestsPerSecond());
    assertEquals(1_000L, stored(key).limits().capturesPerMonth());

    String row =
        key("list").out().lines().filter(l -> l.contains(key.publicId())).findFirst().orElseThrow();
    assertTrue(row.matches(".* acme +Build server +3 +1000 +0 .*"), row);

    Ran revoked = key("revoke", key.text());
    assertEquals(0, revoked.status(), revoked.said());
    assertTrue(stored(key).revokedAt() != null);
    for (Ran ran : List.of(key("list"), revoked)) {
      assertTrue(!(ran.out() + ran.said()).contains(key.text()), "a key is shown once");
    }
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    Ran unknown = key("revoke", "AAAAAAAAAAAA");
    assertEquals(1, unknown.status());
    assertEquals("shutterhook: there is no key AAAAAAAAAAAA", unknown.said().strip());
    Ran account = key("create", "--account", "Not One");
    assertEquals(1, account.status());
    assertEquals(
        "shutterhook: an account has small letters, digits, - and _, 64 at most",
        account.said().strip());
    assertEquals(2, key("limit", "AAAAAAAAAAAA", "--rate", "many").status());
  }
}
