package dev.shutterhook.localrunner.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.shutterhook.localcloud.template.HttpRoute;
import dev.shutterhook.localrunner.lambda.LambdaFunction;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {

  /** The example of API Gateway's guide, in an order that helps nobody. */
  private static final RouteTable PETS =
      table(
          "ANY $default",
          "ANY /{proxy+}",
          "GET /pets/{proxy+}",
          "GET /pets/dog/{id}",
          "GET /pets/dog/1",
          "ANY /pets/cat",
          "PUT /pets/cat");

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          GET,    /pets/dog/1,      GET /pets/dog/1
          GET,    /pets/dog/2,      GET /pets/dog/{id}
          GET,    /pets/dog/2/toys, GET /pets/{proxy+}
          GET,    /pets/bird,       GET /pets/{proxy+}
          POST,   /test/5,          ANY /{proxy+}
          PUT,    /pets/cat,        PUT /pets/cat
          DELETE, /pets/cat,        ANY /pets/cat
          GET,    /pets/dog/,       GET /pets/{proxy+}
          GET,    /,                $default
          """)
  void prefersTheMoreSpecificRoute(String method, String path, String key) {
    assertEquals(key, PETS.find(method, path).orElseThrow().key());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          HEAD, /v1/captures
          GET,  /v1/captures/
          GET,  /v1
          GET,  /v1/captures/cap_1/image
          GET,  /V1/captures
          """)
  void findsNothingForAnotherMethodOrPath(String method, String path) {
    RouteTable table = table("GET /v1/captures", "GET /v1/captures/{id}");

    assertEquals(List.of(), table.find(method, path).stream().toList());
  }

  @Test
  void decodesVariablesButPartsNoSegmentAtAnEncodedSlash() {
    RouteTable table = table("GET /v1/{kind}/{rest+}");

    assertEquals(
        Map.of("kind", "a/b c+d", "rest", "x/y é"),
        table.find("GET", "/v1/a%2Fb%20c+d/x/y%20%C3%A9").orElseThrow().variables());
  }

  @Test
  void refusesTwoRoutesWithOneKey() {
    assertThrows(IllegalArgumentException.class, () -> table("GET /a", "GET /a"));
  }

  @Test
  void refusesAGreedyVariableThatIsNotLast() {
    assertThrows(IllegalArgumentException.class, () -> table("GET /{all+}/image"));
  }

  private static RouteTable table(String... keys) {
    LambdaFunction function =
        new LambdaFunction("Nothing", Duration.ofSeconds(1), 128, new Nothing());
    return new RouteTable(
        Arrays.stream(keys)
            .map(key -> key.split(" ", 2))
            .map(key -> new Route(new HttpRoute(key[0], key[1]), function))
            .toList());
  }

  static final class Nothing implements RequestHandler<Object, String> {
    @Override
    public String handleRequest(Object event, Context context) {
      return "";
    }
  }
}
