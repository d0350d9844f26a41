package dev.shutterhook.localrunner.command;

import dev.shutterhook.core.account.Authenticator;
import dev.shutterhook.core.account.WebhookSecretStore;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.core.webhook.WebhookSecret;
import dev.shutterhook.localrunner.suite.Suite;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;

/** A running suite with the key and the secret that its user needs. */
final class Stack implements AutoCloseable {
  private final Suite suite;
  private final Running running;
  private final WebhookSecretStore secrets;

  private Stack(Suite suite, StackOptions options) {
    this.suite = suite;
    this.secrets =
        new WebhookSecretStore(
            suite.clients().dynamoDb(),
            suite.cloud().tableName("AccountsTable"),
            new SecureRandom(),
            SealingKey.parse(
                suite.cloud().environment("SubmitFunction").getOrDefault("SEALING_KEY", "")));
    this.running =
        new Running(
            suite.address(),
            options.apiKey(),
            secrets().getFirst().text(),
            new Running.Accounts(
                suite.cloud().dynamoDbEndpoint(), suite.cloud().tableName("AccountsTable")));
  }

  static Stack start(StackOptions options) throws IOException {
    return new Stack(Suite.start(options.suite()), options);
  }

  Running running() {
    return running;
  }

  /** Those of the account that needs no key of its own, the newest first. */
  List<WebhookSecret> secrets() {
    return secrets.of(Authenticator.BOOTSTRAP_ACCOUNT);
  }

  @Override
  public void close() {
    suite.close();
  }
}
