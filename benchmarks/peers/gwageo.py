"""Gwageo itself, called as its user would: ./gwageo benchmark run."""

import datetime
import glob
import json
import os
import subprocess

NAME = "Gwageo"
HERE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def root():
    return os.environ.get("GWAGEO_HOME", HERE)


def version(_peers):
    done = subprocess.run(["git", "-C", HERE, "describe", "--always", "--dirty"],
                          capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def task(peers):
    """Returns lm-evaluation-harness's GSM8K task, which is read as it stands."""
    shared = os.path.join(HERE, "..", "shared", "data", "lm-eval-tasks", "gsm8k", "gsm8k.yaml")
    installed = glob.glob(
        os.path.join(peers, "lmeval/lib/*/site-packages/lm_eval/tasks/gsm8k/gsm8k.yaml"))
    for path in [shared] + installed:
        if os.path.exists(path):
            return os.path.abspath(path)
    raise SystemExit("benchmarks: lm-evaluation-harness's gsm8k.yaml is not there")


def command(peers, spec, folder):
    argv = [
        os.path.join(root(), "gwageo"), "benchmark", "run", "--task", task(peers),
        "--data", spec.data, "--mode", "compat", "--api", "chat", "--endpoint", spec.base,
        "--model", "mock", "--concurrency", str(spec.concurrency), "--out", os.path.join(folder, "run"),
        "--timeout", str(spec.timeout), "--json", os.path.join(folder, "result.json"),
    ]
    if spec.limit:
        argv += ["--limit", str(spec.limit)]
    # The other harnesses do not stream unless they are told to.
    if not spec.stream:
        argv += ["--no-stream"]
    return argv, {}


def resume(peers, spec, folder):
    """The same command continues the run."""
    return command(peers, spec, folder)


def outcome(folder):
    path = os.path.join(folder, "result.json")
    if not os.path.exists(path):
        return {"score": None}
    with open(path, encoding="utf-8") as file:
        result = json.load(file)
    metric = result["metrics"][0]
    return {
        "score": metric["value"], "scored": result.get("scored"), "items": result.get("items"),
        "unanswered": result.get("unanswered"),
    }


def first_token_errors(folder, truth):
    """Returns, in microseconds for each streamed reply, how much later than it left the first token was
    seen, and by how much the time to it differs from the endpoint's: the journal against the books."""
    true = {row["key"]: row for row in truth if row["key"]}
    errors = []
    with open(os.path.join(folder, "run", "journal.jsonl"), encoding="utf-8") as file:
        for line in file:
            attempt = json.loads(line)
            first = attempt["micros"].get("firstToken")
            row = true.get(attempt["key"].split(":")[-1])
            if first is not None and row is not None:
                errors.append((micros(attempt["sentAt"]) + first - row["firstAt"], first - row["firstMicros"]))
    return errors


def micros(moment):
    """Returns an ISO 8601 time of UTC as microseconds since 1970."""
    whole, _, part = moment.rstrip("Z").partition(".")
    seconds = datetime.datetime.fromisoformat(whole + "+00:00").timestamp()
    return int(seconds) * 1_000_000 + int((part + "000000")[:6])
