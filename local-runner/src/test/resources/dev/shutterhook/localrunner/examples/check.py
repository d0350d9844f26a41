"""Reads a file of webhooks and of single bits to turn in them; prints those that are judged wrongly."""

import base64
import functools
import json
import sys

from verify import verifier

with open(sys.argv[1], encoding="utf-8") as file:
    cases = json.load(file)
webhooks, changes = cases["webhooks"], cases["changes"]
verifier = functools.cache(verifier)


def genuine(webhook):
    headers = {
        "webhook-id": webhook["id"].decode("latin1"),
        "webhook-timestamp": webhook["timestamp"].decode("latin1"),
        "webhook-signature": webhook["signature"].decode("latin1"),
    }
    return verifier(webhook["key"])(headers, bytes(webhook["body"]))


def read(webhook):
    fields = ("id", "timestamp", "signature", "body")
    decoded = {field: bytearray(base64.b64decode(webhook[field])) for field in fields}
    return {"key": webhook["key"], **decoded}


def changed(index, field, bit):
    webhook = read(webhooks[index])
    webhook[field][bit >> 3] ^= 1 << (bit & 7)
    return webhook


refused = [i for i, webhook in enumerate(webhooks) if not genuine(read(webhook))]
accepted = [i for i, change in enumerate(changes) if genuine(changed(*change))]
print(json.dumps({"refused": refused, "accepted": accepted}))
