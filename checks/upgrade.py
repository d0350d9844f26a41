"""Kills one version of the stack in the middle of its work and lets another go on with its data. See checks/upgrade."""

import atexit
import collections
import http.server
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request

READY_SECONDS = 900
SETTLED_SECONDS = 300

# What an older version cannot read comes again after its queue's visibility timeout, 6 minutes at the most.
RETURN_SECONDS = 900

# A version that can read a webhook has posted it by then.
TOLD_SECONDS = 60

# Slow enough for captures to be queued, under way and done when a stack is killed.
PAGE_SECONDS = 1
POLL_SECONDS = 0.2
KEY = "shk_" + "5" * 48


class Neighbour(http.server.ThreadingHTTPServer):
    """The pages that are captured, and the receiver of webhooks, which refuses all until it is told to take them."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.takes = False
        self.told = collections.defaultdict(set)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        """A browser that is killed hangs up."""

    def url(self, path):
        return f"http://127.0.0.1:{self.server_port}{path}"


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(PAGE_SECONDS)
        self.answer(200, b"<!doctype html><title>page</title><h1>" + self.path.encode() + b"</h1>")

    def do_POST(self):
        event = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.server.takes:
            self.server.told[event["data"]["id"]].add(self.headers["webhook-id"])
        self.answer(204 if self.server.takes else 503, b"")

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Stack:
    """One version, running on the data that all of them share."""

    def __init__(self, launcher, data):
        self.name = launcher
        command = [launcher, "up", "--data", data, "--port", "0", "--retry-schedule", "0s" + ",2s" * 20]
        environment = dict(os.environ, SHUTTERHOOK_API_KEY=KEY)
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
        )
        atexit.register(self.kill)
        self.url = self.ready()
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def ready(self):
        timer = threading.Timer(READY_SECONDS, self.kill)
        timer.start()
        for line in self.process.stdout:
            if line.startswith("ready "):
                timer.cancel()
                return json.loads(line[len("ready "):])["url"]
        timer.cancel()
        raise SystemExit(f"{self.name} did not get ready")

    def call(self, path, body=None):
        request = urllib.request.Request(self.url + path, None if body is None else json.dumps(body).encode())
        request.add_header("authorization", "Bearer " + KEY)
        request.add_header("content-type", "application/json")
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def kill(self):
        """Without a word, browser and all, as a machine ends that loses its power."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def states(stack, captures):
    """By id. The newest are listed first, and nobody else asks for any."""
    listed = stack.call(f"/v1/captures?limit={len(captures)}")["captures"]
    return {capture["id"]: capture["status"] for capture in listed}


def waiting(stack, captures):
    return [capture for capture, status in states(stack, captures).items() if status not in ("completed", "failed")]


def untold(neighbour, captures):
    return [capture for capture in captures if capture not in neighbour.told]


def settled(left, seconds):
    """Whether nothing is left by then."""
    end = time.monotonic() + seconds
    while left():
        if time.monotonic() > end:
            return False
        time.sleep(POLL_SECONDS)
    return True


def until(what, left, seconds=SETTLED_SECONDS):
    if not settled(left, seconds):
        raise SystemExit(f"{what}: still {left()}")


def cross(neighbour, stack, launcher, data, count, way):
    """From one version to another, which may leave webhooks that it cannot read for the first."""
    first = stack.name
    neighbour.takes = False
    captures = [
        stack.call("/v1/captures", {"url": neighbour.url(f"/{way}/{i}"), "webhook_url": neighbour.url("/hook")})["id"]
        for i in range(count)
    ]
    # Some are done, some are not.
    until("captures that ended", lambda: len(waiting(stack, captures)) > count * 2 // 3)
    left = len(waiting(stack, captures))
    stack.kill()
    if not 0 < left < count:
        raise SystemExit(f"{way}: {left} of {count} were under way, which shows nothing")
    neighbour.takes = True
    stack = Stack(launcher, data)
    until("captures that ended", lambda: waiting(stack, captures))
    ended = collections.Counter(states(stack, captures).values())
    waits = 0
    if not settled(lambda: untold(neighbour, captures), TOLD_SECONDS):
        waits = len(untold(neighbour, captures))
        stack.kill()
        stack = Stack(first, data)
        until("captures that were told of", lambda: untold(neighbour, captures), RETURN_SECONDS)
    several = [capture for capture in captures if len(neighbour.told[capture]) != 1]
    print(f"{way}: {left} of {count} under way when it was killed; then {dict(ended)}; webhooks that waited for the version before: {waits}; told of by other than one id: {several}")
    if several or ended["completed"] != count or (waits and way == "upgrade"):
        raise SystemExit(1)
    return stack


def main(older, newer, data, count):
    neighbour = Neighbour()
    stack = cross(neighbour, Stack(older, data), newer, data, count, "upgrade")
    cross(neighbour, stack, older, data, count, "rollback")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
