package dev.shutterhook.core.webhook;

/** What signs a webhook, by either scheme of Standard Webhooks. */
public sealed interface SigningKey permits WebhookSecret, WebhookKeyPair {
  /** A signature as the header holds it: the scheme, a comma, and base64. */
  String sign(byte[] content);
}
