package dev.shutterhook.submit.webhook;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.account.WebhookSecretStore;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import java.time.InstantSource;

/**
 * {@code POST /v1/webhook-public-key}: from then on the account's webhooks are signed with a key
 * pair too. Asked again, it answers with the same key.
 */
final class MakePublicKey implements Endpoint {
  private final WebhookSecretStore secrets;
  private final SecretDocument document;
  private final InstantSource clock;

  MakePublicKey(WebhookSecretStore secrets, SecretDocument document, InstantSource clock) {
    this.secrets = secrets;
    this.document = document;
    this.clock = clock;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return Answer.Reply.ok(
        document.publicKeyOf(secrets.withPair(caller.account(), clock.instant())));
  }
}
