package dev.shutterhook.localrunner.rie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.template.Resource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SnapStart, up to the snapshot and on from it. Real: AWS's runtime client, which calls the hooks;
 * the archives; the emulators. Double: Lambda's side of the runtime API, and no memory is copied.
 */
@Tag("rie")
class RestoreTest {
  @TempDir private static Path folder;
  private static LambdaStage stage;

  @BeforeAll
  static void open() {
    stage = new LambdaStage(folder);
  }

  @AfterAll
  static void close() {
    stage.close();
  }

  /** Whoever the template gives a snapshot. */
  static List<String> snapshot() {
    List<String> all =
        stage.cloud().template().resources("AWS::Serverless::Function").stream()
            .filter(function -> function.properties().containsKey("SnapStart"))
            .map(Resource::logicalId)
            .toList();
    assertEquals(7, all.size(), all::toString);
    return all;
  }

  @ParameterizedTest
  @MethodSource("snapshot")
  void rehearsesBeforeTheSnapshotAndReachesNobody(String name) throws Exception {
    try (SnapshotFunction function = stage.snapshot(name)) {
      function.api().awaitSnapshot();
      assertTrue(function.log().contains("snapshot.rehearsed"), function::log);
      assertEquals(1, function.log().lines().count(), "nothing else is logged: " + function.log());
      assertEquals(0, function.api().credentialsGiven(), "no call of AWS can have been signed");
      List.of("CapturesTable", "DeliveriesTable", "MonitorsTable", "AccountsTable")
          .forEach(table -> assertEquals(0, rows(table), table));
    }
  }

  @Test
  void answersOnceItIsRestoredWithCredentialsOfThatTime() throws Exception {
    try (SnapshotFunction submit = stage.snapshot("SubmitFunction")) {
      submit.api().awaitSnapshot();
      assertFalse(submit.log().contains("snapshot.restored"));
      submit.api().restore();
      JsonNode answer = Json.tree(submit.invoke(stage.event("get-capture.json")));
      assertEquals(404, answer.path("statusCode").asInt(), submit::log);
      assertTrue(submit.log().contains("snapshot.restored"), submit::log);
      assertTrue(submit.api().credentialsGiven() > 0);
    }
  }

  private static int rows(String table) {
    return stage
        .cloud()
        .dynamoDb()
        .scan(scan -> scan.tableName(stage.cloud().tableName(table)).limit(1))
        .count();
  }
}
