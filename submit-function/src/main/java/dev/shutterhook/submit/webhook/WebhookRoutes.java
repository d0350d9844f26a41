package dev.shutterhook.submit.webhook;

import dev.shutterhook.core.account.WebhookSecretStore;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.submit.http.Route;
import java.time.InstantSource;
import java.util.List;

/** The routes of this package. */
public final class WebhookRoutes {
  private WebhookRoutes() {}

  /** Routes to the accounts' keys and to the test sender. */
  public static List<Route> on(
      WebhookSecretStore secrets, TestSender sender, InstantSource clock, EventLog log) {
    SecretDocument told = new SecretDocument(clock);
    return List.of(
        Route.keyed("GET", "/v1/webhook-secret", new ShowSecret(secrets, told)),
        Route.keyed(
            "POST", "/v1/webhook-secret/rotate", new RotateSecret(secrets, told, clock, log)),
        Route.keyed("POST", "/v1/webhook-public-key", new MakePublicKey(secrets, told, clock)),
        Route.keyed("POST", "/v1/webhooks/test", sender));
  }
}
