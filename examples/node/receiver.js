// Receives Shutterhook's webhooks: verifies, answers at once, prints one line for each event.

import express from 'express';
import { verifier } from './verify.js';

const MAX_BODY = '64kb';
const MAX_SEEN = 10_000;

const genuine = verifier(process.env.WEBHOOK_SECRET);
const seen = new Set();

/** An event can come twice; its webhook-id is the same each time. */
function firstTime(message) {
  if (seen.has(message)) {
    return false;
  }
  seen.add(message);
  if (seen.size > MAX_SEEN) {
    seen.delete(seen.values().next().value);
  }
  return true;
}

const app = express();

// The bytes as they came: parsed and written again they may be others.
app.post('/', express.raw({ type: '*/*', limit: MAX_BODY }), (request, response) => {
  if (!Buffer.isBuffer(request.body) || !genuine(request.headers, request.body)) {
    response.sendStatus(401);
    return;
  }
  response.sendStatus(204);
  const message = request.headers['webhook-id'];
  if (firstTime(message)) {
    const event = JSON.parse(request.body);
    console.log(event.type, event.data.id, message);
  }
});

// What is too large or breaks off on its way.
app.use((error, request, response, next) => response.sendStatus(error.status ?? 500));

const server = app.listen(Number(process.env.PORT ?? 8787), '127.0.0.1', () =>
  console.log(`listening on http://127.0.0.1:${server.address().port}/`),
);
