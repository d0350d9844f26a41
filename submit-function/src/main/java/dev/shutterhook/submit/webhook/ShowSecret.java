package dev.shutterhook.submit.webhook;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.account.WebhookSecretStore;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;

/** {@code GET /v1/webhook-secret}: whoever may order captures may check what they bring. */
final class ShowSecret implements Endpoint {
  private final WebhookSecretStore secrets;
  private final SecretDocument document;

  ShowSecret(WebhookSecretStore secrets, SecretDocument document) {
    this.secrets = secrets;
    this.document = document;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return Answer.Reply.ok(document.of(secrets.find(caller.account())));
  }
}
