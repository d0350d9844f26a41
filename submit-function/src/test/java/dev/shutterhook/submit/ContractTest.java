package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.localcloud.LocalCloud;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The judge itself: answers that are nearly right are refused. */
@ExtendWith(CloudExtension.class)
class ContractTest {
  private final Contract contract = Contract.shipped();
  private final TestApi api;
  private TestApi.Answered right;

  ContractTest(LocalCloud cloud) {
    api = new TestApi(cloud);
  }

  @BeforeEach
  void takesTheRightAnswer() {
    right = api.post(RequestFixture.aRequest().json());
  }

  private void refuses(String fault, TestApi.Answered wrong) {
    AssertionError error =
        assertThrows(AssertionError.class, () -> contract.check("POST", "/v1/captures", wrong));
    assertTrue(String.valueOf(error.getMessage()).contains(fault), error.getMessage());
  }

  private TestApi.Answered saying(Consumer<ObjectNode> otherwise) {
    ObjectNode body = right.body().deepCopy();
    otherwise.accept(body);
    return new TestApi.Answered(right.status(), right.headers(), body);
  }

  private TestApi.Answered with(Consumer<Map<String, String>> otherwise) {
    Map<String, String> headers = new HashMap<>(right.headers());
    otherwise.accept(headers);
    return new TestApi.Answered(right.status(), headers, right.body());
  }

  @Test
  void refusesWhatIsMissingOrTooMuchOrOfAnotherType() {
    refuses("metadata", saying(body -> body.remove("metadata")));
    refuses("token", saying(body -> body.put("token", "secret")));
    refuses("created_at", saying(body -> body.put("created_at", 7)));
    refuses("created_at", saying(body -> body.put("created_at", "yesterday")));
    refuses("status", saying(body -> body.put("status", "done")));
    refuses("options", saying(body -> ((ObjectNode) body.path("options")).put("x", 1)));
    refuses("/id", saying(body -> body.put("id", "cap_1")));
  }

  @Test
  void refusesHeadersThatAreMissingOrTooManyOrWrong() {
    refuses("location", with(headers -> headers.remove("location")));
    refuses("x-powered-by", with(headers -> headers.put("x-powered-by", "luck")));
    refuses("cache-control", with(headers -> headers.put("cache-control", "public")));
    refuses("text/html", with(headers -> headers.put("content-type", "text/html")));
  }

  @Test
  void refusesAStatusThatTheOperationDoesNotHave() {
    refuses("200", new TestApi.Answered(200, right.headers(), right.body()));
  }

  @Test
  void refusesAProblemOfAnotherCode() {
    TestApi.Answered refused = api.post("{}");
    JsonNode body = ((ObjectNode) refused.body().deepCopy()).put("code", "not_found");
    refuses("code", new TestApi.Answered(refused.status(), refused.headers(), body));
  }
}
