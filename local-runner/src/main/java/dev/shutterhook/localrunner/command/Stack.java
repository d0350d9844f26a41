package dev.shutterhook.localrunner.command;

import dev.shutterhook.core.account.Authenticator;
import dev.shutterhook.core.account.WebhookSecretStore;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.core.webhook.WebhookSecret;
import dev.shutterhook.localrunner.suite.Suite;
import java.io.IOException;
import java.security.SecureRandom;

/** A running suite with the key and the secret that its user needs. */
final class Stack implements AutoCloseable {
  private final Suite suite;
  private final Running running;
  private final WebhookSecret secret;

  private Stack(Suite suite, StackOptions options) {
    this.suite = suite;
    WebhookSecretStore secrets =
        new WebhookSecretStore(
            suite.clients().dynamoDb(),
            suite.cloud().tableName("AccountsTable"),
            new SecureRandom(),
            SealingKey.parse(
                suite.cloud().environment("SubmitFunction").getOrDefault("SEALING_KEY", "")));
    this.secret = secrets.of(Authenticator.BOOTSTRAP_ACCOUNT).getFirst();
    this.running =
        new Running(
            suite.address(),
            options.apiKey(),
            secret.text(),
            new Running.Accounts(
                suite.cloud().dynamoDbEndpoint(), suite.cloud().tableName("AccountsTable")));
  }

  static Stack start(StackOptions options) throws IOException {
    return new Stack(Suite.start(options.suite()), options);
  }

  Running running() {
    return running;
  }

  WebhookSecret secret() {
    return secret;
  }

  @Override
  public void close() {
    suite.close();
  }
}
