package dev.shutterhook.submit.webhook;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.account.Rotation;
import dev.shutterhook.core.account.WebhookSecretStore;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.request.Fault;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.BodyFields;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** {@code POST /v1/webhook-secret/rotate}: a fresh secret, with the old one beside it for a day. */
final class RotateSecret implements Endpoint {
  private static final String REVOKE = "revoke_previous";

  private final WebhookSecretStore secrets;
  private final SecretDocument document;
  private final InstantSource clock;
  private final EventLog log;

  RotateSecret(
      WebhookSecretStore secrets, SecretDocument document, InstantSource clock, EventLog log) {
    this.secrets = secrets;
    this.document = document;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return switch (BodyFields.of(request)) {
      case BodyFields.Refused(var problem) -> problem;
      case BodyFields.Given(var fields) -> {
        boolean revoke = fields.flag(REVOKE, false);
        List<Fault> faults = fields.faults();
        yield faults.isEmpty() ? rotate(request, caller, revoke) : Answer.Problem.invalid(faults);
      }
    };
  }

  private Answer rotate(Request request, Caller caller, boolean revoke) {
    Instant now = clock.instant();
    return switch (secrets.rotate(caller.account(), revoke, now)) {
      case Rotation.UnderWay(var until) -> underWay(until, now);
      case Rotation.Rotated(var rotated) -> {
        log.event("webhook_secret.rotated")
            .with("account", caller.account())
            .with("key", caller.key())
            .with("request", request.id())
            .with("revoked_previous", revoke)
            .write();
        yield Answer.Reply.ok(document.of(rotated));
      }
    };
  }

  private static Answer underWay(Instant until, Instant now) {
    return Answer.Problem.passing(
        ProblemCode.CONFLICT,
        "The secret was rotated, and the previous one signs until %s. Send {\"%s\":true} to end it."
            .formatted(until, REVOKE),
        Duration.between(now, until));
  }
}
