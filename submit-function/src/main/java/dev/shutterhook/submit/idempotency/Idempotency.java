package dev.shutterhook.submit.idempotency;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.hash.Sha256;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.request.Fault;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Answer.Problem;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;
import dev.shutterhook.submit.patience.Patience;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Does what a request asks for once, however often the client sends it with the same {@code
 * Idempotency-Key}. First an id is reserved under the key, then the work is done with that id, then
 * its answer is kept. Who comes meanwhile waits for the answer. Where the one that works dies, the
 * next one does the work again once its lease has ended, with the same id. Safe for threads.
 */
public final class Idempotency {
  /** So long a key is known, from its first request on. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** SubmitFunction's time is 29 s: who holds a lease longer than this is no more. */
  static final Duration LEASE = Duration.ofSeconds(30);

  /** Left of the function's own time for the answer. */
  static final Duration MARGIN = Duration.ofSeconds(2);

  /** Most work is done in a moment. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  static final String HEADER = "Idempotency-Key";
  static final int MAX_KEY_LENGTH = 255;
  private static final Pattern KEY = Pattern.compile("[!-~]{1," + MAX_KEY_LENGTH + "}");

  private final IdempotencyStore store;
  private final Ids ids;
  private final InstantSource clock;
  private final EventLog log;

  /** Keys in that table. */
  public Idempotency(
      DynamoDbClient dynamoDb, String capturesTable, Ids ids, InstantSource clock, EventLog log) {
    this.store = new IdempotencyStore(dynamoDb, capturesTable);
    this.ids = ids;
    this.clock = clock;
    this.log = log;
  }

  /**
   * The answer to a request: of the work, or of when it was done before. A problem is not kept, and
   * frees the key; so does an answer without a body, which needs no memory to be the same. Without
   * the header the work is done each time.
   *
   * @param kind of the id that the work is given
   * @param work must be harmless when it is done twice with the same id
   */
  public Answer once(Request request, Caller caller, Id.Kind kind, Function<Id, Answer> work) {
    Optional<String> key = request.header("idempotency-key");
    if (key.isEmpty()) {
      return work.apply(ids.next(kind));
    }
    if (!KEY.matcher(key.get()).matches()) {
      String rule = "must be 1 to " + MAX_KEY_LENGTH + " visible ASCII characters";
      return Problem.invalid(List.of(new Fault(HEADER, rule)));
    }
    Instant now = clock.instant();
    Reservation wanted =
        new Reservation(
            "idempotency#" + Sha256.hex(caller.account() + "\n" + key.get()),
            fingerprint(request),
            ids.next(kind),
            request.id(),
            now.plus(LEASE),
            Optional.empty(),
            now.plus(KEPT));
    return answer(wanted, Patience.of(request.timeLeft().minus(MARGIN)), work);
  }

  private Answer answer(Reservation wanted, Patience patience, Function<Id, Answer> work) {
    do {
      Optional<Reservation> other = store.reserve(wanted, clock.instant());
      if (other.isEmpty()) {
        return worked(wanted, work, () -> store.remove(wanted));
      }
      Reservation old = other.get();
      if (!old.fingerprint().equals(wanted.fingerprint())) {
        return Problem.of(
            ProblemCode.IDEMPOTENCY_MISMATCH,
            "This " + HEADER + " came with another request within the last 24 hours.");
      }
      if (old.answer().isPresent()) {
        return again(wanted, old.answer().get());
      }
      Instant now = clock.instant();
      Reservation own = old.takenOver(wanted.holder(), now.plus(LEASE));
      if (!old.leased(now) && store.takeOver(old, own)) {
        return worked(own, work, () -> store.letGo(own));
      }
    } while (waited(wanted.place(), patience));
    return underWay();
  }

  /** Until somebody has answered, or has ended without; false where there is no time for it. */
  private boolean waited(String place, Patience patience) {
    while (patience.another()) {
      Instant now = clock.instant();
      boolean underWay =
          store
              .find(place)
              .filter(old -> !old.expired(now) && old.answer().isEmpty() && old.leased(now))
              .isPresent();
      if (!underWay) {
        return true;
      }
    }
    return false;
  }

  private Answer worked(Reservation own, Function<Id, Answer> work, Runnable refused) {
    try {
      return switch (work.apply(own.id())) {
        case Answer.Reply reply -> kept(own, reply);
        case Answer.Nothing nothing -> {
          store.remove(own);
          yield nothing;
        }
        case Answer.Document _ -> throw new IllegalStateException("work makes no document");
        case Problem problem -> {
          refused.run();
          yield problem;
        }
        // Too large to be kept, or not the end of it: who asks again goes on under the same id.
        case Answer.Picture picture -> {
          store.letGo(own);
          yield picture;
        }
        case Answer.Undone undone -> {
          store.letGo(own);
          yield undone;
        }
      };
    } catch (RuntimeException e) {
      letGo(own);
      throw e;
    }
  }

  /** What others shall be answered; or what they were, where the work was taken over meanwhile. */
  private Answer kept(Reservation own, Answer.Reply reply) {
    KeptAnswer answer = KeptAnswer.of(reply);
    Optional<byte[]> packed = answer.packed();
    if (packed.isEmpty()) {
      // Too long for an item: who asks again has the work done again, which changes nothing.
      store.letGo(own);
      return answer.first();
    }
    if (store.answered(own, packed.get())) {
      return answer.first();
    }
    return store
        .find(own.place())
        .flatMap(Reservation::answer)
        .map(KeptAnswer::again)
        .orElseGet(Idempotency::underWay);
  }

  private Answer again(Reservation wanted, KeptAnswer answer) {
    log.event("request.repeated").with("request", wanted.holder()).write();
    return answer.again();
  }

  /** The work may be half done: what goes on with it takes the same id. */
  private void letGo(Reservation own) {
    try {
      store.letGo(own);
    } catch (SdkException e) {
      log.problem("idempotency.not_let_go").with("request", own.holder()).because(e).write();
    }
  }

  private static Answer underWay() {
    return Problem.passing(
        ProblemCode.CONFLICT, "A request with this " + HEADER + " is under way.", RETRY_AFTER);
  }

  private static String fingerprint(Request request) {
    ByteBuffer body = request.body().duplicate();
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return Sha256.hex(request.method() + "\n" + request.path() + "\n" + Sha256.hex(bytes));
  }
}
