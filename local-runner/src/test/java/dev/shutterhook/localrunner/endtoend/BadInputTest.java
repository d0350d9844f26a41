package dev.shutterhook.localrunner.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.json.Json;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SuiteUnderTest.class)
class BadInputTest {
  private final SuiteUnderTest suite = SuiteUnderTest.get();
  private final Client client = suite.client();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"url\":                                            | ``",
        "[1]                                                  | ``",
        "{}                                                   | url",
        "{\"url\":\"https://a.example/\",\"html\":\"<p>\"}    | html",
        "{\"url\":\"file:///etc/passwd\"}                     | url",
        "{\"url\":\"ftp://a.example/\"}                       | url",
        "{\"url\":\"https://a.example/\",\"colour\":1}        | colour",
        "{\"url\":\"https://a.example/\",\"width\":\"wide\"}  | width",
        "{\"url\":\"https://a.example/\",\"quality\":50}      | quality",
        "{\"url\":7,\"width\":0,\"format\":\"gif\",\"x\":1}   | url width format x",
      })
  void refusesWithEveryFaultNamedAndNothingStored(String body, String fields) {
    long before = captures();
    HttpResponse<String> response = client.post("/v1/captures", body);
    JsonNode problem = Json.tree(response.body());
    assertEquals(400, response.statusCode(), response.body());
    assertEquals(
        "application/problem+json", response.headers().firstValue("content-type").orElse(""));
    assertEquals("invalid_request", problem.path("code").asText());
    Set<String> named =
        StreamSupport.stream(problem.path("errors").spliterator(), false)
            .map(fault -> fault.path("field").asText())
            .collect(Collectors.toSet());
    assertEquals(Set.of(fields.split(" ", -1)), named, response.body());
    assertEquals(before, captures());
  }

  @Test
  void refusesABodyOverTheLimit() {
    long before = captures();
    String body = "{\"html\":\"" + "a".repeat(2 * 1024 * 1024) + "\"}";
    HttpResponse<String> response = client.post("/v1/captures", body);
    assertEquals(413, response.statusCode());
    assertEquals("payload_too_large", Json.tree(response.body()).path("code").asText());
    assertEquals(before, captures());
  }

  @Test
  void refusesAStranger() {
    long before = captures();
    HttpResponse<String> response =
        suite.stranger().post("/v1/captures", "{\"url\":\"https://a.example/\"}");
    assertEquals(401, response.statusCode());
    assertEquals("unauthorized", Json.tree(response.body()).path("code").asText());
    assertTrue(response.headers().firstValue("www-authenticate").isPresent());
    assertEquals(before, captures());
  }

  @Test
  void answersInProblemsWhereThereIsNoSuchPathToo() {
    HttpResponse<String> response = client.get("/v2/nothing");
    assertEquals(404, response.statusCode());
    assertEquals("not_found", Json.tree(response.body()).path("code").asText());
  }

  private long captures() {
    return suite
        .suite()
        .clients()
        .dynamoDb()
        .scan(scan -> scan.tableName(suite.suite().cloud().tableName("CapturesTable")))
        .count();
  }
}
