"""Tells whether Shutterhook sent a webhook, by the secret (whsec_) or by the public key (whpk_)."""

import base64
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

TOLERANCE_SECONDS = 5 * 60


def verifier(key):
    """A function of headers and body (bytes) that is true for what was signed by this key's owner."""
    if key.startswith("whpk_"):
        public_key = Ed25519PublicKey.from_public_bytes(base64.b64decode(key[len("whpk_") :]))
        return lambda headers, body: _signed_by(public_key, headers, body)
    webhook = Webhook(key)
    return lambda headers, body: _verified(webhook, headers, body)


def _verified(webhook, headers, body):
    try:
        webhook.verify(body, dict(headers), json_parse=False)
        return True
    # A header or a body that is not even well-formed is a ValueError in the library.
    except (WebhookVerificationError, ValueError):
        return False


def _signed_by(public_key, headers, body):
    message = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    content = f"{message}.{timestamp}.".encode() + body
    for signature in headers.get("webhook-signature", "").split(" "):
        scheme, _, encoded = signature.partition(",")
        if scheme == "v1a" and _matches(public_key, encoded, content):
            return True
    return False


def _matches(public_key, encoded, content):
    try:
        signature = base64.b64decode(encoded, validate=True)
        public_key.verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    # Only the one true spelling counts: base64 has bits that nobody reads.
    return base64.b64encode(signature).decode() == encoded
