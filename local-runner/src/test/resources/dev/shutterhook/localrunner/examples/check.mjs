// Reads a file of webhooks and of single bits to turn in them; prints those that are judged wrongly.

import { readFileSync } from 'node:fs';
import { verifier } from './verify.js';

const { webhooks, changes } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const verifiers = new Map();

function genuine(webhook) {
  if (!verifiers.has(webhook.key)) {
    verifiers.set(webhook.key, verifier(webhook.key));
  }
  const headers = {
    'webhook-id': webhook.id.toString('latin1'),
    'webhook-timestamp': webhook.timestamp.toString('latin1'),
    'webhook-signature': webhook.signature.toString('latin1'),
  };
  return verifiers.get(webhook.key)(headers, webhook.body);
}

function bytes(webhook) {
  const read = (field) => Buffer.from(webhook[field], 'base64');
  const [id, timestamp, signature, body] = ['id', 'timestamp', 'signature', 'body'].map(read);
  return { key: webhook.key, id, timestamp, signature, body };
}

function changed([index, field, bit]) {
  const webhook = bytes(webhooks[index]);
  webhook[field][bit >> 3] ^= 1 << (bit & 7);
  return webhook;
}

const refused = webhooks.flatMap((webhook, i) => (genuine(bytes(webhook)) ? [] : [i]));
const accepted = changes.flatMap((change, i) => (genuine(changed(change)) ? [i] : []));
console.log(JSON.stringify({ refused, accepted }));
