package dev.shutterhook.submit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.account.ApiKeyStore;
import dev.shutterhook.core.account.KeyLimits;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.fixture.TestContext;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.LocalCloud;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The API of one cloud, called with events as API Gateway makes them, by an account of its own.
 * Every answer is held against openapi.yaml, whichever test asked for it.
 */
final class TestApi {
  static final Duration FUNCTION_TIME = Duration.ofSeconds(29);

  private static final LoadSettings YAML = LoadSettings.builder().build();

  final LocalCloud cloud;
  final TestClock clock = TestClock.atNow();
  final LogLines lines = new LogLines(clock);
  final CaptureStore captures;
  final String account = "account-" + System.nanoTime();
  final ApiKey key;

  /** The answers so far, as {@link Contract#check} names them. */
  final Set<String> seen = new ConcurrentSkipListSet<>();

  private final SecureRandom random = new SecureRandom();
  private final SubmitFunction function;

  TestApi(LocalCloud cloud) {
    this(cloud, RecordedCalls.of(cloud, "SubmitFunction"), Map.of());
  }

  /**
   * An API some of whose world is broken.
   *
   * @param overrides environment variables in the place of the template's
   */
  TestApi(LocalCloud cloud, AwsClients clients, Map<String, String> overrides) {
    this.cloud = cloud;
    Map<String, String> variables = new HashMap<>(cloud.environment("SubmitFunction"));
    variables.putAll(overrides);
    SubmitConfig config = Environment.read(SubmitConfig.class, variables);
    function = new SubmitFunction(config, clients, clock, random, lines.log());
    captures = new CaptureStore(cloud.dynamoDb(), cloud.tableName("CapturesTable"));
    key = keyOf(account);
  }

  /** A key of an account, kept in the table. */
  ApiKey keyOf(String owner) {
    ApiKey fresh = ApiKey.random(random);
    keys().create(fresh, owner, Optional.empty(), KeyLimits.NONE, clock.instant());
    return fresh;
  }

  ApiKeyStore keys() {
    return new ApiKeyStore(cloud.dynamoDb(), cloud.tableName("AccountsTable"));
  }

  /** An answer as the gateway would send it. */
  record Answered(int status, Map<String, String> headers, JsonNode body) {
    String code() {
      return body.path("code").asText();
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  Answered post(String body) {
    ObjectNode event = Events.recorded("submit-capture.json");
    event.put("body", body);
    return call(authorized(event));
  }

  Answered post(String path, String body) {
    return call(authorized(posting(path, body)));
  }

  ObjectNode posting(String path, String body) {
    ObjectNode event = Events.recorded("replay-deliveries.json");
    return event.put("rawPath", path).put("body", body);
  }

  Answered replay(Id delivery) {
    ObjectNode event = posting("/v1/deliveries/" + delivery + "/replay", "");
    return call(authorized(event));
  }

  Answered get(String path) {
    return get(path, Map.of());
  }

  Answered get(String path, Map<String, String> query) {
    return call(authorized(getting(path, query)));
  }

  Answered patch(String path, String body) {
    ObjectNode event = posting(path, body);
    ((ObjectNode) event.path("requestContext").path("http")).put("method", "PATCH");
    return call(authorized(event));
  }

  Answered delete(String path) {
    ObjectNode event = getting(path, Map.of());
    ((ObjectNode) event.path("requestContext").path("http")).put("method", "DELETE");
    return call(authorized(event));
  }

  ObjectNode getting(String path, Map<String, String> query) {
    ObjectNode event = Events.recorded("get-capture.json");
    event.put("rawPath", path);
    ObjectNode parameters = event.putObject("queryStringParameters");
    query.forEach(parameters::put);
    return event;
  }

  ObjectNode authorized(ObjectNode event) {
    return header(event, "authorization", "Bearer " + key.text());
  }

  static ObjectNode header(ObjectNode event, String name, String value) {
    ((ObjectNode) event.path("headers")).put(name, value);
    return event;
  }

  Answered call(ObjectNode event) {
    return call(event, FUNCTION_TIME);
  }

  /** What the handler itself answers, for bodies that are no JSON. */
  APIGatewayV2HTTPResponse respond(ObjectNode event) {
    return respond(event, FUNCTION_TIME);
  }

  private APIGatewayV2HTTPResponse respond(ObjectNode event, Duration timeLeft) {
    APIGatewayV2HTTPResponse response =
        function.handleRequest(
            Events.read(event, APIGatewayV2HTTPEvent.class), TestContext.with(timeLeft));
    String method = event.at("/requestContext/http/method").asText();
    String path = event.path("rawPath").asText();
    seen.add(Contract.shipped().check(method, path, answered(response)));
    return response;
  }

  Answered call(ObjectNode event, Duration timeLeft) {
    return answered(respond(event, timeLeft));
  }

  private static Answered answered(APIGatewayV2HTTPResponse response) {
    return new Answered(response.getStatusCode(), response.getHeaders(), body(response));
  }

  /** Pictures are left out, as what is not there is. */
  private static JsonNode body(APIGatewayV2HTTPResponse response) {
    String type = response.getHeaders().getOrDefault("content-type", "");
    return switch (type) {
      case "application/yaml" ->
          Json.tree(Json.write(new Load(YAML).loadFromString(response.getBody())));
      case "application/json", "application/problem+json" -> Json.tree(response.getBody());
      default -> MissingNode.getInstance();
    };
  }

  /** Ends a capture as SettleFunction would. */
  void settle(Capture ended) {
    cloud.dynamoDb().transactWriteItems(write -> write.transactItems(captures.settling(ended)));
  }
}
