// Tells whether Shutterhook sent a webhook, by the secret (whsec_) or by the public key (whpk_).

import { createPublicKey, verify } from 'node:crypto';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

const TOLERANCE_SECONDS = 5 * 60;

/** A function of headers and body (a Buffer) that is true for what was signed by this key's owner. */
export function verifier(key) {
  if (key.startsWith('whpk_')) {
    const x = Buffer.from(key.slice('whpk_'.length), 'base64').toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return (headers, body) => signedBy(publicKey, headers, body);
  }
  const webhook = new Webhook(key);
  return (headers, body) => verified(webhook, headers, body);
}

function verified(webhook, headers, body) {
  try {
    webhook.verify(body, headers, { jsonParse: false });
    return true;
  } catch (e) {
    if (e instanceof WebhookVerificationError) {
      return false;
    }
    throw e;
  }
}

function signedBy(publicKey, headers, body) {
  const timestamp = headers['webhook-timestamp'] ?? '';
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!/^\d+$/.test(timestamp) || age > TOLERANCE_SECONDS) {
    return false;
  }
  const content = Buffer.concat([Buffer.from(`${headers['webhook-id']}.${timestamp}.`), body]);
  return (headers['webhook-signature'] ?? '')
    .split(' ')
    .filter((signature) => signature.startsWith('v1a,'))
    .some((signature) => matches(publicKey, signature.slice('v1a,'.length), content));
}

function matches(publicKey, encoded, content) {
  const signature = Buffer.from(encoded, 'base64');
  // Node reads base64 that is not quite base64; only the one true spelling counts.
  return signature.toString('base64') === encoded && verify(null, content, publicKey, signature);
}
