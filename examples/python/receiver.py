"""Receives Shutterhook's webhooks: verifies, answers at once, prints one line for each event."""

import json
import logging
import os
from collections import OrderedDict
from threading import Lock

from flask import Flask, request
from werkzeug.serving import make_server

from verify import verifier

MAX_BODY_BYTES = 64 * 1024
MAX_SEEN = 10_000

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
genuine = verifier(os.environ["WEBHOOK_SECRET"])
seen = OrderedDict()
lock = Lock()


def first_time(message):
    """An event can come twice; its webhook-id is the same each time."""
    with lock:
        if message in seen:
            return False
        seen[message] = True
        if len(seen) > MAX_SEEN:
            seen.popitem(last=False)
        return True


@app.post("/")
def receive():
    # The bytes as they came: parsed and written again they may be others.
    body = request.get_data()
    if not genuine(request.headers, body):
        return "", 401
    message = request.headers["webhook-id"]
    if first_time(message):
        event = json.loads(body)
        print(event["type"], event["data"]["id"], message, flush=True)
    return "", 204


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", int(os.environ.get("PORT", "8787")), app, threaded=True)
    print(f"listening on http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()
