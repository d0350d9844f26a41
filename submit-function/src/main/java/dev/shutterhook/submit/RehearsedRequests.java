package dev.shutterhook.submit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.cost.Invocation;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.random.FreshRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** What clients ask first of an API: a capture, how far it is, and which there are. */
final class RehearsedRequests {
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final int MEMORY_MB = 1_769;
  private static final String CAPTURES = "/v1/captures";
  private static final String REQUEST =
      """
      {"url":"https://example.com/","full_page":true,"format":"webp","quality":90,
       "webhook_url":"https://example.com/hook","metadata":{"rehearsal":1}}""";

  private final Api api;
  private final ApiKey key = ApiKey.random(FreshRandom.shared());

  RehearsedRequests(SubmitConfig config, AwsClients aws, EventLog silent) {
    this.api = new Api(config, aws, InstantSource.system(), FreshRandom.shared(), silent);
  }

  void play() {
    String made = expect(202, request("POST", CAPTURES, REQUEST));
    expect(200, request("GET", CAPTURES + "/" + Json.tree(made).path("id").asText(), ""));
    expect(200, request("GET", CAPTURES, ""));
  }

  private String expect(int status, APIGatewayV2HTTPEvent event) {
    APIGatewayV2HTTPResponse answer = api.answer(event, TIME, Invocation.begin(MEMORY_MB));
    if (answer.getStatusCode() != status) {
      throw new IllegalStateException(
          event.getRouteKey() + " was answered with " + answer.getStatusCode());
    }
    return answer.getBody();
  }

  private APIGatewayV2HTTPEvent request(String method, String path, String body) {
    return APIGatewayV2HTTPEvent.builder()
        .withRouteKey(method + " " + path)
        .withRawPath(path)
        .withHeaders(
            Map.of("authorization", "Bearer " + key.text(), "content-type", "application/json"))
        .withBody(body)
        .withRequestContext(
            APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(
                    APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod(method)
                        .withPath(path)
                        .build())
                .build())
        .build();
  }
}
