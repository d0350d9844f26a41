package dev.shutterhook.submit.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.cost.Invocation;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real: the captures' table of template.yaml. The work is a list of the ids that it was given. */
@ExtendWith(CloudExtension.class)
class IdempotencyTest {
  private static final Duration TIME = Duration.ofSeconds(29);

  private final TestClock clock = TestClock.atNow();
  private final Ids ids = new Ids(clock, new SecureRandom());
  private final Caller caller = new Caller("account-" + System.nanoTime(), "key", 0, 100);
  private final List<Id> worked = new ArrayList<>();
  private final Idempotency idempotency;

  IdempotencyTest(LocalCloud cloud) {
    String table = cloud.tableName("CapturesTable");
    LogLines lines = new LogLines(clock);
    idempotency = new Idempotency(cloud.dynamoDb(), table, ids, clock, lines.log());
  }

  /** Stands for a process that ends there: nobody cleans up. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  private Request request(String key, String body, Duration timeLeft) {
    return new Request(
        ids.next(Id.Kind.REQUEST),
        "POST",
        "/v1/captures",
        Map.of("idempotency-key", key),
        Map.of(),
        URI.create("https://shots.example.com"),
        ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
        timeLeft,
        Invocation.begin(1_769));
  }

  private Answer once(String key, Function<Id, Answer> then) {
    return once(request(key, "{}", TIME), then);
  }

  private Answer once(Request request, Function<Id, Answer> then) {
    return idempotency.once(
        request,
        caller,
        Id.Kind.CAPTURE,
        id -> {
          worked.add(id);
          return then.apply(id);
        });
  }

  private static Answer reply(Id id) {
    ObjectNode body = Json.mapper().createObjectNode().put("id", id.toString());
    return new Answer.Reply(202, Map.of("location", "/v1/captures/" + id), body);
  }

  private static Answer busy(Id id) {
    return Answer.Problem.passing(ProblemCode.RATE_LIMITED, "too much", Duration.ofSeconds(1));
  }

  private static Answer die(Id id) {
    throw new Death();
  }

  private static ProblemCode code(Answer answer) {
    return ((Answer.Problem) answer).code();
  }

  private static ObjectNode body(Answer answer) {
    return ((Answer.Reply) answer).body();
  }

  @Test
  void answersTheSameAndSaysThatItIsARepetition() {
    Answer first = once("a", IdempotencyTest::reply);
    Answer second = once("a", IdempotencyTest::reply);
    assertEquals(1, worked.size());
    assertEquals(body(first), body(second));
    assertEquals(first.headers().get("location"), second.headers().get("location"));
    assertEquals("true", second.headers().get("idempotent-replayed"));
    assertEquals(1, first.headers().size());
  }

  @Test
  void answersTheFirstAsAllOthersWhateverTheSpellingOfANumber() {
    ObjectNode odd = Json.mapper().createObjectNode().put("n", 1.0e21).put("m", 0.1f);
    Answer first = once("a", id -> Answer.Reply.ok(odd));
    Answer second = once("a", IdempotencyTest::reply);
    assertEquals(Json.write(body(first)), Json.write(body(second)));
  }

  @Test
  void worksOnWithTheSameIdWhereItsPredecessorDied() {
    assertThrows(Death.class, () -> once("a", IdempotencyTest::die));
    clock.forward(Idempotency.LEASE);
    Answer second = once("a", IdempotencyTest::reply);
    assertEquals(2, worked.size());
    assertEquals(worked.getFirst(), worked.getLast());
    assertEquals(body(second), body(once("a", IdempotencyTest::reply)));
    assertEquals(2, worked.size());
  }

  @Test
  void asksForPatienceWhileAPredecessorMayStillBeAtWork() {
    assertThrows(Death.class, () -> once("a", IdempotencyTest::die));
    Request hasty = request("a", "{}", Idempotency.MARGIN.plusMillis(150));
    Answer refused = once(hasty, IdempotencyTest::reply);
    assertEquals(ProblemCode.CONFLICT, code(refused));
    assertEquals("2", refused.headers().get("retry-after"));
    assertEquals(1, worked.size());
  }

  @Test
  void freesTheKeyOfARefusal() {
    assertEquals(ProblemCode.RATE_LIMITED, code(once("a", IdempotencyTest::busy)));
    Request other = request("a", "{\"another\":1}", TIME);
    body(once(other, IdempotencyTest::reply));
    assertNotEquals(worked.getFirst(), worked.getLast());
  }

  @Test
  void keepsTheIdOfADeadPredecessorThroughARefusal() {
    assertThrows(Death.class, () -> once("a", IdempotencyTest::die));
    clock.forward(Idempotency.LEASE);
    assertEquals(ProblemCode.RATE_LIMITED, code(once("a", IdempotencyTest::busy)));
    body(once("a", IdempotencyTest::reply));
    assertEquals(1, worked.stream().distinct().count());
    assertEquals(3, worked.size());
  }

  @Test
  void letsTheNextOneGoOnAtOnceWhereTheWorkThrows() {
    assertThrows(
        IllegalStateException.class,
        () ->
            once(
                "a",
                id -> {
                  throw new IllegalStateException("the store is away");
                }));
    body(once("a", IdempotencyTest::reply));
    assertEquals(1, worked.stream().distinct().count());
  }

  @Test
  void refusesAnotherRequestWithTheSameKey() {
    once("a", IdempotencyTest::reply);
    Answer refused = once(request("a", "{\"url\":1}", TIME), IdempotencyTest::reply);
    assertEquals(ProblemCode.IDEMPOTENCY_MISMATCH, code(refused));
    assertEquals(1, worked.size());
  }

  @Test
  void forgetsAKeyAfterADay() {
    once("a", IdempotencyTest::reply);
    clock.forward(Idempotency.KEPT.minusSeconds(2));
    once("a", IdempotencyTest::reply);
    assertEquals(1, worked.size());
    clock.forward(Duration.ofSeconds(2));
    body(once(request("a", "{\"url\":1}", TIME), IdempotencyTest::reply));
    assertEquals(2, worked.stream().distinct().count());
  }

  @Test
  void doesTheWorkOfATooLongAnswerAgainWithTheSameId() {
    String noise =
        new SecureRandom()
            .ints(500_000, '!', '~')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    Function<Id, Answer> much = id -> Answer.Reply.ok(body(reply(id)).put("noise", noise));
    assertEquals(body(once("a", much)), body(once("a", much)));
    assertEquals(2, worked.size());
    assertEquals(1, worked.stream().distinct().count());
  }

  @Test
  void takesOnlyKeysOfVisibleAscii() {
    for (String bad : List.of("", "two words", "é", "x".repeat(256))) {
      Answer refused = once(bad, IdempotencyTest::reply);
      assertEquals(ProblemCode.INVALID_REQUEST, code(refused));
      assertEquals("Idempotency-Key", ((Answer.Problem) refused).faults().getFirst().field());
    }
    assertTrue(worked.isEmpty());
    body(once("x".repeat(255), IdempotencyTest::reply));
  }
}
